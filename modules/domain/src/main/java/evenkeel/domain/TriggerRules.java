package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What leads to a look at the portfolio beside the month end.
 *
 * @param driftCheckAt New York time of a look in every session; empty for none
 * @param dropMin how far a target falls below its previous close, as a fraction of it; empty for no such look
 * @param cashFlowMin how much cash comes or goes without a fill of ours, in US dollars; empty for no such look
 * @param topUpOnly whether cash that came is spent by buys alone, whatever the drift
 * @param coolDown how long after the newest fill none of these is due
 */
public record TriggerRules(
    Optional<LocalTime> driftCheckAt, Optional<BigDecimal> dropMin, Optional<BigDecimal> cashFlowMin,
    boolean topUpOnly, Duration coolDown) {
  /** The month end alone. */
  public static final TriggerRules NONE = new TriggerRules(
      Optional.empty(), Optional.empty(), Optional.empty(), false, Duration.ZERO);

  public TriggerRules {
    if (dropMin.filter(it -> it.signum() <= 0 || it.compareTo(BigDecimal.ONE) >= 0).isPresent()) {
      throw new IllegalArgumentException("triggers.drop-min must be above 0 and below 1");
    }
    if (cashFlowMin.filter(it -> it.signum() <= 0).isPresent()) {
      throw new IllegalArgumentException("triggers.cash-flow-min must be above 0");
    }
    if (coolDown.isNegative()) {
      throw new IllegalArgumentException("triggers.cool-down must not be negative");
    }
  }

  /** Whether prices or cash have to be looked at now and then. */
  public boolean needsLooks() {
    return dropMin.isPresent() || cashFlowMin.isPresent();
  }
}
