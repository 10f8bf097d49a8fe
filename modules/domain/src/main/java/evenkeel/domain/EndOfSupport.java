package evenkeel.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Gateway has said that its version ends (code 2172): "The version of the application you are running,
 * 1045.1, needs to be upgraded, as it will be desupported on 20261215". IBKR words it anew now and then, so that it is
 * read loosely.
 *
 * @param date the last day; empty where the text names none that can be read
 * @param words IBKR's text
 */
public record EndOfSupport(Optional<LocalDate> date, String words) {
  private static final Pattern DATE = Pattern
      .compile("(?<![0-9])(20[0-9]{2})[-/. ]?([01][0-9])[-/. ]?([0-3][0-9])(?![0-9])");
  private static final String WORD = "desupport";
  private static final int LAST_DAYS = 10;
  private static final Duration DAILY = Duration.ofHours(24);
  private static final Duration WEEKLY = Duration.ofDays(7);

  /** Empty where the text speaks of something else. */
  public static Optional<EndOfSupport> of(String text) {
    return text.toLowerCase(Locale.ROOT).replace("-", "").contains(WORD)
        ? Optional.of(new EndOfSupport(dateIn(text), text))
        : Optional.empty();
  }

  private static Optional<LocalDate> dateIn(String text) {
    Matcher found = DATE.matcher(text);
    Optional<LocalDate> date = Optional.empty();
    while (found.find() && date.isEmpty()) {
      date = parsed(found.group(1) + found.group(2) + found.group(3));
    }
    return date;
  }

  private static Optional<LocalDate> parsed(String digits) {
    try {
      return Optional.of(LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** Whether this day is not before the end. */
  public boolean isOverBy(LocalDate day) {
    return date.filter(end -> !day.isBefore(end)).isPresent();
  }

  /** Whether to say it again: daily in the last ten days and after the end, weekly before and without a date. */
  public boolean isDue(Instant told, Instant now) {
    LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
    boolean isNear = date.filter(end -> ChronoUnit.DAYS.between(today, end) <= LAST_DAYS).isPresent();
    return Duration.between(told, now).abs().compareTo(isNear ? DAILY : WEEKLY) >= 0;
  }
}
