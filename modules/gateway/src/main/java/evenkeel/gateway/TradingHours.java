package evenkeel.gateway;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When an instrument trades in the next days, as its contract details say, in the exchange's zone.
 *
 * @param closed days without trading
 */
public record TradingHours(List<Opening> openings, List<LocalDate> closed) {
  /** Nothing is known. */
  public static final TradingHours UNKNOWN = new TradingHours(List.of(), List.of());

  private static final String CLOSED = "CLOSED";
  /** More days and openings than any exchange tells; a longer text ends here. */
  private static final int DAYS_MAX = 100;
  private static final int RANGES_MAX = 20;
  /** {@code yyyyMMdd:HHmm}. */
  private static final int MOMENT_LENGTH = 13;
  private static final int DATE_LENGTH = 8;

  /** From one moment to another. */
  public record Opening(ZonedDateTime from, ZonedDateTime to) {}

  public TradingHours {
    openings = List.copyOf(openings);
    closed = List.copyOf(closed);
  }

  /**
   * Reads {@code yyyyMMdd:HHmm-yyyyMMdd:HHmm;yyyyMMdd:CLOSED}, also with several openings a day parted by commas, and
   * with ends that name no day (IBKR's contract details, past and present). A part that cannot be read is left out.
   */
  static TradingHours parse(String text, String zoneId) {
    Optional<ZoneId> zone = zone(zoneId);
    if (zone.isEmpty()) {
      return UNKNOWN;
    }
    var openings = new ArrayList<Opening>();
    var closed = new ArrayList<LocalDate>();
    String[] days = text.split(";", DAYS_MAX + 1);
    for (int i = 0; i < Math.min(days.length, DAYS_MAX); i++) {
      String day = days[i];
      String date = day.split(":", 2)[0].strip();
      if (day.endsWith(":" + CLOSED)) {
        date(date).ifPresent(closed::add);
      } else {
        // The other days are as good as they were.
        String[] ranges = day.split(",", RANGES_MAX + 1);
        boolean isReadable = true;
        for (int range = 0; isReadable && range < Math.min(ranges.length, RANGES_MAX); range++) {
          Optional<Opening> opening = opening(ranges[range].strip(), date, zone.get());
          opening.ifPresent(openings::add);
          isReadable = opening.isPresent();
        }
      }
    }
    return new TradingHours(openings, closed);
  }

  private static Optional<Opening> opening(String range, String date, ZoneId zone) {
    String[] ends = range.split("-", 2);
    return moment(ends[0], date, zone)
        .flatMap(from -> moment(ends.length > 1 ? ends[1] : "", date, zone).map(to -> new Opening(from, to)));
  }

  // Without the library's parser, whose refusals cost kilobytes each: a text can hold thousands of them.
  private static Optional<ZonedDateTime> moment(String text, String date, ZoneId zone) {
    String full = text.contains(":") ? text : date + ":" + text;
    if (full.length() != MOMENT_LENGTH || full.charAt(DATE_LENGTH) != ':') {
      return Optional.empty();
    }
    int hour = digits(full, DATE_LENGTH + 1, 2);
    int minute = digits(full, DATE_LENGTH + 3, 2);
    return hour < 0 || hour > 23 || minute < 0 || minute > 59
        ? Optional.empty()
        : date(full.substring(0, DATE_LENGTH)).map(day -> day.atTime(hour, minute).atZone(zone));
  }

  private static Optional<LocalDate> date(String text) {
    if (text.length() != DATE_LENGTH) {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 4, 2);
    int day = digits(text, 6, 2);
    return year < 0 || month < 1 || month > 12 || !YearMonth.of(year, month).isValidDay(day)
        ? Optional.empty()
        : Optional.of(LocalDate.of(year, month, day));
  }

  /** The number that these digits are; -1 where they are none. */
  private static int digits(String text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static Optional<ZoneId> zone(String id) {
    try {
      return Optional.of(ZoneId.of(id.split(" ", 2)[0], ZoneId.SHORT_IDS));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
