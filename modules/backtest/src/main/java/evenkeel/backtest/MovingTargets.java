package evenkeel.backtest;

import evenkeel.domain.Policy;
import evenkeel.domain.RangeGate;
import evenkeel.domain.Symbol;
import evenkeel.domain.VolatilityTargets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What of a policy depends on the market itself: targets that follow volatility, and a gate that trends close. */
final class MovingTargets {
  private static final int DECIMALS = 12;

  private final History history;
  private final SequencedMap<Symbol, BigDecimal> base;
  private final Policy policy;
  private final double[] before;

  MovingTargets(History history, SequencedMap<Symbol, BigDecimal> base, Policy policy) {
    this.history = history;
    this.base = base;
    this.policy = policy;
    this.before = base.values().stream().mapToDouble(BigDecimal::doubleValue).toArray();
  }

  /** The targets from this look on. */
  SequencedMap<Symbol, BigDecimal> next(int at) {
    VolatilityTargets rule = policy.volatility().orElseThrow();
    List<Symbol> symbols = history.symbols();
    double sum = 0;
    for (int s = 0; s < symbols.size(); s++) {
      before[s] = rule.next(base.get(symbols.get(s)).doubleValue(), before[s], grown(s, at, rule.days()));
      sum += before[s];
    }
    double scale = sum > 1 ? 1 / sum : 1;
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    for (int s = 0; s < symbols.size(); s++) {
      weights.put(symbols.get(s), BigDecimal.valueOf(before[s] * scale).setScale(DECIMALS, RoundingMode.DOWN));
    }
    return weights;
  }

  boolean isOpen(RangeGate gate, int at) {
    int from = Math.max(0, at - gate.days());
    double[] values = new double[at - from + 1];
    values[0] = 1;
    for (int i = 1; i < values.length; i++) {
      double gain = 0;
      int s = 0;
      for (BigDecimal weight : base.values()) {
        gain += weight.doubleValue() * history.gain(from + i, s++);
      }
      values[i] = values[i - 1] * (1 + gain);
    }
    return gate.isOpen(values);
  }

  /** What a dollar became, day by day; fewer values near the beginning. */
  private double[] grown(int symbol, int at, int days) {
    int from = Math.max(0, at - days);
    double[] values = new double[at - from + 1];
    Arrays.fill(values, 1);
    for (int i = 1; i < values.length; i++) {
      values[i] = values[i - 1] * (1 + history.gain(from + i, symbol));
    }
    return values;
  }
}
