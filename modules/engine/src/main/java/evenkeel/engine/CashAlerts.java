package evenkeel.engine;

import evenkeel.domain.Decision;
import evenkeel.domain.DriftReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the owner should hear of the cash that a decision found. */
final class CashAlerts {
  private CashAlerts() {}

  static List<Alert> of(Decision decision, Instant now) {
    Optional<DriftReport> borrowed = decision.drift().filter(drift -> drift.cash().signum() < 0);
    return borrowed.map(drift -> debit(decision, drift, now)).stream().toList();
  }

  private static Alert debit(Decision decision, DriftReport drift, Instant now) {
    BigDecimal amount = drift.cash().negate().setScale(2, RoundingMode.UP);
    boolean isPaidBack = drift.isDebitToPayBack() && decision.verdict() instanceof Decision.Trade;
    return new Alert(
        Alert.Severity.WARNING, "negative-cash-" + decision.run(), isPaidBack
            ? new EngineText.DebitPaidBack(decision.run(), amount)
            : new EngineText.NegativeCash(decision.run(), amount),
        now);
  }
}
