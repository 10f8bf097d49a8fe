package evenkeel.backtest;

import evenkeel.domain.CashRules;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.LotSize;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a walk starts with and what it pays, whatever the policy.
 *
 * @param capital US dollars at the first session
 * @param weights fractions of the account by symbol of the history; what they leave below 1 stays cash
 * @param plan commissions, minimum trade value, reserve and lots; breach and destination are the policy's
 * @param fillAt at which close orders fill
 * @param spread what a trade costs beside its commission, as a fraction of its value: 2 basis points are 0.0002
 * @param cashRate what cash earns in a year, as a fraction
 */
public record WalkRules(
    BigDecimal capital, SequencedMap<Symbol, BigDecimal> weights, PlanRules plan, FillAt fillAt, BigDecimal spread,
    BigDecimal cashRate) {
  public WalkRules {
    if (capital.signum() <= 0) {
      throw new IllegalArgumentException("capital must be above 0, was " + capital.toPlainString());
    }
    if (spread.signum() < 0 || spread.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("the spread must be from 0 to below 1, was " + spread.toPlainString());
    }
    weights = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
  }

  /** Fractions, no commission, no minimum, nothing rounded: what other programs compute. */
  public static WalkRules exact(BigDecimal capital, SequencedMap<Symbol, BigDecimal> weights) {
    var free = new CommissionSchedule(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    var plan = new PlanRules(
        PlanningRule.WHOLE_PORTFOLIO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE, free,
        CashRules.DEFAULT).with(LotSize.EXACT);
    return new WalkRules(capital, weights, plan, FillAt.SAME_CLOSE, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** The same, filled at another close. */
  public WalkRules with(FillAt other) {
    return new WalkRules(capital, weights, plan, other, spread, cashRate);
  }

  /** The same in other lots. */
  public WalkRules with(LotSize lot) {
    return new WalkRules(capital, weights, plan.with(lot), fillAt, spread, cashRate);
  }
}
