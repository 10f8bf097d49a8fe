package evenkeel.gateway;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMdd:HHmm", Locale.ROOT);

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
    for (String day : text.split(";", -1)) {
      String date = day.split(":", 2)[0].strip();
      try {
        if (day.endsWith(":" + CLOSED)) {
          closed.add(LocalDate.parse(date, DAY));
        } else if (!day.isBlank()) {
          for (String range : day.split(",", -1)) {
            openings.add(opening(range.strip(), date, zone.get()));
          }
        }
      } catch (DateTimeException unreadable) {
        // The other days are as good as they were.
      }
    }
    return new TradingHours(openings, closed);
  }

  private static Opening opening(String range, String date, ZoneId zone) {
    String[] ends = range.split("-", 2);
    return new Opening(moment(ends[0], date, zone), moment(ends.length > 1 ? ends[1] : "", date, zone));
  }

  private static ZonedDateTime moment(String text, String date, ZoneId zone) {
    return LocalDateTime.parse(text.contains(":") ? text : date + ":" + text, MINUTE).atZone(zone);
  }

  private static Optional<ZoneId> zone(String id) {
    try {
      return Optional.of(ZoneId.of(id.split(" ", 2)[0], ZoneId.SHORT_IDS));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
