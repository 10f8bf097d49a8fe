package evenkeel.tws;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The time zone of a Gateway, as its greeting names it, and what the zone names in its messages mean. Letters such as
 * CST, IST and BST are used in several zones: the time of the greeting, and later the Gateway's own zone, tells which
 * of them is meant.
 *
 * @param zone empty where the greeting has no name, or one that is not known or stays ambiguous
 */
public record GatewayZone(Optional<ZoneId> zone) {
  /** Of a Gateway whose zone cannot be told. */
  public static final GatewayZone UNKNOWN = new GatewayZone(Optional.empty());

  /** How far the greeting's time may be from ours: the way takes seconds, and the clocks differ. */
  private static final Duration TOLERANCE = Duration.ofMinutes(2);
  private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

  /**
   * The zone of a greeting.
   *
   * @param connectionTime as in {@link ServerGreeting}
   * @param now by our clock
   */
  public static GatewayZone ofGreeting(String connectionTime, Instant now) {
    return GatewayTimeText.local(connectionTime)
        .map(local -> new GatewayZone(meant(ZoneNames.meanings(local.zone()), local.time(), offset(local.time(), now))))
        .orElse(UNKNOWN);
  }

  /** How far the Gateway's clock face is from UTC; empty where the two clocks do not fit each other at all. */
  private static Optional<ZoneOffset> offset(LocalDateTime local, Instant now) {
    Duration ahead = Duration.between(now, local.toInstant(ZoneOffset.UTC));
    long quarters = Math.round((double) ahead.toSeconds() / QUARTER_HOUR.toSeconds());
    Duration rounded = QUARTER_HOUR.multipliedBy(quarters);
    boolean isOffset = ahead.minus(rounded).abs().compareTo(TOLERANCE) <= 0
        && rounded.abs().toSeconds() <= ZoneOffset.MAX.getTotalSeconds();
    return isOffset ? Optional.of(ZoneOffset.ofTotalSeconds((int) rounded.toSeconds())) : Optional.empty();
  }

  /** The zone that a name in one of the Gateway's messages means; its own for no name; empty for an unknown one. */
  Optional<ZoneId> named(String name, LocalDateTime at) {
    return name.isEmpty()
        ? zone
        : meant(ZoneNames.meanings(name), at, zone.map(it -> it.getRules().getOffset(at)));
  }

  /** The meanings agree at that time, or one of them has the offset of the Gateway. */
  private static Optional<ZoneId> meant(List<ZoneId> meanings, LocalDateTime at, Optional<ZoneOffset> offset) {
    long offsets = meanings.stream().map(it -> it.getRules().getOffset(at)).distinct().count();
    return offsets <= 1
        ? meanings.stream().findFirst()
        : offset.flatMap(its -> meanings.stream().filter(it -> it.getRules().getOffset(at).equals(its)).findFirst());
  }
}
