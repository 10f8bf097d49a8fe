package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import evenkeel.domain.TradingMode;
import evenkeel.simulator.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A month end in an account with dollars and Hong Kong dollars, at a Gateway in Shanghai with delayed prices and order
 * precautions, on which one habit of the Gateways of 2026 shows from the log-in on. It is traded in full, or it is not
 * and that is told with the cause and the cure before the cut-off; every alert of the day is known by its key.
 */
class OwnersMonthEndTest {
  private static final LocalDate DAY = LocalDate.of(2025, 10, 31);
  private static final Instant CUT_OFF = Instant.parse("2025-10-31T19:45:00Z");
  private static final String LOG_IN = "2000-01-01T00:00:00";
  private static final String USUAL_CASH = "USD = 1900, HKD = 8000";
  private static final int WHAT_IFS_AN_HOUR = 20;
  private static final int SAME_ALERT_MAX = 3;
  private static final Pattern ALERT = Pattern.compile(
      "(?m)^.* log (INFO|WARN|ERROR) Notifier (.*?) alert=(\\S+) at=(\\S+)$");
  /** What says that a run, or an order of it, is not traded. */
  private static final Pattern END = Pattern.compile("^(over|put-off|not-traded)-");
  private static final Duration AT_CUT_OFF = Duration.ofMinutes(1);
  /** The auditor's complaint of a run that nothing but the habit kept from trading. */
  private static final String NO_RUN = "5: nothing happened, and ";
  private static final Pattern WHAT_IF = Pattern.compile("(?m)^10-31 (\\d\\d):.*text=what-if");
  private static final Pattern DIAL = Pattern.compile(
      "(?m)^10-31 (\\d\\d):.*GatewaySupervisor Gateway link changed state=CONNECTING");
  /** A few: at first, and for a question without an end. */
  private static final int DIALS_AN_HOUR = 4;
  private static final String CONVERT = "WARN convert-RUN-HKD";
  private static final String SETTLED = "INFO settled-RUN";
  private static final String LINK = "ERROR link";
  private static final String PUT_OFF = "ERROR put-off-RUN-2025-11-03T20:45:00Z";
  private static final String BY_PRECAUTIONS = "Bypass Order Precautions for API Orders";
  private static final List<String> REFUSED = List.of(
      CONVERT, "WARN shrunk-RUN-GLD-BUY", "WARN shrunk-RUN-BIL-BUY", "ERROR over-RUN-DBMF-SELL", "WARN settled-RUN");

  /** An alert of the day. */
  private record Told(String severity, String text, String key, Instant at) {
    boolean isCritical() {
      return severity.equals("ERROR");
    }

    /** As the expectations name it. */
    String name() {
      return severity + " " + key.replaceAll("ek-\\w+-20251031-month-end", "RUN").replace("20251031-month-end", "RUN");
    }
  }

  /**
   * One habit.
   *
   * @param cash what the account has
   * @param faults with the time from which on they are there
   * @param cause and cure: what a critical alert says before the cut-off; empty where the run is traded
   * @param told every alert of the day, in its order
   */
  record Habit(String point, String cash, Map<String, String> faults, List<String> cause, List<String> told) {
    static Habit traded(String point, String... faults) {
      return new Habit(point, USUAL_CASH, atLogIn(faults), List.of(), List.of(CONVERT, SETTLED));
    }

    static Habit notTraded(String point, List<String> cause, List<String> told, String... faults) {
      return new Habit(point, USUAL_CASH, atLogIn(faults), cause, told);
    }

    private static Map<String, String> atLogIn(String... faults) {
      return Stream.of(faults).collect(Collectors.toMap(fault -> fault, fault -> LOG_IN, (a, b) -> a, TreeMap::new));
    }

    /** Whether the Gateway is there all day. */
    boolean isAtLogIn() {
      return faults.values().stream().allMatch(LOG_IN::equals);
    }

    /** With one more alert, before the others. */
    Habit telling(String first) {
      return new Habit(
          point, cash, faults, cause, Stream.concat(Stream.of(first), told.stream()).toList());
    }

    Habit with(String otherCash) {
      return new Habit(point, otherCash, faults, cause, told);
    }

    @Override
    public String toString() {
      return point + ": " + faults;
    }
  }

  static Stream<Habit> habits() {
    return Stream.of(
        Habit.traded("0 nothing"),
        Habit.traded("1 end of support", "fault = desupported, date = \"2025-11-15\"").telling("ERROR support-ends"),
        Habit.traded("2 what-if twice", "fault = what-if-twice"),
        Habit.notTraded("3 market data", List.of("code 354", BY_PRECAUTIONS), REFUSED,
            "fault = order-needs-market-data"),
        Habit.notTraded("3 precaution", List.of("code 451", BY_PRECAUTIONS), REFUSED, "fault = precaution, size = 1"),
        Habit.traded("4 executions", "fault = end-missing, message = execDetailsEnd, unless-filtered = true"),
        Habit.traded("4 executions", "fault = end-missing, message = execDetailsEnd").telling("WARN books-in-part"),
        Habit.traded("4 completed", "fault = end-missing, message = completedOrdersEnd").telling("WARN books-in-part"),
        Habit.notTraded("4 both", List.of("the end of the answer did not come", "in UTC format"),
            List.of("ERROR comparison-fails", "WARN readiness-RUN-1440m", LINK, LINK, "ERROR readiness-RUN-120m", LINK,
                "ERROR readiness-RUN-30m", CONVERT, "WARN held-RUN", "ERROR not-traded-RUN"),
            "fault = end-missing, message = execDetailsEnd", "fault = end-missing, message = completedOrdersEnd"),
        Habit.notTraded("4 open orders", List.of("open orders", "restart the Gateway"),
            List.of(LINK, "ERROR comparison-fails", "WARN readiness-RUN-1440m", LINK, "ERROR readiness-RUN-120m", LINK,
                "ERROR readiness-RUN-30m", "WARN deferred-RUN", PUT_OFF),
            "fault = end-missing, message = openOrderEnd"),
        Habit.traded("4 own orders", "fault = end-missing, message = openOrderEnd, unless-filtered = true")
            .telling("WARN books-in-part"),
        Habit.traded("4 positions", "fault = end-missing, message = positionEnd"),
        Habit.traded("5 virtual position", "fault = positions-of-type, type = CASH, symbol = USD, con-id = 12345777,"
            + " quantity = -1000, cost = 7.80, currency = HKD"),
        Habit.traded("6 no dollars").with("USD = 0, HKD = 20000"),
        Habit.traded("7 time", "fault = time-answers-lost"),
        new Habit("8 log-in dies", USUAL_CASH, Map.of("fault = restart, down = 8h", "2025-10-31T14:29:00"),
            List.of("start IB Gateway"), List.of(LINK, "WARN deferred-RUN", LINK, LINK, PUT_OFF)),
        new Habit("8 log-in dead", USUAL_CASH, Map.of("fault = restart, down = 12h", "2025-10-31T11:45:00"),
            List.of("start IB Gateway"), List.of(LINK, LINK, "ERROR readiness-RUN-120m", LINK,
                "ERROR readiness-RUN-30m", "WARN deferred-RUN", PUT_OFF)),
        Habit.traded("9 zone in words", "fault = greeting-zone, zone = \"China Standard Time\""),
        new Habit("9 no zone", USUAL_CASH, Habit.atLogIn("fault = greeting-zone, zone = \"\""), List.of(),
            List.of(CONVERT, "WARN execution-time", SETTLED)),
        Habit.traded("10 ids", "fault = ids-above-foreign", "fault = foreign-order, client = 7, order = 500,"
            + " symbol = SPY, action = BUY, quantity = 1, pushed = true, type = LMT, limit = 1"),
        Habit.notTraded("11 hidden", List.of("code 163", "behind Transmit", BY_PRECAUTIONS), REFUSED,
            "fault = hidden-order, count = 99"),
        Habit.traded("12 prefix", "fault = ledger-prefix"), Habit.traded("12 tags", "fault = tags-per-currency"),
        Habit.traded("12 late id", "fault = next-id-late"), Habit.traded("12 second id", "fault = next-id-twice"),
        Habit.traded("12 no currency row", "fault = account-values-missing, tags = [Currency], lasting = 10h"),
        Habit.notTraded("13 order ids", List.of("Reset API order ID sequence"),
            List.of("ERROR order-ids", CONVERT, "WARN held-RUN", "ERROR not-traded-RUN"),
            "fault = next-id-at, id = 2147483647"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("habits")
  void shouldTradeOrSayOnceWhyNot(Habit habit) {
    DayResult day = Day.live(plan(habit), Tampering.NONE);
    List<Told> told = told(day);

    assertThat(day.violations()).as(day.log()).filteredOn(it -> habit.cause().isEmpty() || !it.startsWith(NO_RUN))
        .isEmpty();
    if (habit.cause().isEmpty()) {
      assertThat(day.counts()).as(day.log()).containsEntry("outcome FILLED", 3);
    } else {
      assertThat(day.counts()).as(day.log()).doesNotContainKey("outcome FILLED");
      assertThat(told).as(day.log()).anyMatch(it -> it.isCritical() && it.at().isBefore(CUT_OFF)
          && habit.cause().stream().allMatch(it.text()::contains));
      assertThat(told).as(day.log()).filteredOn(it -> it.isCritical() && END.matcher(it.key()).find())
          .isNotEmpty().allMatch(it -> !it.at().isAfter(CUT_OFF.plus(AT_CUT_OFF))
              && habit.cause().stream().allMatch(it.text()::contains));
    }
    assertThat(told).extracting(Told::name).as(day.log()).containsExactlyElementsOf(habit.told());
    assertThat(told.stream().collect(Collectors.groupingBy(Told::key, TreeMap::new, Collectors.counting())).values())
        .allMatch(times -> times <= SAME_ALERT_MAX);
    assertThat(day.counts()).as(day.log()).doesNotContainKeys("outcome PARKED", "told parked");
    if (habit.isAtLogIn()) {
      assertThat(timesAnHour(DIAL, day)).allMatch(times -> times <= DIALS_AN_HOUR);
    }
    assertThat(timesAnHour(WHAT_IF, day)).allMatch(times -> times <= WHAT_IFS_AN_HOUR);
  }

  private static Collection<Long> timesAnHour(Pattern what, DayResult day) {
    return what.matcher(day.log()).results().collect(
        Collectors.groupingBy(at -> at.group(1), TreeMap::new, Collectors.counting())).values();
  }

  private static List<Told> told(DayResult day) {
    return ALERT.matcher(day.log()).results()
        .map(it -> new Told(it.group(1), it.group(2), it.group(3), OffsetDateTime.parse(it.group(4))
            .toInstant()))
        .toList();
  }

  /** A Gateway that goes down is trouble of the day; with any other habit nothing keeps the run from being decided. */
  private static DayPlan plan(Habit habit) {
    List<Mishap.Planned> mishaps = habit.faults().entrySet().stream().filter(it -> !it.getValue().equals(LOG_IN))
        .map(it -> new Mishap.Planned(
            LocalDateTime.parse(it.getValue()).atZone(DayPlan.NEW_YORK).toInstant(), 0,
            new Mishap.AtGateway(it.getKey())))
        .toList();
    return DayPlan.of(1, DAY, LocalTime.of(16, 0), TradingMode.PAPER, scenario(habit), mishaps)
        .runningSince(CUT_OFF.minusSeconds(15_300)).lookingAhead();
  }

  private static Scenario scenario(Habit habit) {
    List<String> timeline = new ArrayList<>(List.of("{ at = \"" + LOG_IN + "\", fault = precaution }"));
    habit.faults().forEach((fault, at) -> {
      if (at.equals(LOG_IN)) {
        timeline.add("{ at = \"" + LOG_IN + "\", " + fault + " }");
      }
    });
    return Scenario.parse(ConfigFactory.parseString("""
        include classpath("evenkeel/simulator/scenarios/month-end")
        description = "Dollars and Hong Kong dollars, at a Gateway in Shanghai"
        time-zone = "Asia/Shanghai"
        entitlement = delayed
        exchange-rates { HKD = 0.1282 }
        accounts = [{
          id = DU1234567
          type = margin
          cash { %s }
          positions { DBMF = "720@27.10", GLD = "38@265.40", BIL = "170@91.55" }
        }]
        timeline = [%s]
        """.formatted(habit.cash(), String.join(", ", timeline))));
  }
}
