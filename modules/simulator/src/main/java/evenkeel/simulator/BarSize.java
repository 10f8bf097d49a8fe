package evenkeel.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The length of a bar: parts of a session, or whole sessions put together. */
sealed interface BarSize {
  /** From the usual open to the usual close. */
  long SESSION_SECONDS = 23_400;
  /** Nothing here has a history before this session. */
  LocalDate EARLIEST = LocalDate.of(2000, 1, 3);

  /** Parts of a session; its first and its last one may be shorter. */
  record Within(Duration length) implements BarSize {}

  enum Whole implements BarSize {
    DAY, WEEK, MONTH
  }

  /** The size of this name; empty when IBKR has none of the name. */
  static Optional<BarSize> parse(String name) {
    return switch (name) {
      case "1 day" -> Optional.of(Whole.DAY);
      case "1 week", "1W" -> Optional.of(Whole.WEEK);
      case "1 month", "1M" -> Optional.of(Whole.MONTH);
      case "1 secs" -> seconds(1);
      case "5 secs" -> seconds(5);
      case "10 secs" -> seconds(10);
      case "15 secs" -> seconds(15);
      case "30 secs" -> seconds(30);
      case "1 min" -> minutes(1);
      case "2 mins" -> minutes(2);
      case "3 mins" -> minutes(3);
      case "5 mins" -> minutes(5);
      case "10 mins" -> minutes(10);
      case "15 mins" -> minutes(15);
      case "20 mins" -> minutes(20);
      case "30 mins" -> minutes(30);
      case "1 hour" -> minutes(60);
      case "2 hours" -> minutes(120);
      case "3 hours" -> minutes(180);
      case "4 hours" -> minutes(240);
      case "8 hours" -> minutes(480);
      default -> Optional.empty();
    };
  }

  private static Optional<BarSize> seconds(int seconds) {
    return Optional.of(new Within(Duration.ofSeconds(seconds)));
  }

  private static Optional<BarSize> minutes(int minutes) {
    return Optional.of(new Within(Duration.ofMinutes(minutes)));
  }

  /** How many bars so many sessions make at most. */
  default long count(int sessions) {
    return switch (this) {
      case Within within -> sessions * (SESSION_SECONDS / within.length().toSeconds() + 2);
      case Whole whole -> sessions;
    };
  }

  /**
   * Where a duration such as {@code 6 M} begins that ends here; days are sessions. Empty when the
   * text is no duration.
   */
  static Optional<Instant> start(String duration, Instant end, ExchangeHours hours) {
    String[] parts = duration.split(" ", -1);
    if (parts.length != 2 || !parts[0].matches("[1-9][0-9]{0,4}")) {
      return Optional.empty();
    }
    int count = Integer.parseInt(parts[0]);
    if (parts[1].equals("S")) {
      return Optional.of(end.minusSeconds(count));
    }
    LocalDate last = ExchangeHours.dateOf(end);
    Optional<LocalDate> start = switch (parts[1]) {
      case "D" -> Optional.of(sessionsBack(hours.lastOpened(end).date(), count - 1, hours));
      case "W" -> Optional.of(last.minusWeeks(count).plusDays(1));
      case "M" -> Optional.of(last.minusMonths(count).plusDays(1));
      case "Y" -> Optional.of(last.minusYears(count).plusDays(1));
      default -> Optional.empty();
    };
    return start.map(it -> ExchangeHours.midnight(it.isBefore(EARLIEST) ? EARLIEST : it));
  }

  private static LocalDate sessionsBack(LocalDate from, int count, ExchangeHours hours) {
    LocalDate date = from;
    for (int i = 0; i < count && date.isAfter(EARLIEST); i++) {
      date = hours.sessionBefore(date);
    }
    return date;
  }
}
