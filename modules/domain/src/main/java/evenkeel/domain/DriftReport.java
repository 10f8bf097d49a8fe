package evenkeel.domain;

import java.math.BigDecimal;
import java.util.List;

/**
 * How far a portfolio is from its targets.
 *
 * @param base the amount that weights are fractions of: see {@link Planner}
 * @param lines one for each target at the broker, in the order of the targets
 * @param untouched holdings that are in no target, by symbol: shown and never traded
 * @param cash the account's cash, reserve included
 * @param cashWeight the cash beyond the reserve as a fraction of the base
 * @param cashTargetWeight what the weights leave for cash
 */
public record DriftReport(BigDecimal base, List<DriftLine> lines, List<Holding> untouched,
    BigDecimal cash,
    BigDecimal cashWeight, BigDecimal cashTargetWeight) {
  public DriftReport {
    lines = List.copyOf(lines);
    untouched = List.copyOf(untouched);
  }

  /** Whether any holding reaches the threshold. */
  public boolean breached() {
    return lines.stream().anyMatch(DriftLine::breach);
  }
}
