package evenkeel.verification;

import evenkeel.domain.TradingMode;
import evenkeel.simulator.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * A month-end day and what goes wrong on it.
 *
 * @param session the last session of its month
 * @param close in New York's time
 * @param begin when the process is started
 * @param allClear when nothing is wrong any more
 */
record DayPlan(
    long seed, LocalDate session, LocalTime close, Instant begin, Instant allClear, Scenario scenario,
    TradingMode mode, List<Mishap.Planned> mishaps) {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime USUAL_CLOSE = LocalTime.of(16, 0);
  private static final Duration TRIGGER_BEFORE_CLOSE = Duration.ofMinutes(90);
  private static final Duration START_BEFORE_TRIGGER = Duration.ofMinutes(2);

  DayPlan {
    mishaps = List.copyOf(mishaps);
  }

  /** A usual day on which nothing goes wrong. */
  static DayPlan quiet(long seed) {
    return of(seed, LocalDate.of(2025, 10, 31), USUAL_CLOSE, TradingMode.PAPER, Scenario.named("month-end"), List.of());
  }

  static DayPlan of(
      long seed, LocalDate session, LocalTime close, TradingMode mode, Scenario scenario,
      List<Mishap.Planned> mishaps) {
    return new DayPlan(
        seed, session, close, at(session, close).minus(TRIGGER_BEFORE_CLOSE).minus(START_BEFORE_TRIGGER),
        at(session, close).plus(Duration.ofMinutes(40)), scenario, mode, mishaps);
  }

  /** The same day with these mishaps. */
  DayPlan with(List<Mishap.Planned> other) {
    return new DayPlan(seed, session, close, begin, allClear, scenario, mode, other);
  }

  /** The same day, with trouble until then. */
  DayPlan clearAt(Instant other) {
    return new DayPlan(seed, session, close, begin, other, scenario, mode, mishaps);
  }

  /** The same day, with a process that runs since then. */
  DayPlan runningSince(Instant earlier) {
    return new DayPlan(seed, session, close, earlier, allClear, scenario, mode, mishaps);
  }

  /** Whether it goes on until another day, on which the Gateway tells nothing of this one any more. */
  boolean isOvernight() {
    return !allClear.atZone(NEW_YORK).toLocalDate().equals(session);
  }

  /** Whether orders may be sent at all. */
  boolean mayTrade() {
    return mode == TradingMode.PAPER && isUsable();
  }

  /** Whether the log-in has the account that fits the mode. */
  boolean isUsable() {
    return account().startsWith("D");
  }

  /** The account's number, a secret. */
  String account() {
    return scenario.accounts().getFirst().id();
  }

  /** When the month end is looked at. */
  Instant due() {
    return closing().minus(TRIGGER_BEFORE_CLOSE);
  }

  Instant closing() {
    return at(session, close);
  }

  /** After it no order for the close may leave. */
  Instant cutOff() {
    return closing().minus(Duration.ofMinutes(15));
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(NEW_YORK).toInstant();
  }
}
