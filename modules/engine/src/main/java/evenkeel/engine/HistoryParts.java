package evenkeel.engine;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.gateway.Bar;
import evenkeel.gateway.BarSize;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.HistorySpan;
import evenkeel.gateway.HistorySpan.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests that make up an order for history, each one legal by itself, the newest first. They meet or overlap and
 * leave no gap: where there are several, even the newest has an end, since it may be asked for long after midnight.
 * Same order and time, same requests: whoever resumes asks for the same parts.
 *
 * @param from nothing older was ordered; empty when the one request says so itself
 */
record HistoryParts(List<BrokerRequest.History> requests, Optional<Instant> from) {
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

  HistoryParts {
    requests = List.copyOf(requests);
  }

  /** Whether a bar is among those that were ordered. */
  boolean isOrdered(Bar bar) {
    Instant at = bar.begin().orElseGet(() -> bar.date().atTime(END_OF_DAY).atZone(NyseCalendar.ZONE).toInstant());
    return from.isEmpty() || !at.isBefore(from.get());
  }

  static HistoryParts of(HistoryOrder order, Instant now) {
    HistorySpan span = order.span();
    boolean isLegal = span.count() <= order.size().countMax(span.unit());
    // Adjusted prices cannot be asked for up to an earlier end, so that they come in one answer or not at all.
    if (isLegal || !order.kind().takesAnEnd()) {
      return new HistoryParts(List.of(request(order, span, Optional.empty())), Optional.empty());
    }
    Instant from = start(span, now);
    List<BrokerRequest.History> requests = order.size().countMax(span.unit()) > 0
        ? sameUnit(order, now)
        : switch (order.size().spanMax().unit()) {
          case S -> seconds(order, from, now);
          case D -> sessions(order, from, now);
          case W, M, Y -> steps(order, order.size().spanMax(), from, now);
        };
    return new HistoryParts(requests, Optional.of(from));
  }

  private static BrokerRequest.History request(HistoryOrder order, HistorySpan span, Optional<Instant> end) {
    return new BrokerRequest.History(order.instrument(), order.size(), order.kind(), span, end);
  }

  /** As many of the order's own unit as one request takes, and at last what remains. */
  private static List<BrokerRequest.History> sameUnit(HistoryOrder order, Instant now) {
    Unit unit = order.span().unit();
    int most = order.size().countMax(unit);
    var requests = new ArrayList<BrokerRequest.History>();
    for (int done = 0; done < order.span().count(); done += most) {
      var span = new HistorySpan(Math.min(most, order.span().count() - done), unit);
      requests.add(request(order, span, Optional.of(done == 0 ? now : back(now, done, unit))));
    }
    return requests;
  }

  /** Whole weeks, months or years, as many as reach the start. */
  private static List<BrokerRequest.History> steps(HistoryOrder order, HistorySpan step, Instant from, Instant now) {
    var requests = new ArrayList<BrokerRequest.History>();
    Instant end = now;
    for (int done = 0; end.isAfter(from); done += step.count()) {
      requests.add(request(order, step, Optional.of(end)));
      end = back(now, done + step.count(), step.unit());
    }
    return requests;
  }

  /** So many sessions a request, each ending with a session's close. */
  private static List<BrokerRequest.History> sessions(HistoryOrder order, Instant from, Instant now) {
    List<Session> sessions = sessionsBackwards(from, now);
    int most = order.size().spanMax().count();
    var requests = new ArrayList<BrokerRequest.History>();
    for (int first = 0; first < sessions.size(); first += most) {
      var span = new HistorySpan(Math.min(most, sessions.size() - first), Unit.D);
      Instant close = sessions.get(first).close().toInstant();
      requests.add(request(order, span, Optional.of(earlier(close, now))));
    }
    return requests;
  }

  /** Pieces of each session. */
  private static List<BrokerRequest.History> seconds(HistoryOrder order, Instant from, Instant now) {
    Duration most = Duration.ofSeconds(order.size().spanMax().count());
    var requests = new ArrayList<BrokerRequest.History>();
    for (Session session : sessionsBackwards(from, now)) {
      Instant open = later(session.open().toInstant(), from);
      Instant end = earlier(session.close().toInstant(), now);
      while (end.isAfter(open)) {
        Instant begin = later(open, end.minus(most));
        int length = (int) Math.max(Duration.between(begin, end).toSeconds(), secondsMin(order.size()));
        requests.add(request(order, new HistorySpan(length, Unit.S), Optional.of(end)));
        end = begin;
      }
    }
    return requests;
  }

  /** A request holds at least one bar; IBKR takes none for less than half a minute. */
  private static int secondsMin(BarSize size) {
    return size.fitsInto(new HistorySpan(30, Unit.S)) ? 30 : 60;
  }

  private static List<Session> sessionsBackwards(Instant from, Instant now) {
    LocalDate first = dateOf(from).isBefore(NyseCalendar.FIRST) ? NyseCalendar.FIRST : dateOf(from);
    return NyseCalendar.sessions(first, dateOf(now)).stream()
        .filter(session -> session.open().toInstant().isBefore(now) && session.close().toInstant().isAfter(from))
        .toList().reversed();
  }

  /** Where a span that ends now begins. */
  static Instant start(HistorySpan span, Instant now) {
    return switch (span.unit()) {
      case S -> secondsBack(span.count(), now);
      case D -> session(now, span.count() - 1).open().toInstant();
      case W, M, Y -> dateBack(now, span.count(), span.unit()).plusDays(1).atStartOfDay(NyseCalendar.ZONE).toInstant();
    };
  }

  /** The end of the day that lies so far back; of sessions, the close of the one that lies so many back. */
  private static Instant back(Instant now, int count, Unit unit) {
    return switch (unit) {
      case S -> secondsBack(count, now);
      case D -> session(now, count).close().toInstant();
      case W, M, Y -> dateBack(now, count, unit).atTime(END_OF_DAY).atZone(NyseCalendar.ZONE).toInstant();
    };
  }

  private static LocalDate dateBack(Instant now, int count, Unit unit) {
    LocalDate today = dateOf(now);
    return switch (unit) {
      case W -> today.minusWeeks(count);
      case M -> today.minusMonths(count);
      case Y -> today.minusYears(count);
      case S, D -> throw new IllegalArgumentException(unit + " are counted in sessions");
    };
  }

  /** The session that has opened last, or one so many before it. */
  private static Session session(Instant now, int back) {
    Session session = NyseCalendar.session(dateOf(now)).filter(today -> !today.open().toInstant().isAfter(now))
        .orElseGet(() -> NyseCalendar.previous(dateOf(now)));
    for (int i = 0; i < back && session.date().isAfter(NyseCalendar.FIRST.plusDays(7)); i++) {
      session = NyseCalendar.previous(session.date());
    }
    return session;
  }

  /** Seconds of trading, not of the clock on the wall. */
  private static Instant secondsBack(int seconds, Instant now) {
    Duration left = Duration.ofSeconds(seconds);
    Session session = session(now, 0);
    Instant end = earlier(session.close().toInstant(), now);
    Duration available = Duration.between(session.open().toInstant(), end);
    while (left.compareTo(available) > 0) {
      left = left.minus(available);
      session = NyseCalendar.previous(session.date());
      end = session.close().toInstant();
      available = Duration.between(session.open(), session.close());
    }
    return end.minus(left);
  }

  private static LocalDate dateOf(Instant instant) {
    return LocalDate.ofInstant(instant, NyseCalendar.ZONE);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
