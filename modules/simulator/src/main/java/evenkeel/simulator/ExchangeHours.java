package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The exchange's hours as instants, remembered since they are asked for with every quote. */
final class ExchangeHours {
  private final Map<LocalDate, Optional<Session>> sessions = new HashMap<>();
  /** Asked for with every quote, so the last one is kept. */
  private Day day = Day.NONE;

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
    LocalDate before = date.minusDays(1);
    while (!isSession(before)) {
      before = before.minusDays(1);
    }
    return before;
  }

  LocalDate sessionAfter(LocalDate date) {
    LocalDate after = date.plusDays(1);
    while (!isSession(after)) {
      after = after.plusDays(1);
    }
    return after;
  }

  List<LocalDate> sessions(LocalDate from, LocalDate to) {
    return NyseCalendar.sessions(from, to).stream().map(Session::date).toList();
  }

  /** The session that is open now: from the opening, up to but without the closing. */
  Optional<Session> open(Instant now) {
    Day today = day(now);
    return today.hasOpened(now) && !today.hasClosed(now) ? today.session() : Optional.empty();
  }

  /** The session that is open now, else the one that opens next. */
  Session openOrNext(Instant now) {
    Day today = day(now);
    return today.session().filter(it -> !today.hasClosed(now))
        .orElseGet(() -> session(sessionAfter(today.date())).orElseThrow());
  }

  /** The last session that has opened, open still or closed since. */
  Session lastOpened(Instant now) {
    Day today = day(now);
    return today.session().filter(it -> today.hasOpened(now))
        .orElseGet(() -> session(sessionBefore(today.date())).orElseThrow());
  }

  /** The last session before this date in New York. */
  LocalDate sessionBefore(Instant now) {
    return sessionBefore(day(now).date());
  }

  private Day day(Instant now) {
    if (now.isBefore(day.start()) || !now.isBefore(day.end())) {
      LocalDate date = dateOf(now);
      day = new Day(date, midnight(date), midnight(date.plusDays(1)), session(date));
    }
    return day;
  }

  /** A date in New York as instants. */
  private record Day(LocalDate date, Instant start, Instant end, Optional<Session> session) {
    static final Day NONE = new Day(LocalDate.EPOCH, Instant.MIN, Instant.MIN, Optional.empty());

    boolean hasOpened(Instant now) {
      return session.isPresent() && !now.isBefore(session.get().open().toInstant());
    }

    boolean hasClosed(Instant now) {
      return session.isPresent() && !now.isBefore(session.get().close().toInstant());
    }
  }
}
