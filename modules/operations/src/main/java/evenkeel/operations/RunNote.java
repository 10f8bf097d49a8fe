package evenkeel.operations;

import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
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
      var sentence = new StringBuilder("Run " + run.id() + " settled: " + (all - unfilled.size()) + " of " + all
          + " orders filled");
      if (run.hasAllCommissions()) {
        BigDecimal commission = run.orders().values().stream().map(life -> life.fills().commission())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
        sentence.append(", commission ").append(Json.rounded(commission, 2).toPlainString());
      }
      unfilled.forEach(life -> sentence.append("; ").append(life.leg().side()).append(' ')
          .append(life.leg().symbol()).append(' ').append(Words.status(life)).append(" with ")
          .append(Json.rounded(life.fills().shares(), 4).toPlainString()).append(" of ")
          .append(Json.rounded(life.leg().quantity(), 4).toPlainString()).append(" shares")
          .append(Words.reason(life).isEmpty() ? "" : " (" + Words.reason(life) + ")"));
      Severity severity = unfilled.isEmpty() ? Severity.INFORMATION : Severity.WARNING;
      return new Alert(severity, "settled-" + run.id(), sentence.toString(), at);
    });
  }

  private static boolean isFilled(OrderLife life) {
    return life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.FILLED;
  }
}
