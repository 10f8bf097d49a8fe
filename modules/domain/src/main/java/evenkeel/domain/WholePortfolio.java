package evenkeel.domain;

import evenkeel.domain.PlanOutcome.OnTarget;
import evenkeel.domain.PlanOutcome.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link PlanningRule#WHOLE_PORTFOLIO}: once a holding or the cash breaches, every holding gets at most one
 * order, of the whole shares that bring it closest to its target. An order below the minimum trade
 * value is left out, buys shrink to the cash that is there, and borrowed cash is paid back ({@link Repayment}).
 *
 * <p>Targets are fractions of what is left when the commissions are paid, so that the plan's own
 * cost does not leave the portfolio off target, and planning again on its outcome finds nothing.
 */
final class WholePortfolio {
  /**
   * Commissions depend on the sizes and these on the commissions; two or three rounds settle it. On
   * an account of some hundred dollars without a minimum trade value they may swing between two
   * sizes; then the last round stands, and planning again may find a single share.
   */
  private static final int ROUNDS_MAX = 10;

  private final DriftReport drift;
  private final PlanRules rules;
  /** All of the other currencies that may be converted for purchases. */
  private final List<CurrencyOrder> convertible;

  private WholePortfolio(DriftReport drift, PlanRules rules, List<CurrencyOrder> convertible) {
    this.drift = drift;
    this.rules = rules;
    this.convertible = convertible;
  }

  static PlanOutcome plan(DriftReport drift, PlanRules rules, List<CurrencyOrder> convertible) {
    if (!drift.breached() && rules.rule() != PlanningRule.TOP_UP) {
      return new OnTarget(drift, drift.lines().stream()
          .map(line -> new Skipped(line.symbol(), SkipReason.BELOW_THRESHOLD)).toList());
    }
    Trades trades = new WholePortfolio(drift, rules, convertible).trades();
    return trades.orders().isEmpty()
        ? new OnTarget(drift, trades.skipped())
        : Plan.of(drift, trades.orders(), trades.skipped()).converting(convertible, rules.reserved());
  }

  private record Trades(List<PlannedOrder> orders, List<Skipped> skipped) {
    BigDecimal commissions() {
      return orders.stream().map(PlannedOrder::estimatedCommission).reduce(BigDecimal.ZERO,
          BigDecimal::add);
    }
  }

  private Trades trades() {
    BigDecimal commissions = BigDecimal.ZERO;
    Trades trades = trades(commissions);
    for (int round = 1; round < ROUNDS_MAX
        && trades.commissions().compareTo(commissions) != 0; round++) {
      commissions = trades.commissions();
      trades = trades(commissions);
    }
    return trades;
  }

  private Trades trades(BigDecimal commissionsAssumed) {
    BigDecimal invested = drift.base().subtract(commissionsAssumed);
    Map<Symbol, SkipReason> skips = new HashMap<>();
    Map<Symbol, PlannedOrder> orders = new HashMap<>();
    List<Purchases.Wish> wishes = new ArrayList<>();
    // The base, and with it the budget, leaves the reserve out already. Cash of another currency buys nothing before it
    // is converted; what is borrowed in one is kept to be paid back.
    BigDecimal converted = convertible.stream().map(CurrencyOrder::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal unconverted = drift.currenciesWorth().subtract(converted).max(BigDecimal.ZERO);
    BigDecimal budget = drift.base().subtract(unconverted);
    Map<Symbol, BigDecimal> gaps = new Destination(drift, rules).gaps(invested);
    for (DriftLine line : drift.lines()) {
      budget = budget.subtract(line.marketValue());
      BigDecimal gap = gaps.getOrDefault(line.symbol(), BigDecimal.ZERO);
      BigDecimal quantity = quantity(line, gap);
      if (!gaps.containsKey(line.symbol())) {
        skips.put(line.symbol(), SkipReason.BELOW_THRESHOLD);
      } else if (!Amounts.reaches(gap.abs(), rules.minimumTradeValue())) {
        skips.put(line.symbol(), SkipReason.BELOW_MIN_TRADE);
      } else if (quantity.signum() == 0) {
        skips.put(line.symbol(), SkipReason.ZERO_SHARES);
      } else if (quantity.multiply(line.price()).compareTo(rules.minimumTradeValue()) < 0) {
        skips.put(line.symbol(), SkipReason.BELOW_MIN_TRADE);
      } else if (gap.signum() < 0 && rules.rule() == PlanningRule.TOP_UP) {
        skips.put(line.symbol(), SkipReason.BUYS_ONLY);
      } else if (gap.signum() < 0) {
        PlannedOrder sale = PlannedOrder.of(line, Side.SELL, quantity, rules.commissions());
        orders.put(line.symbol(), sale);
        budget = budget.add(sale.estimatedValue()).subtract(sale.estimatedCommission());
      } else {
        wishes.add(new Purchases.Wish(line, quantity, gap));
      }
    }
    if (drift.isDebitToPayBack()) {
      budget = new Repayment(drift, rules, invested).cover(orders, budget);
    }
    // What was sold to pay back is not bought again by the same plan.
    wishes.removeIf(wish -> orders.containsKey(wish.line().symbol()));
    for (Map.Entry<DriftLine, BigDecimal> bought : Purchases.fit(wishes, budget, rules)
        .entrySet()) {
      DriftLine line = bought.getKey();
      orders.put(line.symbol(),
          PlannedOrder.of(line, Side.BUY, bought.getValue(), rules.commissions()));
    }
    return inOrderOfTargets(
        orders, skips, unconverted.signum() > 0 ? SkipReason.CONVERT_FIRST : SkipReason.ZERO_SHARES);
  }

  /** The closest number of lots; of a sale no more than are held. */
  private BigDecimal quantity(DriftLine line, BigDecimal gap) {
    int decimals = rules.lotSize().decimals();
    BigDecimal nearest = Amounts.nearestShares(gap.abs(), line.price(), decimals);
    return gap.signum() < 0 ? nearest.min(line.shares().setScale(decimals, RoundingMode.DOWN)) : nearest;
  }

  /** With the reason that a buy which was wanted and is not there has: it was not affordable. */
  private Trades inOrderOfTargets(
      Map<Symbol, PlannedOrder> orders, Map<Symbol, SkipReason> skips, SkipReason unaffordable) {
    List<PlannedOrder> ordered = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (DriftLine line : drift.lines()) {
      PlannedOrder order = orders.get(line.symbol());
      if (order == null) {
        skipped.add(new Skipped(line.symbol(), skips.getOrDefault(line.symbol(), unaffordable)));
      } else {
        ordered.add(order);
      }
    }
    return new Trades(ordered, skipped);
  }
}
