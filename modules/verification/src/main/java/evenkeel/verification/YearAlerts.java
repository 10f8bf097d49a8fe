package evenkeel.verification;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the owner is to be told in a year, and how often: each line is a day in New York, a severity and the key of the
 * alert.
 */
final class YearAlerts {
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration THREE_DIALS = Duration.ofSeconds(2);
  private static final Duration FIRST_REMINDER = Duration.ofMinutes(10);
  private static final Duration SECOND_REMINDER = Duration.ofHours(1);

  private final YearPlan plan;
  private final SortedMap<String, Integer> expected = new TreeMap<>();

  YearAlerts(YearPlan plan) {
    this.plan = plan;
  }

  static String line(Instant at, String severity, String key) {
    return at.atZone(YearPlan.NEW_YORK).toLocalDate() + " " + severity + " " + key;
  }

  private void expect(Instant at, String severity, String key) {
    if (!at.isBefore(plan.begin()) && at.isBefore(YearPlan.midnight(plan.to().plusDays(1)))) {
      expected.merge(line(at, severity, key), 1, Integer::sum);
    }
  }

  SortedMap<String, Integer> expected(List<YearBooks.Decided> decisions) {
    // Gone without a restart: three dials fail at once. The short restarts of every day are not worth a word.
    plan.absences().forEach(away -> link(away, THREE_DIALS));
    // Of IBKR's own trouble only what lasts.
    plan.nights().forEach(dark -> link(dark, FIRST_REMINDER));
    for (LocalDate day = plan.from(); !day.isAfter(plan.to().plusDays(1)); day = day.plusDays(1)) {
      if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        logIn(day);
      }
    }
    decisions.stream().filter(decided -> decided.verdict().equals("trade"))
        .forEach(decided -> expect(decided.at(), "INFO", "settled-" + decided.run()));
    for (YearMonth month = YearMonth.from(plan.from()); !month.atDay(1).isAfter(plan.to()); month = month
        .plusMonths(1)) {
      putOff(NyseCalendar.lastOfMonth(month));
      notReady(NyseCalendar.lastOfMonth(month));
    }
    return expected;
  }

  /** Each life of the process finds out for itself. */
  private void link(YearPlan.Span trouble, Duration patience) {
    for (YearPlan.Span life : plan.lives()) {
      Instant from = life.at().isAfter(trouble.at()) ? life.at() : trouble.at();
      link(from.plus(patience), trouble.end(), life.end());
    }
  }

  /** Three times within the first day of it and once a day from then on, urgently before a run, and when it is over. */
  private void link(Instant first, Instant over, Instant endOfLife) {
    Duration pause = FIRST_REMINDER;
    Instant at = first;
    while (at.isBefore(over) && at.isBefore(endOfLife)) {
      Duration left = Duration.between(at, nextRun(at));
      expect(at, left.compareTo(A_DAY) <= 0 ? "ERROR" : "WARN", "link");
      at = at.plus(pause);
      pause = pause.equals(FIRST_REMINDER) ? SECOND_REMINDER : A_DAY;
    }
    if (first.isBefore(over) && over.isBefore(endOfLife)) {
      expect(over, "INFO", "link");
    }
  }

  /** On Saturday morning or at a start after that, as a warning where the week to come has a run. */
  private void logIn(LocalDate sunday) {
    Instant end = YearPlan.logInEnds(sunday);
    Instant usual = end.minus(Duration.ofHours(15));
    for (YearPlan.Span life : plan.lives()) {
      Instant at = life.at().isAfter(usual) ? life.at() : usual;
      if (at.isBefore(end) && at.isBefore(life.end())) {
        boolean hasRun = nextRun(at).isBefore(YearPlan.logInEnds(sunday.plusWeeks(1)));
        expect(at, hasRun ? "WARN" : "INFO", "log-in-" + sunday);
      }
    }
  }

  /** A month end that the machine slept through, or that came and went without a process. */
  private void putOff(Session session) {
    Instant due = YearAudit.at(session);
    plan.idle().stream().filter(idle -> due.isAfter(idle.at()) && idle.end().isAfter(due.plusSeconds(75 * 60)))
        .forEach(idle -> expect(idle.end(), "ERROR",
            "put-off-" + YearAudit.day(session.date()) + "-month-end-"
                + YearAudit.at(NyseCalendar.next(session.date())).plusSeconds(75 * 60)));
  }

  /** A look ahead that finds the Gateway away, and the next one that finds it back. */
  private void notReady(Session session) {
    Instant due = YearAudit.at(session);
    String key = "readiness-" + YearAudit.day(session.date()) + "-month-end-";
    if (isAway(due.minus(A_DAY))) {
      expect(due.minus(A_DAY), "WARN", key + "1440m");
      expect(due.minus(Duration.ofHours(2)), "INFO", key + "120m");
    }
  }

  private boolean isAway(Instant at) {
    return plan.absences().stream().anyMatch(away -> at.isAfter(away.at()) && at.isBefore(away.end()));
  }

  private static Instant nextRun(Instant now) {
    YearMonth month = YearMonth.from(now.atZone(YearPlan.NEW_YORK));
    Instant current = YearAudit.at(NyseCalendar.lastOfMonth(month));
    return current.plusSeconds(75 * 60).isAfter(now)
        ? current
        : YearAudit.at(NyseCalendar.lastOfMonth(month.plusMonths(1)));
  }
}
