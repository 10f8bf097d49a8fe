package evenkeel.engine;

import evenkeel.domain.Conversion;
import evenkeel.domain.Decision;
import evenkeel.domain.DriftReport;
import evenkeel.domain.Holding;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the owner should hear of the cash that a decision found. */
final class CashAlerts {
  private CashAlerts() {}

  static List<Alert> of(Decision decision, Instant now) {
    return decision.drift().map(drift -> of(decision, drift, now)).orElse(List.of());
  }

  private static List<Alert> of(Decision decision, DriftReport drift, Instant now) {
    var alerts = new ArrayList<Alert>();
    if (drift.cash().signum() < 0) {
      alerts.add(debit(decision, drift, now));
    }
    decision.looked().ifPresent(portfolio -> portfolio.currencies().balances().forEach((currency, amount) -> {
      if (amount.signum() < 0) {
        alerts.add(new Alert(
            Alert.Severity.WARNING, "negative-cash-" + decision.run() + "-" + currency,
            new EngineText.BorrowedInOther(decision.run(), amount.negate(), currency), now));
      }
    }));
    decision.conversions().forEach(conversion -> alerts.add(new Alert(
        Alert.Severity.WARNING, "convert-" + decision.run() + "-" + conversion.currency(),
        convert(decision, conversion), now)));
    List<Symbol> unvalued = drift.unvalued().stream().map(Holding::symbol).distinct().toList();
    if (!unvalued.isEmpty() && !(decision.verdict() instanceof Decision.Refuse)) {
      alerts.add(new Alert(
          Alert.Severity.INFORMATION, "unvalued-" + decision.run(),
          new EngineText.NetLiquidationUnchecked(decision.run(), unvalued), now));
    }
    return List.copyOf(alerts);
  }

  private static EngineText convert(Decision decision, Conversion conversion) {
    return new EngineText.ConvertFirst(
        decision.run(), conversion.amount(), conversion.currency(),
        conversion.proceeds().setScale(0, RoundingMode.HALF_UP));
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
