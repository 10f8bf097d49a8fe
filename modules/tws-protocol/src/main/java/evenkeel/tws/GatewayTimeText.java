package evenkeel.tws;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
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

  /** Short names that mean a zone with daylight saving, or that Java does not know. */
  private static final Map<String, ZoneId> NAMES = Map.of("EST", ZoneId.of("America/New_York"),
      "EDT", ZoneId.of("America/New_York"), "JST", ZoneId.of("Asia/Tokyo"), "SGT",
      ZoneId.of("Asia/Singapore"), "HKT", ZoneId.of("Asia/Hong_Kong"));

  private GatewayTimeText() {}

  static Optional<GatewayTime> parse(String text, ZoneId gatewayZone) {
    int digits = 0;
    while (digits < text.length() && isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == text.length()) {
      return digitsOnly(text);
    }
    if (digits != DATE_LENGTH) {
      return Optional.empty();
    }
    char separator = text.charAt(digits);
    String rest = text.substring(digits + 1).strip();
    if ((separator != '-' && separator != ' ') || rest.length() < TIME_LENGTH) {
      return Optional.empty();
    }
    String zoneName = rest.substring(TIME_LENGTH);
    if (!zoneName.isEmpty() && (separator == '-' || zoneName.charAt(0) != ' ')) {
      return Optional.empty();
    }
    ZoneId zone = separator == '-' ? ZoneOffset.UTC : zone(zoneName.strip(), gatewayZone);
    return local(text.substring(0, DATE_LENGTH) + " " + rest.substring(0, TIME_LENGTH))
        .map(time -> new GatewayTime.Moment(time.atZone(zone).toInstant()));
  }

  private static Optional<GatewayTime> digitsOnly(String text) {
    if (text.length() == DATE_LENGTH) {
      return local(text + " 00:00:00").map(time -> new GatewayTime.Day(time.toLocalDate()));
    }
    if (text.isEmpty() || text.length() > EPOCH_LENGTH_MAX) {
      return Optional.empty();
    }
    return Optional.of(new GatewayTime.Moment(Instant.ofEpochSecond(Long.parseLong(text))));
  }

  private static Optional<LocalDateTime> local(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, LOCAL_FORM));
    } catch (DateTimeException wrong) {
      return Optional.empty();
    }
  }

  private static ZoneId zone(String name, ZoneId gatewayZone) {
    ZoneId known = NAMES.get(name);
    if (known != null) {
      return known;
    }
    if (name.isEmpty()) {
      return gatewayZone;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException wording) {
      // The wording of an operating system, in any language.
      return gatewayZone;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
