package evenkeel.simulator;

import evenkeel.tws.GatewayTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The Gateway's log-in zone: its days begin there, and its times are written in it, with a name
 * that a fault can change.
 */
final class GatewayClock {
  private final ZoneId usual;
  private ZoneId zone;
  private Optional<Fault.GreetingZone> worded = Optional.empty();

  GatewayClock(ZoneId usual) {
    this.usual = usual;
    this.zone = usual;
  }

  /** The zone is worded otherwise from now on, and may be another one. */
  void word(Fault.GreetingZone fault) {
    worded = Optional.of(fault);
    zone = fault.of().orElse(usual);
  }

  Optional<Fault.GreetingZone> worded() {
    return worded;
  }

  ZoneId zone() {
    return zone;
  }

  /** When the day began that it is at this moment at the Gateway. */
  Instant midnight(Instant now) {
    return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
  }

  /** A moment with the zone's name, as the fault words it. */
  String time(Instant instant) {
    return worded.map(it -> it.isUtc()
        ? GatewayTime.utc(instant)
        : (local(instant) + " " + it.zone()).strip())
        .orElseGet(() -> GatewayTime.zoned(instant, zone));
  }

  /** A moment in the old form without a zone. */
  String zoneless(Instant instant) {
    return GatewayTime.zoneless(instant, zone);
  }

  /** The time of the greeting: the zone has a short name, as operating systems have for some. */
  String greeting(Instant instant) {
    return local(instant) + " " + worded.map(Fault.GreetingZone::zone).orElseGet(this::shortName);
  }

  private String local(Instant instant) {
    String time = GatewayTime.zoned(instant, zone);
    return time.substring(0, time.lastIndexOf(' '));
  }

  private String shortName() {
    String id = zone.getId();
    return id.equals("US/Eastern") || id.equals("America/New_York") ? "EST" : id;
  }
}
