package evenkeel.app;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.domain.Session;
import evenkeel.domain.Trigger;
import evenkeel.gateway.RestartWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the Gateway's restart is in the way of what is to come, in the configured zone and in the Gateway's own. */
final class RestartCheck {
  /** An order that waits for a restart this close to a run may miss the cut-off. */
  private static final Duration NEAR = Duration.ofHours(2);

  private final RestartWindow restart;
  private final Trigger next;

  RestartCheck(Settings settings, Instant now) {
    this.restart = settings.gateway().restart();
    this.next = settings.engine().schedule().next(now);
  }

  /** @param learnt times of day, in the configured zone, at which the link was seen to break */
  Check configured(Set<LocalTime> learnt) {
    Phrase finding = GatewayLifeText.restart(restart, learnt);
    return trouble(restart, learnt, finding)
        .map(what -> Check.warning(new DoctorText.OfRestart(), what, new DoctorText.MoveRestart()))
        .orElseGet(() -> Check.ok(new DoctorText.OfRestart(), finding));
  }

  /**
   * @param told the zone of the Gateway's greeting; empty where it names none that is known. The restart is set in the
   *     Gateway's own zone
   */
  Check greeting(Optional<ZoneId> told) {
    if (told.isEmpty()) {
      return Check.warning(new DoctorText.OfZone(), new DoctorText.ZoneUnknown(), new DoctorText.NameZone());
    }
    ZoneId zone = told.get();
    Phrase finding = finding(zone);
    if (restart.at().isEmpty() || isSame(zone)) {
      return Check.ok(new DoctorText.OfZone(), finding);
    }
    var there = new RestartWindow(restart.at(), zone, restart.before(), restart.lasts());
    Phrase other = new DoctorText.OtherZone(
        finding, restart.at().get(), restart.zone(), moment(there).atZone(NyseCalendar.ZONE).toLocalTime());
    return Check.warning(
        new DoctorText.OfZone(), trouble(there, List.of(), other).orElse(other), new DoctorText.SetRestartZone(zone));
  }

  /** Around the next run, as clocks are set differently over the year. */
  private boolean isSame(ZoneId zone) {
    return zone.getRules().getOffset(next.dueAt()).equals(restart.zone().getRules().getOffset(next.dueAt()));
  }

  private Phrase finding(ZoneId zone) {
    Duration ahead = Duration.ofSeconds(zone.getRules().getOffset(next.dueAt()).getTotalSeconds()
        - NyseCalendar.ZONE.getRules().getOffset(next.dueAt()).getTotalSeconds());
    if (ahead.isZero()) {
      return new DoctorText.ZoneOfNewYork(zone);
    }
    return ahead.isNegative()
        ? new DoctorText.ZoneBehind(zone, ahead.negated())
        : new DoctorText.ZoneAhead(zone, ahead);
  }

  private Instant moment(RestartWindow window) {
    return window.nextRestart(next.dueAt()).orElseThrow();
  }

  private Optional<Phrase> trouble(RestartWindow window, Collection<LocalTime> learnt, Phrase finding) {
    boolean isInTheWay = Stream.iterate(
        next.dueAt(), at -> at.isBefore(next.deadline()), at -> at.plus(Duration.ofMinutes(1)))
        .anyMatch(at -> !window.spans(at, learnt).isEmpty());
    if (isInTheWay) {
      return Optional.of(new DoctorText.InTheMiddle(finding));
    }
    Session session = NyseCalendar.session(next.session()).orElseThrow();
    boolean isNear = window.isWithin(session.open().toInstant(), session.close().toInstant())
        || window.isWithin(next.dueAt().minus(NEAR), next.deadline().plus(NEAR));
    return isNear ? Optional.of(new DoctorText.InSession(finding)) : Optional.empty();
  }
}
