package evenkeel.engine;

import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderRef;
import evenkeel.domain.RunEvent;
import evenkeel.engine.Alert.Severity;
import java.util.Optional;

/** Which of the journal's events a human should hear, and in which words. */
final class Alerts {
  private static final String LOOK = "; look at it in TWS or Client Portal";

  private Alerts() {}

  /**
   * The alert that an event is worth, if any.
   *
   * @param book the state that it led to
   */
  static Optional<Alert> of(ExecutionBook book, ExecutionEvent event) {
    return switch (event) {
      case OrderEvent.OrderParked parked -> critical("parked-" + parked.ref(), "Order " + parked.ref()
          + " has an unknown fate: " + parked.reason() + LOOK, event);
      case OrderEvent.OrderClosed closed -> over(closed);
      case OrderEvent.LegShrunk shrunk -> Optional.of(new Alert(Severity.WARNING, "shrunk-" + shrunk.ref(), "Order "
          + shrunk.ref() + " was reduced to " + shrunk.quantity().toPlainString() + " shares: " + shrunk.reason(),
          shrunk.at()));
      case OrderEvent.FillRecorded fill -> isOverfilled(book, fill.ref())
          ? critical("overfilled-" + fill.ref(), "Order " + fill.ref() + " filled more shares than were wanted" + LOOK,
              event)
          : Optional.empty();
      case RunEvent.RunSettled settled -> Optional.ofNullable(book.runs().get(settled.run()))
          .filter(run -> !run.hasAllCommissions())
          .map(run -> new Alert(Severity.WARNING, "commissions-" + run.id(), "Run " + run.id()
              + " settled though the broker has not told every commission; the report follows when it does",
              settled.at()));
      case OrderEvent.SubmissionStarted sent -> Optional.empty();
      case OrderEvent.OrderAcknowledged known -> Optional.empty();
      case OrderEvent.OrderStatusChanged changed -> Optional.empty();
      case OrderEvent.CommissionRecorded charged -> Optional.empty();
      case RunEvent.RunStarted started -> Optional.empty();
      case RunEvent.RunReported reported -> Optional.empty();
    };
  }

  private static Optional<Alert> over(OrderEvent.OrderClosed closed) {
    String what = switch (closed.outcome()) {
      case FILLED -> "";
      case CANCELLED -> "was ended by the broker before it was filled";
      case REJECTED -> "was rejected";
      case SKIPPED -> "was not sent";
      case NEVER_ARRIVED -> "was sent and never arrived";
    };
    if (what.isEmpty()) {
      return Optional.empty();
    }
    String why = (closed.reason().isEmpty() ? "" : ": " + closed.reason())
        + (closed.code() == 0 ? "" : " (code " + closed.code() + ")");
    return critical("over-" + closed.ref(), "Order " + closed.ref() + " " + what + why, closed);
  }

  private static boolean isOverfilled(ExecutionBook book, OrderRef ref) {
    Optional<OrderLife> life = book.order(ref);
    return life.filter(it -> it.fills().shares().compareTo(it.leg().quantity()) > 0).isPresent();
  }

  private static Optional<Alert> critical(String key, String sentence, ExecutionEvent event) {
    return Optional.of(new Alert(Severity.CRITICAL, key, sentence, event.at()));
  }
}
