package evenkeel.gateway;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often connections were given up because the Gateway did not answer a question: three times an hour at most, since
 * a Gateway that does not answer on three connections does not on a fourth either.
 */
final class UnansweredQuestions {
  private static final int TIMES_MAX = 3;
  private static final Duration WITHIN = Duration.ofHours(1);

  private final EvenkeelClock clock;
  private final Deque<Instant> times = new ArrayDeque<>();

  UnansweredQuestions(EvenkeelClock clock) {
    this.clock = clock;
  }

  /** A connection ended. */
  void hear(DisconnectReason reason) {
    if (reason == DisconnectReason.UNANSWERED) {
      times.addLast(clock.instant());
      if (times.size() > TIMES_MAX) {
        times.removeFirst();
      }
    }
  }

  /** From when on the next connection may be given up for it. */
  Instant givenUpFrom() {
    return times.size() < TIMES_MAX ? Instant.MIN : times.getFirst().plus(WITHIN);
  }
}
