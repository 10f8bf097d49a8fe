package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.OrderEvent.OrderClosed;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.engine.Alert.Severity;
import evenkeel.gateway.MessageCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the orders of a run that one precaution of the Gateway stopped. One alert names all of them, once the Gateway
 * has answered every order of the run, and after half a minute at the latest.
 */
final class StoppedOrders {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private record Cause(RunId run, int code) {}

  /** @param reason of the first order; those of the others differ by their ids at most */
  private record Stopped(List<OrderRef> refs, String reason, Instant since) {
    Stopped with(OrderRef ref) {
      var more = new ArrayList<>(refs);
      more.add(ref);
      return new Stopped(List.copyOf(more), reason, since);
    }
  }

  private final EvenkeelClock clock;
  private final Map<Cause, Stopped> stopped = new LinkedHashMap<>();

  StoppedOrders(EvenkeelClock clock) {
    this.clock = clock;
  }

  static boolean isStopped(OrderOutcome outcome, int code) {
    return outcome == OrderOutcome.REJECTED
        && MessageCode.ofOrder(code).reaction() == MessageCode.Reaction.BEHIND_TRANSMIT;
  }

  void hear(ExecutionBook book, OrderClosed closed) {
    if (isStopped(closed.outcome(), closed.code())) {
      add(book, closed.ref(), closed.code(), closed.reason());
    }
  }

  /** After a restart: the process may have ended before it was said. */
  void recall(ExecutionBook book) {
    stopped.clear();
    for (Run run : book.runs().values()) {
      if (!run.isSettled() || run.isReportDue()) {
        run.orders().values().forEach(life -> {
          if (life instanceof OrderLife.Closed closed && isStopped(closed.outcome(), closed.code())) {
            add(book, closed.leg().ref(), closed.code(), closed.reason());
          }
        });
      }
    }
  }

  private void add(ExecutionBook book, OrderRef ref, int code, String reason) {
    book.runOf(ref).ifPresent(run -> stopped.merge(
        new Cause(run.id(), code), new Stopped(List.of(ref), reason, clock.instant()),
        (before, one) -> before.refs().contains(ref) ? before : before.with(ref)));
  }

  boolean isAtRest() {
    return stopped.isEmpty();
  }

  /** What is to be said now; each once. */
  List<Alert> due(ExecutionBook book) {
    Instant now = clock.instant();
    var alerts = new ArrayList<Alert>();
    stopped.entrySet().removeIf(entry -> {
      boolean isDue = !isAwaited(book.runs().get(entry.getKey().run()))
          || Duration.between(entry.getValue().since(), now).abs().compareTo(clock.patience(PATIENCE)) >= 0;
      if (isDue) {
        alerts.add(alert(entry.getValue(), entry.getKey().code(), now));
      }
      return isDue;
    });
    return alerts;
  }

  private static boolean isAwaited(Run run) {
    return run.orders().values().stream().anyMatch(
        life -> life instanceof OrderLife.Planned || life instanceof OrderLife.InFlight);
  }

  private static Alert alert(Stopped stopped, int code, Instant now) {
    OrderRef first = stopped.refs().getFirst();
    Optional<Phrase> why = EngineText.why(code, stopped.reason());
    List<String> refs = stopped.refs().stream().map(OrderRef::value).toList();
    return new Alert(Severity.CRITICAL, "over-" + first, stopped.refs().size() == 1
        ? new EngineText.StoppedByPrecaution(first, why)
        : new EngineText.SeveralStoppedByPrecaution(refs, why), now);
  }
}
