package evenkeel.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;

/**
 * How long the Gateway's log-in lasts. IBKR invalidates the token with which a Gateway restarts by itself every Sunday
 * at 01:00 New York time; the restart after that needs the user's log-in with the second factor, which nothing
 * automates (IBKR API documentation, auto restart).
 */
public final class LogInWeek {
  private static final LocalTime TIME = LocalTime.of(1, 0);
  /** What is mended later than this before a run may be mended too late. */
  private static final Duration MARGIN = Duration.ofHours(2);

  private LogInWeek() {}

  /** What the log-in means for what is to come. */
  public sealed interface Forecast {}

  /** The next run is due before it ends. */
  public record Holds(Instant until) implements Forecast {}

  /** It ends before the next run: log in again between the two. */
  public record EndsBefore(Instant end, Instant by) implements Forecast {}

  /** It has ended and is not known to have been renewed: log in by then. */
  public record Ended(Instant at, Instant by) implements Forecast {}

  /** The first end of all log-ins after this moment. */
  public static Instant nextEnd(Instant now) {
    LocalDate sunday = now.atZone(NyseCalendar.ZONE).toLocalDate().with(
        TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    return on(sunday).isAfter(now) ? on(sunday) : on(sunday.plusWeeks(1));
  }

  /** The last one that is not after this moment. */
  public static Instant lastEnd(Instant now) {
    return on(nextEnd(now).atZone(NyseCalendar.ZONE).toLocalDate().minusWeeks(1));
  }

  /** The first of the two in the night in which the clocks go back. */
  private static Instant on(LocalDate sunday) {
    return sunday.atTime(TIME).atZone(NyseCalendar.ZONE).toInstant();
  }

  /**
   * What there is to do about it.
   *
   * @param nextRun when the next run is due
   * @param isRenewed whether the user is known to have logged in since the last end
   */
  public static Forecast forecast(Instant now, Instant nextRun, boolean isRenewed) {
    Instant end = nextEnd(now);
    Instant beforeRun = nextRun.minus(MARGIN);
    if (!isRenewed) {
      return new Ended(lastEnd(now), beforeRun.isBefore(end) ? beforeRun : end);
    }
    if (nextRun.isBefore(end)) {
      return new Holds(end);
    }
    // Of a run that is weeks away, the log-in of next week is what keeps the connection till then.
    Instant following = nextEnd(end);
    return new EndsBefore(end, beforeRun.isBefore(following) ? beforeRun : following);
  }
}
