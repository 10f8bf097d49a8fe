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
 * @param cash the account's cash of the traded currency, reserve included
 * @param cashWeight the cash beyond the reserve as a fraction of the base, with that of other currencies where it
 *     counts
 * @param cashTargetWeight what the weights leave for cash
 * @param cashBreach why the cash is a reason to trade; empty where it is not
 * @param currencies the cash of other currencies where it counts in the base; empty where there is none
 */
public record DriftReport(BigDecimal base, List<DriftLine> lines, List<Holding> untouched,
    BigDecimal cash,
    BigDecimal cashWeight, BigDecimal cashTargetWeight, Optional<CashBreach> cashBreach,
    Optional<Cash> currencies) {
  public DriftReport {
    lines = List.copyOf(lines);
    untouched = List.copyOf(untouched);
  }

  /** With cash that is no reason to trade. */
  public DriftReport(
      BigDecimal base, List<DriftLine> lines, List<Holding> untouched, BigDecimal cash, BigDecimal cashWeight,
      BigDecimal cashTargetWeight) {
    this(base, lines, untouched, cash, cashWeight, cashTargetWeight, Optional.empty(), Optional.empty());
  }

  /** Whether any holding or the cash is a reason to trade. */
  public boolean breached() {
    return cashBreach.isPresent() || lines.stream().anyMatch(DriftLine::breach);
  }

  /**
   * The holdings whose worth is not known, so that cash and holdings could not be compared with the net liquidation. A
   * currency pair is not among them: its money is in the cash.
   */
  public List<Holding> unvalued() {
    return untouched.stream().filter(holding -> !holding.contract().isCurrency()).toList();
  }

  /** What the cash of other currencies that counts in the base is worth; negative when borrowed. */
  public BigDecimal currenciesWorth() {
    return currencies.map(Cash::worth).orElse(BigDecimal.ZERO);
  }

  /** Whether it is a reason to trade, borrowed, or in several currencies. */
  public boolean isCashWorthSaying() {
    return cashBreach.isPresent() || cash.signum() < 0 || currencies.isPresent();
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
