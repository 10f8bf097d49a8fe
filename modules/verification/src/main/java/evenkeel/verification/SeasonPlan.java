package evenkeel.verification;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.RunId;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.gateway.RestartWindow;
import evenkeel.simulator.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Three month ends in a row with quiet weeks between, and what goes wrong in all of it. The owner's machine sleeps most
 * of the time: it is awake around the look of each session, and now and then for longer.
 *
 * @param restart when the Gateway restarts every day, in New York's time
 * @param monthEnds the last sessions of their months, the earliest first
 * @param awake from when to when the machine is awake, in order and apart from each other; the first is the process's
 *     start
 * @param allClears when every fault ends that would otherwise last for ever
 * @param days each session by its date, made from the rest
 */
record SeasonPlan(
    long seed, Scenario scenario, TradingMode mode, Habits habits, TriggerRules triggers, LocalTime restart,
    List<Session> monthEnds, YearPrices prices, List<YearPlan.Span> awake, List<Instant> allClears,
    List<Mishap.Planned> mishaps, NavigableMap<LocalDate, DayPlan> days) implements AuditedPeriod {
  private static final Duration AFTER_CLOSE = Duration.ofMinutes(45);

  SeasonPlan {
    monthEnds = List.copyOf(monthEnds);
    awake = List.copyOf(awake);
    allClears = List.copyOf(allClears);
    mishaps = List.copyOf(mishaps);
  }

  SeasonPlan(
      long seed, Scenario scenario, TradingMode mode, Habits habits, TriggerRules triggers, LocalTime restart,
      List<Session> monthEnds, YearPrices prices, List<YearPlan.Span> awake, List<Instant> allClears,
      List<Mishap.Planned> mishaps) {
    this(
        seed, scenario, mode, habits, triggers, restart, monthEnds, prices, awake, allClears, mishaps, new TreeMap<>());
    Map<LocalDate, List<Mishap.Planned>> byDate = mishaps.stream().collect(Collectors.groupingBy(
        planned -> planned.at().atZone(NyseCalendar.ZONE).toLocalDate()));
    LocalDate last = awake.getLast().end().atZone(NyseCalendar.ZONE).toLocalDate();
    NyseCalendar.sessions(begin().atZone(NyseCalendar.ZONE).toLocalDate(), last).forEach(session -> days.put(
        session.date(),
        quiet(seed, session, mode, scenario).with(habits).restartingAt(restart)
            .with(byDate.getOrDefault(session.date(), List.of()))));
  }

  /** A session on which nothing goes wrong. */
  static DayPlan quiet(long seed, Session session, TradingMode mode, Scenario scenario) {
    return DayPlan.of(seed, session.date(), session.close().toLocalTime(), mode, scenario, List.of());
  }

  @Override
  public Instant begin() {
    return awake.getFirst().at();
  }

  /** When there is nothing more to be expected. */
  Instant end() {
    return days.lastEntry().getValue().closing().plus(AFTER_CLOSE);
  }

  @Override
  public RestartWindow restartWindow() {
    return days.firstEntry().getValue().restartWindow();
  }

  @Override
  public boolean looksAhead() {
    return true;
  }

  @Override
  public SeasonPlan with(List<Mishap.Planned> other) {
    return new SeasonPlan(
        seed, scenario, mode, habits, triggers, restart, monthEnds, prices, awake, allClears, other);
  }

  @Override
  public DayPlan day(Instant at) {
    LocalDate date = at.atZone(NyseCalendar.ZONE).toLocalDate();
    return Optional.ofNullable(days.ceilingEntry(date)).orElseGet(days::lastEntry).getValue();
  }

  @Override
  public RunId monthEnd(Instant at) {
    return monthEndDays().stream().filter(day -> !day.due().isAfter(at)).reduce((first, later) -> later)
        .orElseGet(() -> monthEndDays().getFirst()).monthEnd();
  }

  private List<DayPlan> monthEndDays() {
    return monthEnds.stream().map(session -> days.get(session.date())).toList();
  }

  @Override
  public List<RunId> monthEndRuns() {
    return monthEndDays().stream().map(DayPlan::monthEnd).toList();
  }

  @Override
  public LocalDate lastSession() {
    return days.lastKey();
  }

  @Override
  public boolean isLongerThanADay() {
    return true;
  }

  @Override
  public Optional<BigDecimal> price(String symbol, Instant at) {
    LocalDate date = at.atZone(NyseCalendar.ZONE).toLocalDate();
    return Optional.ofNullable(prices.bySymbol().get(symbol)).map(line -> line.floorEntry(date))
        .map(Map.Entry::getValue);
  }
}
