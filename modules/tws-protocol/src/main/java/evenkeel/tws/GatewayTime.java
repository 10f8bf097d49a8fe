package evenkeel.tws;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** A date or a moment as Gateways write them. */
public sealed interface GatewayTime {
  /** A day without a time: {@code yyyyMMdd}. */
  record Day(LocalDate date) implements GatewayTime {}

  /** A moment, with the seconds as the smallest unit. */
  record Moment(Instant instant) implements GatewayTime {}

  /** A time of day in a zone that cannot be told. */
  record Unplaced(LocalDateTime time, String zone) implements GatewayTime {}

  /**
   * Reads any of: eight digits (a day); other digits (seconds since 1970);
   * {@code yyyyMMdd-HH:mm:ss} (UTC); {@code yyyyMMdd HH:mm:ss zone}, where the zone may contain
   * blanks; {@code yyyyMMdd  HH:mm:ss} with two blanks or one. Where the clocks are set back, the
   * earlier of the two moments is meant.
   *
   * @param gateway tells what a missing zone or ambiguous letters mean
   * @return empty when the text is none of these
   */
  static Optional<GatewayTime> parse(String text, GatewayZone gateway) {
    return GatewayTimeText.parse(text, gateway);
  }

  /** The same where the zone of the one who wrote it is known. */
  static Optional<GatewayTime> parse(String text, ZoneId zone) {
    return parse(text, new GatewayZone(Optional.of(zone)));
  }

  /** The form {@code yyyyMMdd-HH:mm:ss}, which is UTC. */
  static String utc(Instant instant) {
    return GatewayTimeText.UTC_FORM.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** The form {@code yyyyMMdd HH:mm:ss zone}. */
  static String zoned(Instant instant, ZoneId zone) {
    return GatewayTimeText.LOCAL_FORM.format(instant.atZone(zone)) + " " + zone.getId();
  }

  /** The form {@code yyyyMMdd  HH:mm:ss} with two blanks, as it was before zones were named. */
  static String zoneless(Instant instant, ZoneId zone) {
    return GatewayTimeText.ZONELESS_FORM.format(instant.atZone(zone));
  }
}
