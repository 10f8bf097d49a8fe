package evenkeel.engine;

import evenkeel.domain.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often the margin of a run that is held back is asked for: at a growing interval, and no more than some what-if
 * orders an hour. A broker that does not answer is not answered sooner by asking every few seconds.
 */
final class PreviewPace {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int QUESTIONS_AN_HOUR_MAX = 20;
  private static final int DOUBLINGS_MAX = 4;

  private record Failed(int times, Instant at) {}

  private final Map<RunId, Failed> failures = new HashMap<>();
  private final Deque<Instant> asked = new ArrayDeque<>();

  /** So many what-if orders are asked for now. */
  void asked(int questions, Instant now) {
    for (int i = 0; i < questions; i++) {
      asked.addLast(now);
    }
  }

  /** The broker did not say it, or not so that it can be read. */
  void failed(RunId run, Instant now) {
    failures.compute(run, (id, before) -> new Failed(before == null ? 1 : before.times() + 1, now));
  }

  /** Whether a run that has failed before, with so many orders, has to wait longer. */
  boolean mustWait(RunId run, int questions, Instant now) {
    Failed failed = failures.get(run);
    if (failed == null) {
      return false;
    }
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failed.times() - 1, DOUBLINGS_MAX));
    Duration pause = doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
    asked.removeIf(at -> Duration.between(at, now).abs().compareTo(HOUR) >= 0);
    boolean isTooSoon = Duration.between(failed.at(), now).abs().compareTo(pause) < 0;
    // A run with more orders than that asks once an hour.
    return isTooSoon || (!asked.isEmpty() && asked.size() + questions > QUESTIONS_AN_HOUR_MAX);
  }
}
