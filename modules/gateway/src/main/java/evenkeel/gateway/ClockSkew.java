package evenkeel.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How far this machine's clock is ahead of the Gateway's: the middle one of the newest readings. The Gateway tells
 * whole seconds, so a reading is half a second and half its way to and fro off at most.
 */
final class ClockSkew {
  private static final int READINGS = 3;
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final Deque<Duration> readings = new ArrayDeque<>();

  /**
   * Takes a reading in, unless it took too long to say anything, or the clock was set meanwhile.
   *
   * @param theirs what the Gateway told, in whole seconds
   */
  void read(Instant asked, Instant theirs, Instant received, Duration wayMax) {
    Duration way = Duration.between(asked, received);
    if (way.isNegative() || way.compareTo(wayMax) > 0) {
      return;
    }
    readings.addLast(Duration.between(theirs.plus(HALF_A_SECOND), asked.plus(way.dividedBy(2))));
    if (readings.size() > READINGS) {
      readings.removeFirst();
    }
  }

  /** Above zero where this machine's clock is ahead; empty while nothing is known. */
  Optional<Duration> median() {
    List<Duration> sorted = readings.stream().sorted().toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }

  /** Whether the newest reading says what those before it said; otherwise another is wanted soon. */
  boolean isSettled(Duration tolerance) {
    Duration newest = readings.peekLast();
    return newest != null && median().orElse(newest).minus(newest).abs().compareTo(tolerance) <= 0;
  }
}
