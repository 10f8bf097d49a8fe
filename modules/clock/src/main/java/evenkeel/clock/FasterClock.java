package evenkeel.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Virtual time, shared by every process that is given the same text: {@code virtual} was the time
 * when the wall showed {@code wall}, and {@code speed} virtual seconds pass in a wall second.
 * Before {@code wall} the clock stands still at {@code virtual}.
 */
public record FasterClock(Instant virtual, Instant wall, double speed) implements EvenkeelClock {
  private static final double SPEED_MAX = 100_000;
  private static final Pattern FORM = Pattern
      .compile("(?<virtual>[^@]+)@(?<wall>[^@x]+)x(?<speed>[0-9.]+)");

  public FasterClock {
    if (!(speed > 0) || speed > SPEED_MAX) {
      throw new IllegalArgumentException(
          "speed must be above 0 and at most " + (long) SPEED_MAX + ", was " + speed);
    }
  }

  /**
   * Reads {@code <virtual ISO instant>@<wall ISO instant>x<speed>}, for example
   * {@code 2025-10-31T18:29:00Z@2026-01-05T10:00:00Zx300}.
   *
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  public static FasterClock parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a clock is <virtual instant>@<wall instant>x<speed>, for example"
              + " 2025-10-31T18:29:00Z@2026-01-05T10:00:00Zx300, not '" + text + "'");
    }
    try {
      return new FasterClock(
          Instant.parse(matcher.group("virtual")),
          Instant.parse(matcher.group("wall")),
          Double.parseDouble(matcher.group("speed")));
    } catch (DateTimeException | NumberFormatException wrong) {
      throw new IllegalArgumentException("clock '" + text + "': " + wrong.getMessage(), wrong);
    }
  }

  /** The text that {@link #parse} reads, to hand the same clock to another process. */
  public String text() {
    return virtual + "@" + wall + "x" + speed;
  }

  @Override
  public Instant instant() {
    Duration since = Duration.between(wall, SystemClock.INSTANCE.instant());
    if (since.isNegative()) {
      return virtual;
    }
    return virtual.plusNanos((long) (since.toNanos() * speed));
  }

  @Override
  public Duration steady() {
    return Duration.ofNanos((long) (SystemClock.INSTANCE.steady().toNanos() * speed));
  }
}
