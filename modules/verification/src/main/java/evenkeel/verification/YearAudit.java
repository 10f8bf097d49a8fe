package evenkeel.verification;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.simulator.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What must have happened in a year, worked out from its plan and its prices alone, and what of that is not so. The
 * calendar is the only code that it has in common with the engine.
 */
final class YearAudit {
  /** How late a decision may come after it could be made. */
  private static final Duration PROMPT = Duration.ofSeconds(40);
  private static final LocalTime DUE = LocalTime.of(14, 30);
  private static final LocalTime DUE_ON_HALF_DAYS = LocalTime.of(11, 30);
  private static final Duration CUT_OFF_AFTER_DUE = Duration.ofMinutes(75);
  /** When prices of the session are there, as they are told a quarter of an hour late. */
  private static final LocalTime FIRST_PRICES = LocalTime.of(9, 45);
  private static final Duration PRICES_LOOKED_AT_EVERY = Duration.ofMinutes(16);

  /** A decision that is expected. */
  private record Due(String run, LocalDate session, Instant from, Instant to) {}

  private final YearResult year;
  private final YearPlan plan;
  private final List<String> complaints = new ArrayList<>();

  private YearAudit(YearResult year) {
    this.year = year;
    this.plan = year.plan();
  }

  /** What is not as it should be; empty when all is well. */
  static List<String> complaints(YearResult year) {
    var audit = new YearAudit(year);
    audit.complaints.addAll(year.failures());
    audit.decisions();
    audit.alerts();
    return List.copyOf(audit.complaints);
  }

  private void decisions() {
    List<Due> expected = due();
    List<String> runs = expected.stream().map(Due::run).toList();
    List<String> decided = year.decisions().stream().map(YearBooks.Decided::run).toList();
    if (!decided.equals(runs)) {
      complaints.add("decided were " + decided + " and not " + runs);
      return;
    }
    var portfolio = new YearPortfolio(plan.prices());
    for (int i = 0; i < expected.size(); i++) {
      Due due = expected.get(i);
      YearBooks.Decided it = year.decisions().get(i);
      if (it.at().isBefore(due.from()) || it.at().isAfter(due.to())) {
        complaints.add(due.run() + " was decided at " + it.at() + " and not from " + due.from() + " to " + due.to());
      }
      List<LedgerEntry> ledger = year.ledger().stream()
          .filter(entry -> entry.orderRef().orElseThrow().contains(due.run())).toList();
      String verdict = portfolio.isOffTarget(due.session()) ? "trade" : "rest";
      if (!it.verdict().equals(verdict)) {
        complaints.add(due.run() + " was decided as " + it.verdict() + " and not as " + verdict);
      }
      portfolio.trade(due.run(), due.session(), verdict.equals("trade"), ledger, complaints);
      report(due, verdict, ledger);
    }
    List<String> strange = year.ledger().stream().map(entry -> entry.orderRef().orElseThrow())
        .filter(ref -> runs.stream().noneMatch(ref::contains)).distinct().toList();
    if (!strange.isEmpty()) {
      complaints.add("orders of no decision: " + strange);
    }
  }

  private void report(Due due, String verdict, List<LedgerEntry> ledger) {
    List<JsonNode> lines = year.reports().stream()
        .filter(line -> line.path("run_id").asText().equals(due.run())).toList();
    if (lines.size() != 1) {
      complaints.add(due.run() + " has " + lines.size() + " lines in the reports");
      return;
    }
    JsonNode line = lines.getFirst();
    long filled = ledger.stream().filter(entry -> entry.event() == LedgerEntry.Event.FILLED).count();
    boolean isSettled = !line.path("settled_at").isNull();
    if (line.path("execution").size() != filled || isSettled != verdict.equals("trade")) {
      complaints.add(due.run() + " was not reported as it was: " + line);
    }
  }

  private List<Due> due() {
    List<Due> due = new ArrayList<>();
    for (YearMonth month = YearMonth.from(plan.from()); !month.atDay(1).isAfter(plan.to()); month = month
        .plusMonths(1)) {
      Session session = NyseCalendar.lastOfMonth(month);
      monthEnd(session, at(session)).ifPresent(due::add);
    }
    for (YearPrices.Fall fall : plan.falls()) {
      Instant from = fall.session().atTime(FIRST_PRICES).atZone(YearPlan.NEW_YORK).toInstant();
      if (!fall.session().isBefore(plan.from()) && !fall.session().isAfter(plan.to())) {
        due.add(new Due(
            day(fall.session()) + "-drop-" + fall.symbol().toLowerCase(Locale.ROOT), fall.session(), from,
            from.plus(PRICES_LOOKED_AT_EVERY)));
      }
    }
    due.sort((one, other) -> one.from().compareTo(other.from()));
    return due;
  }

  private Optional<Due> monthEnd(Session session, Instant at) {
    String run = day(session.date()) + "-month-end";
    Instant possible = plan.idle().stream().filter(idle -> at.isAfter(idle.at()) && at.isBefore(idle.end()))
        .map(YearPlan.Span::end).findFirst().orElse(at);
    LocalDate traded = session.date();
    if (possible.isAfter(at.plus(CUT_OFF_AFTER_DUE))) {
      Session next = NyseCalendar.next(session.date());
      traded = next.date();
      possible = at(next);
    }
    Instant prompt = possible.plus(PROMPT);
    Instant from = possible;
    Instant latest = plan.stops().stream()
        .filter(stop -> !stop.at().isBefore(from) && stop.at().isBefore(prompt)).map(stop -> stop.end().plus(PROMPT))
        .findFirst().orElse(prompt);
    return traded.isAfter(plan.to()) ? Optional.empty() : Optional.of(new Due(run, traded, from, latest));
  }

  static Instant at(Session session) {
    return session.date().atTime(session.earlyClose() ? DUE_ON_HALF_DAYS : DUE).atZone(YearPlan.NEW_YORK).toInstant();
  }

  static String day(LocalDate date) {
    return date.toString().replace("-", "");
  }

  private void alerts() {
    SortedMap<String, Integer> expected = new YearAlerts(plan).expected(year.decisions());
    SortedMap<String, Integer> told = new TreeMap<>();
    year.told().forEach(word -> told.merge(YearAlerts.line(word.at(), word.severity(), word.key()), 1, Integer::sum));
    expected.forEach((what, times) -> {
      if (!times.equals(told.get(what))) {
        complaints.add("told " + told.getOrDefault(what, 0) + " times and not " + times + ": " + what);
      }
    });
    // The year's restart is configured in another zone than its Gateway's: each life of the process says so once.
    List<String> zones = told.keySet().stream().filter(what -> what.endsWith(" WARN gateway-zone")).toList();
    if (zones.size() > plan.lives().size() || zones.stream().anyMatch(what -> told.get(what) > 1)) {
      complaints.add("the Gateway's zone is told more than once a life: " + zones);
    }
    told.forEach((what, times) -> {
      if (!expected.containsKey(what) && !zones.contains(what)) {
        complaints.add("told " + times + " times and not expected: " + what);
      }
    });
  }
}
