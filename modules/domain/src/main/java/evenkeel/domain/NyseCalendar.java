package evenkeel.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of the New York Stock Exchange from 1990 to 2035, which are those of NYSE Arca and
 * Nasdaq too. Regular trading is from 9:30 to 16:00 New York time.
 *
 * <p>Past years are as they were, with the closures and hours nobody could plan. Future years follow
 * the rules that the NYSE announces its holidays by; it may still close on any day, as it does for
 * the funeral of a president, so a caller that trades has to bear a closed exchange.
 */
public final class NyseCalendar {
  public static final ZoneId ZONE = ZoneId.of("America/New_York");
  public static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
  public static final LocalDate LAST = LocalDate.of(2035, 12, 31);

  private static final LocalTime USUAL_CLOSE = LocalTime.of(16, 0);

  private NyseCalendar() {}

  /** A date before {@link #FIRST} or after {@link #LAST} was asked for. */
  public static final class UnsupportedDate extends IllegalArgumentException {
    UnsupportedDate(LocalDate date) {
      super("the NYSE calendar covers " + FIRST + " to " + LAST + ", not " + date);
    }
  }

  /** The day that it is in New York. */
  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZONE);
  }

  /** The session of this date; empty on weekends and holidays. */
  public static Optional<Session> session(LocalDate date) {
    if (date.isBefore(FIRST) || date.isAfter(LAST)) {
      throw new UnsupportedDate(date);
    }
    if (NyseHolidays.isClosed(date)) {
      return Optional.empty();
    }
    LocalTime open = NyseHours.open(date);
    LocalTime close = NyseHours.close(date);
    return Optional.of(new Session(date, date.atTime(open).atZone(ZONE),
        date.atTime(close).atZone(ZONE), close.isBefore(USUAL_CLOSE)));
  }

  /** The first session after this date. */
  public static Session next(LocalDate date) {
    LocalDate day = date.plusDays(1);
    Optional<Session> found = session(day);
    while (found.isEmpty()) {
      day = day.plusDays(1);
      found = session(day);
    }
    return found.get();
  }

  /** The last session before this date. */
  public static Session previous(LocalDate date) {
    LocalDate day = date.minusDays(1);
    Optional<Session> found = session(day);
    while (found.isEmpty()) {
      day = day.minusDays(1);
      found = session(day);
    }
    return found.get();
  }

  /** The last session of the month. */
  public static Session lastOfMonth(YearMonth month) {
    LocalDate end = month.atEndOfMonth();
    return session(end).orElseGet(() -> previous(end));
  }

  /** Whether this date is the last session of its month. */
  public static boolean isLastOfMonth(LocalDate date) {
    return lastOfMonth(YearMonth.from(date)).date().equals(date);
  }

  /** Whether the exchange is open for regular trading at this time. */
  public static boolean isOpen(Instant now) {
    return session(LocalDate.ofInstant(now, ZONE)).filter(
        session -> !now.isBefore(session.open().toInstant()) && now.isBefore(session.close().toInstant())).isPresent();
  }

  /**
   * How long the exchange was open for regular trading between the two moments; zero when the
   * second is not after the first.
   */
  public static Duration openTime(Instant from, Instant to) {
    Duration open = Duration.ZERO;
    for (Session session : sessions(LocalDate.ofInstant(from, ZONE), LocalDate.ofInstant(to, ZONE))) {
      Instant start = later(session.open().toInstant(), from);
      Duration within = Duration.between(start, earlier(session.close().toInstant(), to));
      open = within.isPositive() ? open.plus(within) : open;
    }
    return open;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * The sessions from the first date to the second, both included, in their order. None when the
   * second lies before the first.
   */
  public static List<Session> sessions(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      return List.of();
    }
    return from.datesUntil(to.plusDays(1)).map(NyseCalendar::session).flatMap(Optional::stream)
        .toList();
  }
}
