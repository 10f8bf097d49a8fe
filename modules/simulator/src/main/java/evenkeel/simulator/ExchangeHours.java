package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The exchange's hours as instants, remembered since they are asked for with every quote. */
final class ExchangeHours {
  /** NYSE takes market-on-close orders until ten minutes before the close. */
  static final Duration CUT_OFF_BEFORE_CLOSE = Duration.ofMinutes(10);

  private final Map<LocalDate, Optional<Session>> sessions = new HashMap<>();

  /** The date in New York. */
  static LocalDate dateOf(Instant instant) {
    return instant.atZone(NyseCalendar.ZONE).toLocalDate();
  }

  /** The start of the day in New York. */
  static Instant midnight(LocalDate date) {
    return date.atStartOfDay(NyseCalendar.ZONE).toInstant();
  }

  Optional<Session> session(LocalDate date) {
    return sessions.computeIfAbsent(date, NyseCalendar::session);
  }

  boolean isSession(LocalDate date) {
    return session(date).isPresent();
  }

  LocalDate sessionBefore(LocalDate date) {
    return NyseCalendar.previous(date).date();
  }

  LocalDate sessionAfter(LocalDate date) {
    return NyseCalendar.next(date).date();
  }

  List<LocalDate> sessions(LocalDate from, LocalDate to) {
    return NyseCalendar.sessions(from, to).stream().map(Session::date).toList();
  }

  /** The session that is open now: from the opening, up to but without the closing. */
  Optional<Session> open(Instant now) {
    return session(dateOf(now)).filter(today -> !now.isBefore(today.open().toInstant())
        && now.isBefore(today.close().toInstant()));
  }

  /** The session that is open now, else the one that opens next. */
  Session openOrNext(Instant now) {
    LocalDate today = dateOf(now);
    return session(today).filter(it -> now.isBefore(it.close().toInstant()))
        .orElseGet(() -> NyseCalendar.next(today));
  }

  /** The last session that has opened, open still or closed since. */
  Session lastOpened(Instant now) {
    LocalDate today = dateOf(now);
    return session(today).filter(it -> !now.isBefore(it.open().toInstant()))
        .orElseGet(() -> NyseCalendar.previous(today));
  }
}
