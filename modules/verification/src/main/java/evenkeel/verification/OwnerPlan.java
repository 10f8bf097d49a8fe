package evenkeel.verification;

import com.typesafe.config.ConfigFactory;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.simulator.Scenario;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.SplittableRandom;

/**
 * October's and November's month end of 2025 and what lies between, on the set-up of the project's owner: cash in HKD
 * and USD, dividends of BIL reinvested, orders by hand in TWS now and then, the Gateway's zone Asia/Shanghai, delayed
 * prices.
 */
final class OwnerPlan {
  static final String ACCOUNT = "DU1234567";
  /** One Hong Kong dollar in US dollars. */
  static final String HKD_RATE = "0.1282";
  static final LocalDate FIRST_MONTH_END = LocalDate.of(2025, 10, 31);
  /** The day after Thanksgiving, on which NYSE closes at 13:00 (NYSE, holidays and trading hours). */
  static final LocalDate SECOND_MONTH_END = LocalDate.of(2025, 11, 28);
  /** GLD grows and DBMF falls, so that both month ends find more drift than the threshold. */
  private static final List<YearPrices.Walk> WALKS = List.of(
      new YearPrices.Walk("DBMF", 27.10, -0.004, 0.002), new YearPrices.Walk("GLD", 265.40, 0.013, 0.003),
      new YearPrices.Walk("BIL", 91.55, 0.0002, 0));
  /** 23:45 in Shanghai, the Gateway's default, which is 11:45 in New York in summer and 10:45 in winter. */
  private static final String SUMMER_RESTART = "{ daily = \"11:45:00\", fault = restart, down = 90s, ids-back = 2 }";
  private static final String WINTER_RESTART = "{ daily = \"10:45:00\", fault = restart, down = 90s, ids-back = 2 }";

  private OwnerPlan() {}

  static List<OwnerPhase> phases() {
    return List.of(
        new OwnerPhase("october-eve", Instant.parse("2025-10-30T19:00:00Z"), Instant.parse("2025-10-31T17:00:00Z"),
            1500, List.of(SUMMER_RESTART), List.of()),
        new OwnerPhase("october-month-end", Instant.parse("2025-10-31T18:15:00Z"),
            Instant.parse("2025-10-31T20:20:00Z"), 300, List.of(SUMMER_RESTART),
            List.of("convert-20251031-month-end-HKD", "settled-20251031-month-end")),
        new OwnerPhase("dividend", Instant.parse("2025-11-03T17:00:00Z"), Instant.parse("2025-11-03T21:10:00Z"), 400,
            List.of(
                WINTER_RESTART,
                "{ at = \"13:30:00\", fault = dividend, symbol = BIL, per-share = 0.30, reinvest = true }",
                "{ at = \"14:30:00\", fault = convert, from = HKD, to = USD, amount = 20000 }"),
            List.of("corporate-action-")),
        new OwnerPhase("manual-order", Instant.parse("2025-11-12T14:20:00Z"), Instant.parse("2025-11-12T21:10:00Z"),
            600,
            List.of(
                WINTER_RESTART,
                "{ at = \"11:30:00\", fault = foreign-order, client = 0, order = 0, symbol = DBMF, action = BUY,"
                    + " quantity = 5, type = MKT }"),
            List.of("foreign-trades-")),
        new OwnerPhase("quiet-days", Instant.parse("2025-11-19T15:00:00Z"), Instant.parse("2025-11-20T21:10:00Z"),
            1500, List.of(WINTER_RESTART), List.of()),
        new OwnerPhase("november-month-end", Instant.parse("2025-11-28T15:20:00Z"),
            Instant.parse("2025-11-28T18:30:00Z"), 300, List.of(WINTER_RESTART),
            List.of("settled-20251128-month-end")));
  }

  /** Prices of every session; within one they do not move. */
  static YearPrices prices() {
    return YearPrices.walk(new SplittableRandom(1), FIRST_MONTH_END, SECOND_MONTH_END.plusDays(7), WALKS, List.of());
  }

  /** What the account holds at the beginning: drifted, and more Hong Kong dollars than US dollars. */
  static OwnerAccount account() {
    return OwnerAccount.holding("DBMF", "720", "27.10").and("GLD", "38", "265.40").and("BIL", "170", "91.55")
        .with("USD", "1900").with("HKD", "23400");
  }

  /**
   * The scenario file of a phase.
   *
   * @param prices the folder that they lie in
   * @param firstOrderId above every id of the phases before, as the Gateway remembers it
   */
  static String scenario(OwnerPhase phase, OwnerAccount account, Path prices, int firstOrderId) {
    return """
        description = "The owner's set-up, phase %s"
        time-zone = "Asia/Shanghai"
        entitlement = delayed
        first-order-id = %d
        prices = "%s"
        exchange-rates { HKD = %s }
        accounts = [%s]
        timeline = [
          %s
        ]
        """.formatted(phase.name(), firstOrderId, prices, HKD_RATE, account.text(), String.join("\n  ",
        phase.faults()));
  }

  /** What is audited: both month ends, and the account as it was at the beginning. */
  static AuditedPeriod period(Path prices) {
    List<OwnerPhase> phases = phases();
    Scenario scenario = Scenario.parse(ConfigFactory.parseString(scenario(phases.getFirst(), account(), prices, 1)));
    List<Session> monthEnds = List.of(
        NyseCalendar.session(FIRST_MONTH_END).orElseThrow(), NyseCalendar.session(SECOND_MONTH_END).orElseThrow());
    return new SeasonPlan(
        1, scenario, TradingMode.PAPER, Habits.USUAL, TriggerRules.NONE, LocalTime.of(10, 45), monthEnds, prices(),
        phases.stream().map(OwnerPhase::span).toList(), List.of(), List.of());
  }
}
