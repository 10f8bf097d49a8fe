package evenkeel.operations;

import java.time.Duration;
import java.time.Instant;

/** How long something took, in words: the largest unit and the one below. */
final class Elapsed {
  private Elapsed() {}

  static String between(Instant from, Instant to) {
    Duration time = Duration.between(from, to);
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
