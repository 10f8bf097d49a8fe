package evenkeel.operations;

import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The one sentence for the owner when a run is over. */
final class RunNote {
  private RunNote() {}

  /** Information where every order is filled, a warning otherwise; empty while the run is not over. */
  static Optional<Alert> of(Run run) {
    return run.settledAt().map(at -> {
      List<OrderLife> unfilled = run.orders().values().stream().filter(life -> !isFilled(life)).toList();
      int all = run.orders().size();
      int filled = all - unfilled.size();
      Optional<Phrase> commission = run.hasAllCommissions() ? Optional.of(commission(run)) : Optional.empty();
      Severity severity = unfilled.isEmpty() ? Severity.INFORMATION : Severity.WARNING;
      Phrase text = unfilled.isEmpty()
          ? new OperationsText.RunSettled(run.id(), filled, all, commission)
          : new OperationsText.RunSettledShort(
              run.id(), filled, all, commission, unfilled.stream().map(RunNote::unfilled).toList());
      return new Alert(severity, "settled-" + run.id(), text, at);
    });
  }

  private static Phrase commission(Run run) {
    BigDecimal sum = run.orders().values().stream().map(life -> life.fills().commission())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new OperationsText.Commission(Json.rounded(sum, 2));
  }

  private static Phrase unfilled(OrderLife life) {
    String reason = Words.reason(life);
    return new OperationsText.Unfilled(
        life.leg().side(), life.leg().symbol(), Words.status(life), Json.rounded(life.fills().shares(), 4),
        Json.rounded(life.leg().quantity(), 4),
        reason.isEmpty() ? Optional.empty() : Optional.of(new OperationsText.InBrackets(reason)));
  }

  private static boolean isFilled(OrderLife life) {
    return life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.FILLED;
  }
}
