package evenkeel.verification;

import com.typesafe.config.ConfigFactory;
import evenkeel.domain.CurrencyConversion;
import evenkeel.domain.TradingMode;
import evenkeel.simulator.Scenario;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Days on which nothing goes wrong but one habit of today's Gateways, or of an account, that users have reported. Where
 * a run can be traded in spite of it, it has to be: every order of the month end fills.
 */
final class GatewayQuirks {
  private static final int EVERY = 10;
  private static final int REMAINDER = 7;
  private static final int AMID_MILLIS = 40;
  private static final Duration UNTIL_LOOK = Duration.ofSeconds(60);

  private static final Scenario NOT_HELD = account(
      "cash = 12000, positions { DBMF = \"500@27.10\", GLD = \"50@265.40\" }");
  private static final Scenario CASH = Scenario.named("cash-account");
  private static final Scenario HONG_KONG = Scenario.named("hkd-account");
  private static final Scenario TWO_CURRENCIES = Scenario.named("two-currencies");

  /**
   * One habit.
   *
   * @param atStart what holds since before the process is started
   * @param beforeLook what comes a minute before the month end is looked at
   * @param amid what comes some milliseconds after it began
   * @param isTraded whether the month end has to be traded all the same
   */
  private record Quirk(
      Scenario scenario, List<String> atStart, List<String> beforeLook, List<String> amid, boolean isTraded,
      Habits habits) {
    static Quirk traded(String... faults) {
      return new Quirk(DayPlan.USUAL, List.of(), List.of(faults), List.of(), true, Habits.USUAL);
    }

    static Quirk sinceStart(String... faults) {
      return new Quirk(DayPlan.USUAL, List.of(faults), List.of(), List.of(), true, Habits.USUAL);
    }

    static Quirk amidRun(String... faults) {
      return new Quirk(DayPlan.USUAL, List.of(), List.of(), List.of(faults), true, Habits.USUAL);
    }

    static Quirk refused(String... faults) {
      return new Quirk(DayPlan.USUAL, List.of(), List.of(faults), List.of(), false, Habits.USUAL);
    }

    static Quirk refusedSinceStart(String... faults) {
      return new Quirk(DayPlan.USUAL, List.of(faults), List.of(), List.of(), false, Habits.USUAL);
    }

    Quirk with(Scenario other) {
      return new Quirk(other, atStart, beforeLook, amid, isTraded, habits);
    }

    Quirk converting(CurrencyConversion convert) {
      return new Quirk(scenario, atStart, beforeLook, amid, isTraded, habits.converting(convert));
    }
  }

  private static final List<Quirk> ALL = List.of(
      Quirk.traded("fault = what-if-twice, delay = 50ms"),
      // Where both ends stay away, only executions since a time prove the books.
      Quirk.sinceStart("fault = end-missing, message = completedOrdersEnd",
          "fault = end-missing, message = execDetailsEnd, unless-filtered = true"),
      Quirk.traded("fault = positions-of-type, type = CASH, symbol = USD, con-id = 12345777, quantity = -1000,"
          + " cost = 7.8, currency = HKD"),
      Quirk.sinceStart("fault = time-answers-lost"),
      Quirk.sinceStart("fault = greeting-zone, zone = \"Central Standard Time\", of = America/Chicago"),
      Quirk.traded("fault = ids-above-foreign", "fault = foreign-order, client = 7, order = 500, symbol = SPY,"
          + " action = BUY, quantity = 1, pushed = true, type = LMT, limit = 1"),
      Quirk.sinceStart("fault = next-id-late, delay = 5s"),
      Quirk.amidRun("fault = contract-gone, symbol = BIL, con-id = 77112266").with(NOT_HELD),
      Quirk.traded().with(CASH),
      Quirk.refused("fault = order-needs-market-data"),
      Quirk.refused("fault = hidden-order, code = 163, count = 3"),
      Quirk.traded().with(HONG_KONG),
      Quirk.traded().with(TWO_CURRENCIES).converting(CurrencyConversion.AUTO),
      Quirk.traded("fault = tags-per-currency").with(TWO_CURRENCIES).converting(CurrencyConversion.NEVER),
      Quirk.refused("fault = precaution, size = 20"),
      Quirk.sinceStart("fault = next-id-twice, later = 3s"),
      Quirk.traded("fault = ledger-prefix"),
      Quirk.traded("fault = dividend, symbol = BIL, per-share = 0.35, reinvest = true"),
      Quirk.refused("fault = stranger-execution, symbol = DBMF, action = SELL, quantity = 5, client = 10, order = 7,"
          + " ago = 2h"),
      Quirk.refused("fault = correct-shares, symbol = DBMF, by = -1, later = 10s"),
      Quirk.refusedSinceStart("fault = next-id-at, id = 2147483647"),
      Quirk.sinceStart("fault = end-missing, message = openOrderEnd, unless-filtered = true"));

  private static final Set<String> HARMLESS = ALL.stream().filter(Quirk::isTraded)
      .flatMap(quirk -> Stream.of(quirk.atStart(), quirk.beforeLook(), quirk.amid())).flatMap(List::stream)
      .collect(Collectors.toSet());

  private GatewayQuirks() {}

  /** Whether this is one of them that keeps no run from its end. */
  static boolean isHarmless(String fault) {
    return HARMLESS.contains(fault);
  }

  /** The day of a seed, where it is such a one. Each habit has its turn. */
  static Optional<DayPlan> draw(long seed, LocalDate session, LocalTime close) {
    if (seed % EVERY != REMAINDER || seed % Weather.DETOUR_EVERY == 0) {
      return Optional.empty();
    }
    long tens = seed / EVERY;
    // Two of three tens are no detours.
    Quirk quirk = ALL.get((int) ((tens / Weather.DETOUR_EVERY * 2 + tens % Weather.DETOUR_EVERY) % ALL.size()));
    DayPlan quiet = DayPlan.of(seed, session, close, TradingMode.PAPER, quirk.scenario(), List.of())
        .with(quirk.habits());
    var mishaps = new ArrayList<Mishap.Planned>();
    quirk.atStart().forEach(fault -> mishaps.add(
        new Mishap.Planned(quiet.begin(), 0, new Mishap.AtGateway(fault))));
    quirk.beforeLook().forEach(fault -> mishaps.add(
        new Mishap.Planned(quiet.due().minus(UNTIL_LOOK), 0, new Mishap.AtGateway(fault))));
    quirk.amid().forEach(fault -> mishaps.add(
        new Mishap.Planned(quiet.due().plusMillis(seed % AMID_MILLIS), 0, new Mishap.AtGateway(fault))));
    return Optional.of(quiet.with(mishaps).untilSettled());
  }

  private static Scenario account(String terms) {
    return Scenario.parse(ConfigFactory.parseString(
        "include classpath(\"evenkeel/simulator/scenarios/month-end\")\naccounts = [{ id = DU1234567, " + terms
            + " }]"));
  }
}
