package evenkeel.verification;

import evenkeel.domain.NyseCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A year, or a part of it, and what is usual in it: the Gateway restarts every day, its log-in ends every Sunday and
 * the owner logs in again some hours later, IBKR is away for minutes every night, and now and then for longer. The
 * owner's machine sleeps twice, and the process ends and starts again about twice a month.
 *
 * @param from the first day, from its midnight in New York on
 * @param to the last day
 * @param sleeps of the machine
 * @param absences from which moment the Gateway is away, and for how long, beside the usual restarts
 * @param nights when IBKR is away, and for how long
 * @param stops when the process ends, in order or killed, and comes back
 */
record YearPlan(
    long seed, LocalDate from, LocalDate to, List<Span> sleeps, List<Span> absences, List<Span> nights,
    List<Span> restarts, List<YearPrices.Fall> falls, List<Stop> stops) {
  /** Something that lasts. */
  record Span(Instant at, Duration lasts) {
    Instant end() {
      return at.plus(lasts);
    }
  }

  /**
   * One life of the process ends and the next one begins.
   *
   * @param tasks how many tasks of the machine run after that moment before it ends
   * @param lasts how long there is no process
   * @param isInOrder as with SIGTERM, and not killed
   */
  record Stop(Instant at, int tasks, Duration lasts, boolean isInOrder) {
    Instant end() {
      return at.plus(lasts);
    }
  }

  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  /** Where the owner and the Gateway are. */
  static final ZoneId GATEWAY_ZONE = ZoneId.of("Asia/Shanghai");
  static final LocalTime RESTART = LocalTime.of(23, 45);
  static final Duration LONG_NIGHT = Duration.ofMinutes(45);
  private static final LocalTime LOG_IN_ENDS = LocalTime.of(1, 0);
  private static final LocalTime NIGHT = LocalTime.of(0, 5);
  private static final int LONG_NIGHT_ON = 15;

  YearPlan {
    sleeps = List.copyOf(sleeps);
    absences = List.copyOf(absences);
    nights = List.copyOf(nights);
    restarts = List.copyOf(restarts);
    falls = List.copyOf(falls);
    stops = stops.stream().sorted(Comparator.comparing(Stop::at)).toList();
  }

  /** These days of one year. */
  static YearPlan of(long seed, LocalDate from, LocalDate to) {
    var random = new SplittableRandom(seed);
    List<Span> absences = new ArrayList<>();
    List<Span> nights = new ArrayList<>();
    List<Span> restarts = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      boolean isLong = day.getDayOfMonth() == LONG_NIGHT_ON;
      nights.add(new Span(
          at(day, NIGHT), isLong ? LONG_NIGHT : Duration.ofSeconds(60 + random.nextInt(240))));
      if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        absences.add(new Span(
            logInEnds(day), isLateWeek(day) ? Duration.ofHours(32) : Duration.ofMinutes(180 + random.nextInt(300))));
      }
      restarts.add(new Span(
          day.atTime(RESTART).atZone(GATEWAY_ZONE).toInstant(), Duration.ofSeconds(60 + random.nextInt(120))));
    }
    int year = from.getYear();
    LocalDate june = lastSession(year, 6);
    LocalDate july = lastSession(year, 7);
    List<Span> sleeps = List.of(
        new Span(at(june, LocalTime.of(13, 0)), Duration.ofHours(8)),
        new Span(at(july, LocalTime.of(10, 0)), Duration.ofMinutes(280)));
    List<YearPrices.Fall> falls = List.of(
        new YearPrices.Fall(midOf(year, 2), "DBMF", 0.12), new YearPrices.Fall(midOf(year, 8), "GLD", 0.18));
    return new YearPlan(
        seed, from, to, within(sleeps, from, to), absences, nights,
        restarts.stream().filter(span -> absences.stream().noneMatch(
            away -> !span.at().isBefore(away.at()) && span.at().isBefore(away.end()))).toList(),
        falls,
        stops(year, random).stream().filter(stop -> stop.at().isAfter(at(from, LocalTime.MIN))
            && stop.end().isBefore(at(to.plusDays(1), LocalTime.MIN))).toList());
  }

  /**
   * Around most month ends, each in another way: before it is due, over that moment, over the cut-off, in the middle of
   * the decision, with orders at the exchange, over the close. Once on the day of a fall, and each 20th at any time.
   */
  private static List<Stop> stops(int year, RandomGenerator random) {
    List<Stop> stops = new ArrayList<>(List.of(
        new Stop(due(year, 1).minusSeconds(30), 0, Duration.ofMinutes(5), false),
        new Stop(due(year, 2).minusSeconds(9000), 0, Duration.ofMinutes(140), true),
        new Stop(due(year, 3), random.nextInt(400), Duration.ofSeconds(90), false),
        new Stop(due(year, 4).minusSeconds(5400), 0, Duration.ofMinutes(210), true),
        new Stop(due(year, 5).plusSeconds(120), 0, Duration.ofMinutes(10), false),
        new Stop(due(year, 8).plusSeconds(3600), 0, Duration.ofHours(2), true),
        new Stop(due(year, 10).minusSeconds(1800), 0, Duration.ofMinutes(80), false),
        new Stop(due(year, 11).minusSeconds(60), 0, Duration.ofMinutes(40), false),
        new Stop(due(year, 12).plusSeconds(2 + random.nextInt(8)), 0, Duration.ofMinutes(2), true),
        new Stop(at(midOf(year, 2), LocalTime.of(13, 0)), 0, Duration.ofMinutes(5), false)));
    for (int month = 1; month <= 12; month++) {
      stops.add(new Stop(
          at(LocalDate.of(year, month, 20), LocalTime.ofSecondOfDay(random.nextInt(86_400))), 0,
          Duration.ofMinutes(1 + random.nextInt(20)), month % 2 == 0));
    }
    return stops;
  }

  private static Instant due(int year, int month) {
    return YearAudit.at(NyseCalendar.lastOfMonth(YearMonth.of(year, month)));
  }

  /** When nothing of ours runs: the machine sleeps, or there is no process. */
  List<Span> idle() {
    return Stream.concat(sleeps.stream(), stops.stream().map(stop -> new Span(stop.at(), stop.lasts()))).toList();
  }

  /** From when to when there is a process. */
  List<Span> lives() {
    List<Span> lives = new ArrayList<>();
    Instant from = begin();
    for (Stop stop : stops) {
      lives.add(new Span(from, Duration.between(from, stop.at())));
      from = stop.end();
    }
    lives.add(new Span(from, Duration.between(from, midnight(to.plusDays(1)))));
    return lives;
  }

  private static List<Span> within(List<Span> spans, LocalDate from, LocalDate to) {
    return spans.stream().filter(span -> !span.at().isBefore(at(from, LocalTime.MIN)) && span.at().isBefore(
        at(to.plusDays(1), LocalTime.MIN))).toList();
  }

  /** The one before the month end of September, when the owner is away on Sunday. */
  private static boolean isLateWeek(LocalDate sunday) {
    LocalDate monthEnd = lastSession(sunday.getYear(), 9);
    return monthEnd.getDayOfWeek() == DayOfWeek.MONDAY && sunday.equals(monthEnd.minusDays(1));
  }

  private static LocalDate lastSession(int year, int month) {
    return NyseCalendar.lastOfMonth(YearMonth.of(year, month)).date();
  }

  private static LocalDate midOf(int year, int month) {
    return NyseCalendar.next(LocalDate.of(year, month, 14)).date();
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(NEW_YORK).toInstant();
  }

  /** When this day begins in New York. */
  static Instant midnight(LocalDate day) {
    return at(day, LocalTime.MIN);
  }

  /** When the log-in of the week before ends. */
  static Instant logInEnds(LocalDate sunday) {
    return at(sunday, LOG_IN_ENDS);
  }

  Instant begin() {
    return midnight(from);
  }

  YearPrices prices() {
    return YearPrices.walk(seed, LocalDate.of(from.getYear(), 1, 1), LocalDate.of(from.getYear(), 12, 31), falls);
  }

  /** All of it, in the words of the harness. */
  List<Mishap.Planned> mishaps() {
    RandomGenerator random = new SplittableRandom(seed ^ 0xBEEFL);
    Stream<Mishap.Planned> away = Stream.concat(restarts.stream(), absences.stream()).map(span -> gateway(
        span.at(), "fault = restart, down = " + span.lasts().toSeconds() + "s"));
    Stream<Mishap.Planned> dark = nights.stream().flatMap(span -> Stream.of(
        gateway(span.at(), "fault = link-lost"),
        gateway(span.end(), "fault = link-restored, subscriptions-kept = " + random.nextBoolean())));
    Stream<Mishap.Planned> asleep = sleeps.stream()
        .map(span -> new Mishap.Planned(span.at(), 0, new Mishap.Sleeps(span.lasts())));
    return Stream.of(away, dark, asleep).flatMap(all -> all).toList();
  }

  private static Mishap.Planned gateway(Instant at, String fault) {
    return new Mishap.Planned(at, 0, new Mishap.AtGateway(fault));
  }
}
