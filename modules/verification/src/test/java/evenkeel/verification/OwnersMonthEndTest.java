package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import evenkeel.domain.TradingMode;
import evenkeel.simulator.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A month end in an account with dollars and Hong Kong dollars, at a Gateway in Shanghai with delayed prices and order
 * precautions, on which one habit of the Gateways of 2026 shows: it is traded, or it is not and that is told once, with
 * the cause, before the cut-off is over.
 */
class OwnersMonthEndTest {
  private static final DayPlan QUIET = DayPlan.quiet(1);
  private static final Instant DUE = QUIET.due();
  private static final String USUAL_CASH = "USD = 1900, HKD = 8000";
  private static final int WHAT_IFS_AN_HOUR = 20;
  private static final int SAME_ALERT_MAX = 3;
  private static final Pattern ALERT = Pattern.compile("(?m)^.* Notifier .*?\\balert=(\\S+).*$");

  private static final Pattern WHAT_IF = Pattern.compile("text=what-if");

  /** What becomes of the run. */
  enum End {
    TRADED, NOT_TRADED
  }

  /**
   * One habit.
   *
   * @param cash what the account has
   * @param cause a part of what is told where nothing is traded
   * @param open why it is not looked at yet; empty where it is
   */
  record Habit(String point, String cash, List<String> faults, End end, String cause, String open) {
    static Habit traded(String point, String... faults) {
      return new Habit(point, USUAL_CASH, List.of(faults), End.TRADED, "", "");
    }

    static Habit notTraded(String point, String cause, String... faults) {
      return new Habit(point, USUAL_CASH, List.of(faults), End.NOT_TRADED, cause, "");
    }

    Habit openFor(String why) {
      return new Habit(point, cash, faults, end, cause, why);
    }

    Habit with(String otherCash) {
      return new Habit(point, otherCash, faults, end, cause, open);
    }

    @Override
    public String toString() {
      return point + ": " + faults;
    }
  }

  static Stream<Habit> habits() {
    return Stream.of(
        Habit.traded("0 nothing"),
        Habit.traded("1 end of support", "fault = desupported, date = \"2025-11-15\""),
        Habit.traded("2 what-if twice", "fault = what-if-twice"),
        Habit.notTraded("3 market data", "354", "fault = order-needs-market-data"),
        Habit.notTraded("3 precaution", "451", "fault = precaution, size = 1"),
        Habit.traded("4 executions", "fault = end-missing, message = execDetailsEnd, unless-filtered = true"),
        Habit.notTraded("4 executions", "execution", "fault = end-missing, message = execDetailsEnd")
            .openFor("no critical alert names the question that has no end, only the cut-off"),
        Habit.notTraded("4 completed", "completed", "fault = end-missing, message = completedOrdersEnd")
            .openFor("no critical alert names the question that has no end, and the link is told four times"),
        Habit.notTraded("4 positions", "position", "fault = end-missing, message = positionEnd")
            .openFor("the link is dropped and told again and again, and the end names no cause"),
        Habit.traded("5 virtual position", "fault = positions-of-type, type = CASH, symbol = USD, con-id = 12345777,"
            + " quantity = -1000, cost = 7.80, currency = HKD"),
        Habit.traded("6 no dollars").with("USD = 0, HKD = 20000"),
        Habit.traded("7 time", "fault = time-answers-lost"),
        Habit.notTraded("8 log-in", "", "fault = restart, down = 8h")
            .openFor("the link is told four times, and that the run is put off is no critical alert in the log"),
        Habit.traded("9 zone in words", "fault = greeting-zone, zone = \"China Standard Time\""),
        Habit.traded("9 no zone", "fault = greeting-zone, zone = \"\""),
        Habit.traded("10 ids", "fault = ids-above-foreign", "fault = foreign-order, client = 7, order = 500,"
            + " symbol = SPY, action = BUY, quantity = 1, pushed = true, type = LMT, limit = 1"),
        Habit.notTraded("11 hidden", "163", "fault = hidden-order, count = 99"),
        Habit.traded("12 prefix", "fault = ledger-prefix"), Habit.traded("12 tags", "fault = tags-per-currency"),
        Habit.traded("12 late id", "fault = next-id-late"), Habit.traded("12 second id", "fault = next-id-twice"),
        Habit.traded("12 no currency row", "fault = account-values-missing, tags = [Currency], lasting = 10h"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("habits")
  void shouldTradeOrSayOnceWhyNot(Habit habit) {
    assumeTrue(habit.open().isEmpty(), habit.open());
    DayResult day = Day.live(DayPlan.of(
        1, LocalDate.of(2025, 10, 31), LocalTime.of(16, 0), TradingMode.PAPER, scenario(habit),
        habit.faults().stream().map(fault -> new Mishap.Planned(
            DUE.minusSeconds(60), 0, new Mishap.AtGateway(fault))).toList()),
        Tampering.NONE);

    assertThat(day.violations()).as(day.log()).isEmpty();
    switch (habit.end()) {
      case TRADED -> assertThat(day.counts()).as(day.log()).containsKey("outcome FILLED")
          .doesNotContainKeys("told not-traded", "told put-off", "told over", "outcome REJECTED");
      case NOT_TRADED -> {
        assertThat(day.counts()).as(day.log()).doesNotContainKey("outcome FILLED");
        assertThat(told(day).map(MatchResult::group)).as(day.log()).anyMatch(
            line -> line.contains(" log ERROR ") && line.contains(habit.cause()));
      }
    }
    assertThat(day.counts()).as(day.log()).doesNotContainKeys("outcome PARKED", "told parked");
    assertThat(WHAT_IF.matcher(day.log()).results().count()).isLessThanOrEqualTo(WHAT_IFS_AN_HOUR);
    Map<String, Long> repeated = told(day).collect(
        Collectors.groupingBy(line -> line.group(1), TreeMap::new, Collectors.counting()));
    assertThat(repeated.values()).as(repeated.toString()).allMatch(times -> times <= SAME_ALERT_MAX);
  }

  private static Stream<MatchResult> told(DayResult day) {
    return ALERT.matcher(day.log()).results();
  }

  private static Scenario scenario(Habit habit) {
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
        timeline = [{ on = "connect:1", fault = precaution }]
        """.formatted(habit.cash())));
  }
}
