package evenkeel.tws;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** The forms of {@link GatewayTime}. */
final class GatewayTimeText {
  static final DateTimeFormatter UTC_FORM = DateTimeFormatter
      .ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  static final DateTimeFormatter LOCAL_FORM = DateTimeFormatter
      .ofPattern("uuuuMMdd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  static final DateTimeFormatter ZONELESS_FORM = DateTimeFormatter
      .ofPattern("uuuuMMdd  HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final int DATE_LENGTH = 8;
  private static final int TIME_LENGTH = 8;
  /** The seconds of the year 33658; more digits are no time. */
  private static final int EPOCH_LENGTH_MAX = 12;

  /** A time of day in some zone; the name is empty where there is none. */
  record Local(LocalDateTime time, String zone) {}

  private GatewayTimeText() {}

  static Optional<GatewayTime> parse(String text, GatewayZone gateway) {
    if (!text.isEmpty() && text.chars().allMatch(c -> isDigit((char) c))) {
      return digitsOnly(text);
    }
    boolean isUtc = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == '-';
    if (isUtc) {
      return local(text.substring(0, DATE_LENGTH) + " " + text.substring(DATE_LENGTH + 1))
          .filter(local -> local.zone().isEmpty())
          .map(local -> new GatewayTime.Moment(local.time().toInstant(ZoneOffset.UTC)));
    }
    return local(text).map(local -> gateway.named(local.zone(), local.time())
        .<GatewayTime>map(zone -> new GatewayTime.Moment(local.time().atZone(zone).toInstant()))
        .orElseGet(() -> new GatewayTime.Unplaced(local.time(), local.zone())));
  }

  /** The form {@code yyyyMMdd HH:mm:ss zone}, with one blank or two after the date; the zone may be missing. */
  static Optional<Local> local(String text) {
    if (text.length() <= DATE_LENGTH || text.charAt(DATE_LENGTH) != ' ') {
      return Optional.empty();
    }
    String rest = text.substring(DATE_LENGTH + 1).strip();
    if (rest.length() < TIME_LENGTH) {
      return Optional.empty();
    }
    String zone = rest.substring(TIME_LENGTH);
    return zone.isEmpty() || zone.charAt(0) == ' '
        ? time(text.substring(0, DATE_LENGTH) + " " + rest.substring(0, TIME_LENGTH))
            .map(time -> new Local(time, zone.strip()))
        : Optional.empty();
  }

  private static Optional<GatewayTime> digitsOnly(String text) {
    if (text.length() == DATE_LENGTH) {
      return time(text + " 00:00:00").map(time -> new GatewayTime.Day(time.toLocalDate()));
    }
    if (text.isEmpty() || text.length() > EPOCH_LENGTH_MAX) {
      return Optional.empty();
    }
    return Optional.of(new GatewayTime.Moment(Instant.ofEpochSecond(Long.parseLong(text))));
  }

  private static Optional<LocalDateTime> time(String text) {
    // Without the library's parser, whose refusals cost kilobytes each: a frame can hold a million times.
    int year = digits(text, 0, 4);
    int month = digits(text, 4, 2);
    int day = digits(text, 6, 2);
    int hour = digits(text, 9, 2);
    int minute = digits(text, 12, 2);
    int second = digits(text, 15, 2);
    boolean isTime = text.length() == DATE_LENGTH + 1 + TIME_LENGTH && text.charAt(11) == ':'
        && text.charAt(14) == ':' && year >= 0 && month >= 1 && month <= 12 && day >= 1
        && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
    return isTime && YearMonth.of(year, month).isValidDay(day)
        ? Optional.of(LocalDateTime.of(year, month, day, hour, minute, second))
        : Optional.empty();
  }

  /** The number that these digits are; -1 where they are none. */
  private static int digits(String text, int from, int count) {
    if (text.length() < from + count) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
