package evenkeel.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * How far a portfolio is from its targets.
 *
 * @param base the amount that weights are fractions of: see {@link Planner}
 * @param lines one for each target at the broker, in the order of the targets
 * @param untouched holdings that are in no target, by symbol: shown and never traded
 * @param cash the account's cash, reserve included
 * @param cashWeight the cash beyond the reserve as a fraction of the base
 * @param cashTargetWeight what the weights leave for cash
 * @param cashBreach why the cash is a reason to trade; empty where it is not
 */
public record DriftReport(BigDecimal base, List<DriftLine> lines, List<Holding> untouched,
    BigDecimal cash,
    BigDecimal cashWeight, BigDecimal cashTargetWeight, Optional<CashBreach> cashBreach) {
  public DriftReport {
    lines = List.copyOf(lines);
    untouched = List.copyOf(untouched);
  }

  /** With cash that is no reason to trade. */
  public DriftReport(
      BigDecimal base, List<DriftLine> lines, List<Holding> untouched, BigDecimal cash, BigDecimal cashWeight,
      BigDecimal cashTargetWeight) {
    this(base, lines, untouched, cash, cashWeight, cashTargetWeight, Optional.empty());
  }

  /** Whether any holding or the cash is a reason to trade. */
  public boolean breached() {
    return cashBreach.isPresent() || lines.stream().anyMatch(DriftLine::breach);
  }

  /** Whether holdings are to be sold until cash is no longer below zero. */
  public boolean isDebitToPayBack() {
    return cashBreach.filter(CashBreach.NEGATIVE::equals).isPresent();
  }

  /** The drift of the cash: its weight less its target. */
  public BigDecimal cashDrift() {
    return cashWeight.subtract(cashTargetWeight);
  }
}
