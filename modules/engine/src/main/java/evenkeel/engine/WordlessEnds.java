package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderRef;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds back the alert of an order that ended without a word of why. The Gateway tells the end and its reason in two
 * messages, in either order, and a human should hear of the end once.
 */
final class WordlessEnds {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private record Held(Alert alert, Instant since) {}

  private final EvenkeelClock clock;
  private final Map<OrderRef, Held> held = new LinkedHashMap<>();

  WordlessEnds(EvenkeelClock clock) {
    this.clock = clock;
  }

  /** The event's alert, if it is to be raised now. */
  Optional<Alert> hear(ExecutionEvent event, Optional<Alert> alert) {
    if (!(event instanceof OrderEvent.OrderClosed closed)) {
      return alert;
    }
    held.remove(closed.ref());
    boolean isWordless = closed.code() == 0 && closed.reason().isEmpty();
    if (!isWordless || alert.isEmpty()) {
      return alert;
    }
    held.put(closed.ref(), new Held(alert.get(), clock.instant()));
    return Optional.empty();
  }

  boolean isAtRest() {
    return held.isEmpty();
  }

  /** Those whose words did not come; each is told once. */
  List<Alert> due() {
    if (held.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    List<Held> due = held.values().stream()
        .filter(it -> Duration.between(it.since(), now).abs().compareTo(clock.patience(PATIENCE)) >= 0).toList();
    held.values().removeAll(due);
    return due.stream().map(Held::alert).toList();
  }
}
