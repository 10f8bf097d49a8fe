package evenkeel.verification;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A part of the owner's months during which the machine is awake, with a clock of its own.
 *
 * @param name the name of its files
 * @param from when both processes start
 * @param to when {@code run} gets SIGTERM, unless something that was decided is still under way
 * @param speed simulated seconds in a second of the wall
 * @param faults the scenario's timeline, each element as the simulator reads it
 * @param alerts the beginnings of the keys that the owner must have been sent for it
 */
record OwnerPhase(
    String name, Instant from, Instant to, double speed, List<String> faults, List<String> alerts) {
  /** The daily look is made from 15 minutes after the opening, every 5 minutes until it succeeds. */
  private static final Duration AFTER_THE_OPENING = Duration.ofMinutes(15);
  private static final Duration LOOK_TAKES = Duration.ofMinutes(30);

  OwnerPhase {
    faults = List.copyOf(faults);
    alerts = List.copyOf(alerts);
  }

  YearPlan.Span span() {
    return new YearPlan.Span(from, Duration.between(from, to));
  }

  /** The sessions of which this phase has enough for the daily look. */
  List<Session> looks() {
    return NyseCalendar.sessions(from.atZone(NyseCalendar.ZONE).toLocalDate(), to.atZone(NyseCalendar.ZONE)
        .toLocalDate()).stream().filter(session -> hasTime(session)).toList();
  }

  private boolean hasTime(Session session) {
    Instant begin = session.open().toInstant().plus(AFTER_THE_OPENING);
    Instant end = session.close().toInstant();
    Instant first = begin.isAfter(from) ? begin : from;
    Instant last = end.isBefore(to) ? end : to;
    return Duration.between(first, last).compareTo(LOOK_TAKES) >= 0;
  }
}
