package evenkeel.verification;

import evenkeel.domain.MissedCutOff;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.gateway.RestartWindow;
import evenkeel.simulator.Scenario;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A month-end day, or another on which the owner asks, and what goes wrong on it.
 *
 * @param close in New York's time
 * @param begin when the process is started
 * @param allClear when nothing is wrong any more
 * @param end when what its sales bring in has settled and the second step is over; elsewhere as {@code allClear}
 * @param restart when the Gateway restarts every day, in New York's time; empty where it never does
 * @param habits what the owner configured
 * @param looksAhead as in {@link AuditedPeriod}
 */
record DayPlan(
    long seed, LocalDate session, LocalTime close, Instant begin, Instant allClear, Instant end,
    Scenario scenario, TradingMode mode, List<Mishap.Planned> mishaps, Optional<LocalTime> restart, Habits habits,
    boolean looksAhead)
    implements
      AuditedPeriod {
  /** What the exchange has on such a day; read once. */
  static final Scenario USUAL = Scenario.named("month-end");
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  /** How long a month end waits for the owner, where it does. */
  static final Duration WORD_WITHIN = Duration.ofMinutes(30);
  private static final String SETTLES_LATE = "settlement-late";
  private static final Duration BEFORE_RESTART = Duration.ofMinutes(5);
  private static final Duration RESTART_LASTS = Duration.ofMinutes(15);
  /** NYSE takes them until ten minutes before (NYSE, closing process). */
  private static final Duration LOC_BEFORE_CLOSE = Duration.ofMinutes(10);
  private static final LocalTime USUAL_CLOSE = LocalTime.of(16, 0);
  private static final Duration TRIGGER_BEFORE_CLOSE = Duration.ofMinutes(90);
  private static final Duration START_BEFORE_TRIGGER = Duration.ofMinutes(2);
  private static final Duration AFTER_CLOSE = Duration.ofMinutes(40);

  DayPlan {
    mishaps = List.copyOf(mishaps);
  }

  /** A usual day on which nothing goes wrong. */
  static DayPlan quiet(long seed) {
    return of(seed, LocalDate.of(2025, 10, 31), USUAL_CLOSE, TradingMode.PAPER, USUAL, List.of());
  }

  static DayPlan of(
      long seed, LocalDate session, LocalTime close, TradingMode mode, Scenario scenario,
      List<Mishap.Planned> mishaps) {
    return new DayPlan(
        seed, session, close, at(session, close).minus(TRIGGER_BEFORE_CLOSE).minus(START_BEFORE_TRIGGER),
        at(session, close).plus(AFTER_CLOSE), at(session, close).plus(AFTER_CLOSE), scenario, mode, mishaps,
        Optional.empty(), Habits.USUAL,
        false);
  }

  @Override
  public DayPlan with(List<Mishap.Planned> other) {
    return new DayPlan(seed, session, close, begin, allClear, end, scenario, mode, other, restart, habits, looksAhead);
  }

  /** The same day of another owner. */
  DayPlan with(Habits other) {
    return new DayPlan(seed, session, close, begin, allClear, end, scenario, mode, mishaps, restart, other, looksAhead);
  }

  /** The same day, with trouble until then. */
  DayPlan clearAt(Instant other) {
    return new DayPlan(seed, session, close, begin, other, other, scenario, mode, mishaps, restart, habits, looksAhead);
  }

  /** The same day, and the sessions after it, without trouble, where what its sales bring in settles only then. */
  DayPlan untilSettled() {
    boolean isLate = mishaps.stream().map(Mishap.Planned::mishap)
        .anyMatch(mishap -> mishap instanceof Mishap.AtGateway at && at.kind().equals(SETTLES_LATE));
    LocalDate next = NyseCalendar.next(session).date();
    Instant settled = at(isLate ? NyseCalendar.next(next).date() : next, USUAL_CLOSE).plus(AFTER_CLOSE);
    return isWithoutMargin() && allClear.isBefore(settled)
        ? new DayPlan(
            seed, session, close, begin, allClear, settled, scenario, mode, mishaps, restart, habits, looksAhead)
        : this;
  }

  /** The same day, with a process that runs since then. */
  DayPlan runningSince(Instant earlier) {
    return new DayPlan(seed, session, close, earlier, allClear, end, scenario, mode, mishaps, restart, habits,
        looksAhead);
  }

  /** The same day with everybody who looks ahead over days. */
  DayPlan lookingAhead() {
    return new DayPlan(seed, session, close, begin, allClear, end, scenario, mode, mishaps, restart, habits, true);
  }

  /** The same day with a Gateway that restarts at this time. */
  DayPlan restartingAt(LocalTime time) {
    return new DayPlan(seed, session, close, begin, allClear, end, scenario, mode, mishaps, Optional.of(time),
        habits, looksAhead);
  }

  @Override
  public RestartWindow restartWindow() {
    return new RestartWindow(restart, NEW_YORK, BEFORE_RESTART, RESTART_LASTS);
  }

  /** Whether no order may leave now because of the restart, unless the Gateway was seen to come back from it. */
  boolean isRestartDue(Instant now) {
    return restart.map(time -> at(session, time)).filter(
        at -> !now.isBefore(at.minus(BEFORE_RESTART)) && now.isBefore(at.plus(RESTART_LASTS))).isPresent();
  }

  /** When the Gateway restarts on the day itself. */
  Optional<Instant> restartAt() {
    return restart.map(time -> at(session, time));
  }

  /** Whether no later weekday is of the same month, so that the month end is decided on this day. */
  boolean isMonthEnd() {
    return session.plusDays(1).datesUntil(session.plusMonths(1).withDayOfMonth(1))
        .allMatch(day -> day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue());
  }

  @Override
  public boolean isLongerThanADay() {
    return !end.atZone(NEW_YORK).toLocalDate().equals(session);
  }

  /** Whether the machine's clock is never set. */
  boolean isClockRight() {
    return mishaps.stream().map(Mishap.Planned::mishap).noneMatch(Mishap.ClockJumps.class::isInstance);
  }

  /** Whether nothing but its turn keeps a message from leaving. */
  boolean isTimely() {
    return isClockRight() && mishaps.stream().map(Mishap.Planned::mishap)
        .noneMatch(mishap -> mishap instanceof Mishap.WritesSlow || mishap instanceof Mishap.Sleeps);
  }

  @Override
  public TriggerRules triggers() {
    return TriggerRules.NONE;
  }

  @Override
  public List<Instant> allClears() {
    return allClear.equals(end) ? List.of(allClear) : List.of(allClear, end);
  }

  @Override
  public DayPlan day(Instant at) {
    return this;
  }

  @Override
  public RunId monthEnd(Instant at) {
    return monthEnd();
  }

  @Override
  public List<RunId> monthEndRuns() {
    return isMonthEnd() ? List.of(monthEnd()) : List.of();
  }

  @Override
  public LocalDate lastSession() {
    return session;
  }

  @Override
  public Optional<BigDecimal> price(String symbol, Instant at) {
    return Optional.empty();
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

  /** The same on the day of this moment, which may be a later one. */
  Instant cutOff(Instant now) {
    return NyseCalendar.session(now.atZone(NEW_YORK).toLocalDate())
        .map(open -> open.close().toInstant().minus(Duration.ofMinutes(15))).orElseGet(this::cutOff);
  }

  /** The run of the month end. */
  RunId monthEnd() {
    return new RunId(DateTimeFormatter.BASIC_ISO_DATE.format(session) + "-month-end");
  }

  /** The same for limit orders, with which an owner may want a missed month end to be caught up. */
  Instant cutOffOfLimits() {
    return habits.missed() == MissedCutOff.LOC ? closing().minus(LOC_BEFORE_CLOSE) : cutOff();
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(NEW_YORK).toInstant();
  }
}
