package evenkeel.engine;

import evenkeel.domain.DeskEvent;
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
      case OrderEvent.OrderClosed closed -> over(book, closed);
      case OrderEvent.TermsChanged changed when !changed.isAsked() -> Optional.of(new Alert(
          Severity.WARNING, "terms-" + changed.ref(), "Order " + changed.ref() + " stands at the broker for "
              + changed.quantity().toPlainString() + " shares"
              + changed.limit().map(limit -> " at " + limit.toPlainString()).orElse("")
              + ", which was not asked for; it is taken as it stands",
          changed.at()));
      case OrderEvent.CancelRefused refused -> Optional.of(new Alert(
          Severity.WARNING, "cancel-refused-" + refused.ref(), "Order " + refused.ref() + " was not cancelled"
              + why(refused.code(), refused.reason()),
          refused.at()));
      case OrderEvent.ChangeRefused refused -> Optional.of(new Alert(
          Severity.WARNING, "change-refused-" + refused.ref(), "Order " + refused.ref() + " was not changed"
              + why(refused.code(), refused.reason()),
          refused.at()));
      case RunEvent.OrderAdopted adopted -> critical("adopted-" + adopted.leg().ref(), "The broker has order "
          + adopted.leg().ref() + ", which the journal had lost; it is taken into the books as it stands there. What"
          + " else its run meant to send is sent only if its decision is not lost too; check the data directory's disk",
          event);
      case RunEvent.RunHalted halted -> critical("halted-" + halted.run(), "Run " + halted.run()
          + (halted.until().isPresent() ? " waits: " : " sends no further order: ") + halted.reason(), event);
      case DeskEvent.CancelAllRequested all -> Optional.of(new Alert(
          Severity.WARNING, "cancel-all", "Every open order of the log-in is being cancelled, as asked", all.at()));
      case OrderEvent.TermsChanged changed -> Optional.empty();
      case OrderEvent.CancelRequested asked -> Optional.empty();
      case OrderEvent.ChangeRequested asked -> Optional.empty();
      case DeskEvent.StrayCancelRequested asked -> Optional.empty();
      case DeskEvent.StrayCancelAnswered answered -> Optional.empty();
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

  private static Optional<Alert> over(ExecutionBook book, OrderEvent.OrderClosed closed) {
    boolean isAsked = book.order(closed.ref())
        .filter(life -> life instanceof OrderLife.Closed it && it.isCancelledAsAsked()).isPresent();
    if (isAsked) {
      return Optional.of(new Alert(
          Severity.INFORMATION, "over-" + closed.ref(), "Order " + closed.ref() + " was cancelled, as asked",
          closed.at()));
    }
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
    return critical("over-" + closed.ref(), "Order " + closed.ref() + " " + what + why(closed.code(), closed.reason()),
        closed);
  }

  private static String why(int code, String reason) {
    return (reason.isEmpty() ? "" : ": " + reason) + (code == 0 ? "" : " (code " + code + ")");
  }

  private static boolean isOverfilled(ExecutionBook book, OrderRef ref) {
    Optional<OrderLife> life = book.order(ref);
    return life.filter(it -> it.fills().shares().compareTo(it.leg().quantity()) > 0).isPresent();
  }

  private static Optional<Alert> critical(String key, String sentence, ExecutionEvent event) {
    return Optional.of(new Alert(Severity.CRITICAL, key, sentence, event.at()));
  }
}
