package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says what a planning test is about in few words: {@code plans.target("GLD", "0.5", 10, "400")}. */
final class Plans {
  static final CommissionSchedule IBKR_FIXED = new CommissionSchedule(new BigDecimal("0.005"),
      new BigDecimal("1.00"), new BigDecimal("0.01"));

  private final SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
  private final SortedMap<Symbol, Holding> holdings = new TreeMap<>();
  private final Map<Symbol, BigDecimal> prices = new HashMap<>();
  private BigDecimal cash = BigDecimal.ZERO;
  private final SortedMap<String, BigDecimal> balances = new TreeMap<>();
  private final SortedMap<String, BigDecimal> rates = new TreeMap<>();
  private CurrencyConversion convert = CurrencyConversion.ALERT;
  private BigDecimal reserve = BigDecimal.ZERO;
  private BigDecimal threshold = new BigDecimal("0.05");
  private BigDecimal minimumTrade = new BigDecimal("100");
  private BigDecimal netLiquidationShift = BigDecimal.ZERO;

  Plans cash(String amount) {
    cash = new BigDecimal(amount);
    return this;
  }

  /** Cash of another currency, and what one unit of it is in dollars. */
  Plans other(String currency, String amount, String rate) {
    balances.put(currency, new BigDecimal(amount));
    rates.put(currency, new BigDecimal(rate));
    return this;
  }

  Plans convert(CurrencyConversion rule) {
    convert = rule;
    return this;
  }

  Plans reserve(String amount) {
    reserve = new BigDecimal(amount);
    return this;
  }

  Plans threshold(String fraction) {
    threshold = new BigDecimal(fraction);
    return this;
  }

  Plans minimumTrade(String amount) {
    minimumTrade = new BigDecimal(amount);
    return this;
  }

  /** What the broker's net liquidation is beside the sum of cash and holdings. */
  Plans netLiquidationShift(String amount) {
    netLiquidationShift = new BigDecimal(amount);
    return this;
  }

  Plans target(String symbol, String weight, String shares, String price) {
    weights.put(new Symbol(symbol), new BigDecimal(weight));
    return held(symbol, shares, price);
  }

  Plans thirds(String symbol, String shares, String price) {
    weights.put(new Symbol(symbol), BigDecimal.ONE.divide(new BigDecimal(3),
        MathContext.DECIMAL128));
    return held(symbol, shares, price);
  }

  Plans targetWithoutPrice(String symbol, String weight) {
    weights.put(new Symbol(symbol), new BigDecimal(weight));
    return this;
  }

  Plans held(String symbol, String shares, String price) {
    prices.put(new Symbol(symbol), new BigDecimal(price));
    return heldWithoutPrice(symbol, shares);
  }

  Plans heldWithoutPrice(String symbol, String shares) {
    holdings.put(new Symbol(symbol),
        Holding.of(new Symbol(symbol), new BigDecimal(shares), BigDecimal.ONE));
    return this;
  }

  Map<Symbol, BigDecimal> prices() {
    return prices;
  }

  SequencedMap<Symbol, BigDecimal> weights() {
    return weights;
  }

  Portfolio portfolio() {
    BigDecimal sum = cash.add(netLiquidationShift);
    for (Holding holding : holdings.values()) {
      sum = sum.add(holding.shares()
          .multiply(prices.getOrDefault(holding.symbol(), BigDecimal.ZERO)));
    }
    Cash others = new Cash(balances, rates, Optional.empty(), Optional.empty());
    return Portfolio.of("USD", sum.add(others.worth()), cash, holdings.values()).with(others);
  }

  PlanRules rules(PlanningRule rule) {
    return new PlanRules(rule, threshold, minimumTrade, reserve, new BigDecimal("0.05"),
        IBKR_FIXED, new CashRules(NegativeCash.CURE, convert));
  }

  PlanOutcome plan(PlanningRule rule) {
    return Planner.plan(portfolio(), weights, prices, rules(rule));
  }
}
