package evenkeel.domain;

import evenkeel.domain.PlanOutcome.Refused;
import evenkeel.domain.PriceChoice.NoPrice;
import evenkeel.domain.PriceChoice.Priced;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Decides what to trade: same inputs, same plan, in the same order.
 *
 * <p>Drift is current minus target weight, and a weight is a fraction of a base. Under {@link
 * PlanningRule#WHOLE_PORTFOLIO} the base is what the weights can divide: the cash beyond the
 * reserve and the holdings that have a target, at the prices of the plan. Holdings in no target are
 * left out, because what they are worth cannot fund a target; so a portfolio that has just executed
 * its plan is on target. Without a reserve and without such holdings the base is the net
 * liquidation at these prices. Under {@link PlanningRule#BREACHED_LEGS} the base is the net
 * liquidation as the broker reports it, whatever it consists of.
 *
 * <p>Cash is a holding with a target: under {@link PlanningRule#WHOLE_PORTFOLIO} it breaches as any holding does, and
 * cash below zero is a reason to sell even below the threshold ({@link NegativeCash#CURE}).
 */
public final class Planner {
  /** Weights may sum to a little more than 1, as rounded percentages do. */
  private static final BigDecimal WEIGHT_SUM_MAX = new BigDecimal("1.001");
  /** What weights may leave below 1 before it is meant as cash; as {@link Targets} allows. */
  private static final BigDecimal WEIGHT_DUST = new BigDecimal("1e-9");

  private Planner() {}

  /**
   * The plan from what {@link Prices#choose} made of the quotes. A target without a price refuses
   * the plan; a holding in no target needs none.
   */
  public static PlanOutcome plan(Portfolio portfolio, SequencedMap<Symbol, BigDecimal> weights,
      List<PriceChoice> choices, PlanRules rules) {
    Map<Symbol, BigDecimal> prices = new HashMap<>();
    Map<Symbol, String> missing = new HashMap<>();
    for (PriceChoice choice : choices) {
      switch (choice) {
        case Priced priced -> prices.put(priced.symbol(), priced.price());
        case NoPrice none -> missing.put(none.symbol(), none.reason());
      }
    }
    return plan(portfolio, weights, prices, missing, rules);
  }

  /**
   * The plan, or why there is none.
   *
   * @param weights fractions of the base in the order that breaks ties; what they leave below 1
   *     stays cash
   * @param prices of every target, and as far as known of the other holdings, in the account's
   *     currency
   */
  public static PlanOutcome plan(Portfolio portfolio, SequencedMap<Symbol, BigDecimal> weights,
      Map<Symbol, BigDecimal> prices, PlanRules rules) {
    return plan(portfolio, weights, prices, Map.of(), rules);
  }

  private static PlanOutcome plan(Portfolio portfolio, SequencedMap<Symbol, BigDecimal> weights,
      Map<Symbol, BigDecimal> prices, Map<Symbol, String> missing, PlanRules rules) {
    List<String> reasons = new ArrayList<>();
    addWeightReasons(weights, reasons);
    addPortfolioReasons(portfolio, reasons);
    boolean priced = addPriceReasons(weights, prices, missing, reasons);
    if (!priced) {
      return new Refused(reasons, Optional.empty());
    }
    BigDecimal base = base(portfolio, weights, prices, rules);
    if (base.signum() <= 0) {
      if (portfolio.netLiquidation().signum() > 0) {
        reasons.add("nothing to invest: cash beyond the reserve and holdings with a target come to "
            + money(base, portfolio));
      }
      return new Refused(reasons, Optional.empty());
    }
    addContradictionReason(portfolio, prices, rules, reasons);
    DriftReport drift = drift(portfolio, weights, prices, base, rules);
    if (!reasons.isEmpty()) {
      return new Refused(reasons, Optional.of(drift));
    }
    return switch (rules.rule()) {
      case WHOLE_PORTFOLIO, TOP_UP -> WholePortfolio.plan(drift, rules, convertible(portfolio, drift, rules));
      case BREACHED_LEGS -> BreachedLegs.plan(drift, rules);
    };
  }

  /**
   * Nothing while borrowed cash has to be paid back, for which the holdings pay, and nothing in an account without
   * margin, where what a conversion brings in has to settle before it buys.
   */
  private static List<CurrencyOrder> convertible(Portfolio portfolio, DriftReport drift, PlanRules rules) {
    boolean converts = switch (rules.cash().convert()) {
      case NEVER, ALERT -> false;
      case AUTO -> !drift.isDebitToPayBack()
          && Settlement.settled(Settlement.resolved(portfolio, rules)).isEmpty();
    };
    return converts
        ? CurrencyOrder.largest(
            drift.currencies().orElse(Cash.NONE), portfolio.currency(), rules.minimumTradeValue())
        : List.of();
  }

  private static void addWeightReasons(SequencedMap<Symbol, BigDecimal> weights,
      List<String> reasons) {
    if (weights.isEmpty()) {
      reasons.add("there are no targets");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<Symbol, BigDecimal> entry : weights.entrySet()) {
      if (entry.getValue().signum() < 0) {
        reasons.add("weight of " + entry.getKey() + " is negative: " + Text.of(entry.getValue()));
      }
      sum = sum.add(entry.getValue());
    }
    if (sum.compareTo(WEIGHT_SUM_MAX) > 0) {
      reasons.add("weights sum to " + Text.of(sum) + ", more than 1");
    }
  }

  private static void addPortfolioReasons(Portfolio portfolio, List<String> reasons) {
    if (portfolio.netLiquidation().signum() <= 0) {
      reasons
          .add("net liquidation is not positive: " + money(portfolio.netLiquidation(), portfolio));
    }
    for (Holding holding : portfolio.holdings().values()) {
      if (holding.shares().signum() < 0 && holding.contract().isStock()) {
        reasons.add("short position: " + Text.of(holding.shares()) + " " + holding.symbol());
      }
    }
  }

  /** Whether every target has a price; adds a reason for each that has not. */
  private static boolean addPriceReasons(SequencedMap<Symbol, BigDecimal> weights,
      Map<Symbol, BigDecimal> prices, Map<Symbol, String> missing, List<String> reasons) {
    boolean complete = true;
    for (Symbol symbol : weights.keySet()) {
      BigDecimal price = prices.get(symbol);
      if (price == null) {
        reasons.add(symbol + ": " + missing.getOrDefault(symbol, "no price"));
      } else if (!Prices.isPrice(price)) {
        reasons.add(symbol + ": " + Text.of(price) + " is not a price");
      }
      complete &= price != null && Prices.isPrice(price);
    }
    return complete;
  }

  private static BigDecimal base(Portfolio portfolio, SequencedMap<Symbol, BigDecimal> weights,
      Map<Symbol, BigDecimal> prices, PlanRules rules) {
    return switch (rules.rule()) {
      case BREACHED_LEGS -> portfolio.netLiquidation();
      case WHOLE_PORTFOLIO, TOP_UP -> {
        BigDecimal sum = portfolio.cash().subtract(rules.cashReserve())
            .add(currencies(portfolio, rules).map(Cash::worth).orElse(BigDecimal.ZERO));
        for (Symbol symbol : weights.keySet()) {
          sum = sum.add(portfolio.shares(symbol).multiply(prices.get(symbol)));
        }
        yield sum;
      }
    };
  }

  /**
   * Stale or wrong prices, or a stale account summary, show in the two not adding up. Not checked
   * when a holding has no price, for then nobody knows what it should add up to
   * ({@link DriftReport#unvalued}). Currency pairs are in the cash already.
   */
  private static void addContradictionReason(Portfolio portfolio, Map<Symbol, BigDecimal> prices,
      PlanRules rules, List<String> reasons) {
    BigDecimal sum = portfolio.cash().add(portfolio.currencies().worth());
    for (Holding holding : portfolio.holdings().values()) {
      if (holding.contract().isCurrency()) {
        continue;
      }
      BigDecimal price = portfolio.meantBy(holding).map(prices::get).orElse(null);
      if (holding.shares().signum() != 0 && (price == null || !Prices.isPrice(price))) {
        return;
      }
      sum = holding.shares().signum() == 0 ? sum : sum.add(holding.shares().multiply(price));
    }
    BigDecimal netLiquidation = portfolio.netLiquidation();
    if (netLiquidation.signum() <= 0) {
      return;
    }
    BigDecimal distance = sum.subtract(netLiquidation).abs();
    if (distance.compareTo(rules.netLiquidationDistanceMax().multiply(netLiquidation)) > 0) {
      reasons.add("cash and holdings at these prices come to " + money(sum, portfolio) + ", "
          + Text.percent(distance.divide(netLiquidation, MathContext.DECIMAL32))
          + " away from the net liquidation " + money(netLiquidation, portfolio) + ", more than "
          + Text.percent(rules.netLiquidationDistanceMax())
          + ": prices or account values are stale");
    }
  }

  private static DriftReport drift(Portfolio portfolio, SequencedMap<Symbol, BigDecimal> weights,
      Map<Symbol, BigDecimal> prices, BigDecimal base, PlanRules rules) {
    List<DriftLine> lines = new ArrayList<>();
    BigDecimal cashTarget = BigDecimal.ONE;
    for (Map.Entry<Symbol, BigDecimal> entry : weights.entrySet()) {
      lines.add(line(portfolio, entry.getKey(), entry.getValue(), prices.get(entry.getKey()), base,
          rules));
      cashTarget = cashTarget.subtract(entry.getValue());
    }
    List<Holding> untouched = portfolio.bySymbol().stream()
        .filter(holding -> portfolio.meantBy(holding).filter(weights::containsKey).isEmpty())
        .filter(holding -> holding.shares().signum() != 0)
        .toList();
    Optional<Cash> currencies = currencies(portfolio, rules);
    BigDecimal investableCash = portfolio.cash().subtract(rules.reserved())
        .add(currencies.map(Cash::worth).orElse(BigDecimal.ZERO));
    return new DriftReport(base, lines, untouched, portfolio.cash(),
        Amounts.ratio(investableCash, base), cashTarget(cashTarget),
        cashBreach(portfolio.cash(), investableCash, cashTarget, base, rules), currencies);
  }

  /** Thirds written as decimals leave a remainder that is no target. */
  private static BigDecimal cashTarget(BigDecimal left) {
    return left.compareTo(WEIGHT_DUST) <= 0 ? BigDecimal.ZERO : left;
  }

  /** The cash of other currencies that counts in the base; under breached-legs the net liquidation has all of it. */
  private static Optional<Cash> currencies(Portfolio portfolio, PlanRules rules) {
    boolean counts = switch (rules.rule()) {
      case BREACHED_LEGS -> false;
      case WHOLE_PORTFOLIO, TOP_UP -> rules.cash().convert() != CurrencyConversion.NEVER;
    };
    return Optional.of(portfolio.currencies()).filter(cash -> counts && !cash.balances().isEmpty());
  }

  /** The cash is traded through the holdings, so it is a reason to trade only where every holding is. */
  private static Optional<CashBreach> cashBreach(
      BigDecimal cash, BigDecimal investable, BigDecimal targetWeight, BigDecimal base, PlanRules rules) {
    return switch (rules.rule()) {
      case BREACHED_LEGS, TOP_UP -> Optional.empty();
      case WHOLE_PORTFOLIO -> {
        if (cash.signum() < 0 && rules.cash().negative() == NegativeCash.CURE) {
          yield Optional.of(CashBreach.NEGATIVE);
        }
        BigDecimal distance = investable.subtract(targetWeight.multiply(base)).abs();
        // Of one breached holding after the other the cash is what they leave.
        Optional<BigDecimal> band = rules.method() instanceof RebalanceMethod.BreachedOnly
            ? Optional.empty()
            : rules.drift().band(cashTarget(targetWeight));
        yield band.filter(it -> Amounts.reaches(distance, it.multiply(base))).map(it -> CashBreach.THRESHOLD);
      }
    };
  }

  private static DriftLine line(Portfolio portfolio, Symbol symbol, BigDecimal weight,
      BigDecimal price,
      BigDecimal base, PlanRules rules) {
    BigDecimal shares = portfolio.shares(symbol);
    BigDecimal averageCost = portfolio.holding(symbol)
        .map(Holding::averageCost)
        .orElse(BigDecimal.ZERO);
    BigDecimal value = shares.multiply(price);
    BigDecimal current = Amounts.ratio(value, base);
    boolean breach = rules.drift().reached(value, weight, base);
    return new DriftLine(symbol, shares, averageCost, price, value, current, weight,
        current.subtract(weight),
        breach, portfolio.contract(symbol).filter(id -> !id.isStandIn()));
  }

  private static String money(BigDecimal amount, Portfolio portfolio) {
    return Text.money(amount) + " " + portfolio.currency();
  }
}
