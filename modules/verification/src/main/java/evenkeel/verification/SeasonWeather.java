package evenkeel.verification;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.simulator.Scenario;
import java.math.BigDecimal;
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
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Draws three months from a seed: how prices move, when the machine is awake, the Gateway's restarts and log-ins, what
 * the owner does, and what goes wrong on month ends and between them.
 */
final class SeasonWeather {
  private static final ZoneId NEW_YORK = NyseCalendar.ZONE;
  private static final YearMonth FIRST = YearMonth.of(2024, 1);
  private static final int FIRST_MONTHS = 33;
  private static final int MONTH_ENDS = 3;
  /** A month end that was put off is decided within a week; then nothing more is expected. */
  private static final int DAYS_AFTER = 9;
  private static final int ODD_EVERY = 40;
  private static final int DETOUR_EVERY = 6;
  private static final int DETOURS = 21;
  private static final int ASLEEP_EVERY = 12;
  private static final int LONG_DAY_EVERY = 25;
  private static final int CALM_EVERY = 4;
  private static final int ABSENT_OWNER_EVERY = 8;
  private static final List<String> SYMBOLS = GatewayWeather.SYMBOLS;

  /** How the market goes: what a session adds, and how much it varies. */
  private record Market(double drift, double volatility) {}

  private static final List<Market> MARKETS = List.of(
      new Market(0.0003, 0.012), new Market(0, 0.002), new Market(0.0025, 0.004), new Market(-0.002, 0.006),
      new Market(0.0005, 0.025));

  private static final Market RALLY = new Market(0.007, 0.004);
  private static final Market QUIET = new Market(0, 0.002);
  private static final int RISING = 2;

  private final long seed;
  private final RandomGenerator random;
  private final List<Session> monthEnds = new ArrayList<>();
  private final List<Session> sessions;
  private final Scenario scenario;
  private final TradingMode mode;
  private final Habits habits;
  private final LocalTime restart;
  private final List<Mishap.Planned> mishaps = new ArrayList<>();
  private final List<Instant> allClears = new ArrayList<>();
  private final List<YearPlan.Span> awake = new ArrayList<>();

  private SeasonWeather(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed ^ 0x1F83D9ABFB41BD6BL);
    YearMonth first = FIRST.plusMonths(random.nextInt(FIRST_MONTHS));
    for (int i = 0; i < MONTH_ENDS; i++) {
      monthEnds.add(NyseCalendar.lastOfMonth(first.plusMonths(i)));
    }
    this.sessions = NyseCalendar.sessions(
        monthEnds.getFirst().date().minusDays(random.nextInt(1, 15)), monthEnds.getLast().date().plusDays(DAYS_AFTER));
    int kind = random.nextInt(ODD_EVERY);
    this.mode = kind == 0 ? TradingMode.DRY_RUN : TradingMode.PAPER;
    this.scenario = switch (kind) {
      case 1 -> DayPlan.USUAL.withAccount("U1234567");
      case 2, 3, 4 -> Scenario.named("cash-account");
      case 5 -> Scenario.named("hkd-account");
      case 6 -> Scenario.named("margin-account");
      default -> DayPlan.USUAL;
    };
    this.habits = Habits.draw(random);
    this.restart = LocalTime.parse(one("23:45", "11:45", "10:45", "05:00", "14:00", "14:35"));
  }

  /** The season of a seed. */
  static SeasonPlan draw(long seed) {
    var weather = new SeasonWeather(seed);
    boolean isCalm = weather.random.nextInt(CALM_EVERY) == 0;
    YearPrices prices = weather.prices(isCalm);
    TriggerRules triggers = weather.triggers();
    weather.awake();
    weather.restarts(!isCalm);
    if (isCalm) {
      weather.monthEnds.forEach(weather::approve);
      weather.times(3, weather::payment);
    } else {
      weather.monthEnds.forEach(weather::monthEnd);
      weather.times(4, weather::quietWeeks);
      weather.times(3, weather::ends);
      weather.times(3, weather::owner);
      weather.times(1, weather::support);
    }
    weather.mishaps.sort(Comparator.comparing(Mishap.Planned::at));
    return new SeasonPlan(
        seed, weather.scenario, weather.mode, weather.habits, triggers, weather.restart, weather.monthEnds, prices,
        weather.awake, weather.allClears, weather.mishaps);
  }

  /** Each in its own market, or all in one; in some calm seasons two of them rise steeply. */
  private YearPrices prices(boolean isCalm) {
    boolean isRally = isCalm && random.nextBoolean();
    Market common = MARKETS.get(random.nextInt(MARKETS.size()));
    boolean isCommon = random.nextBoolean();
    var walks = new ArrayList<YearPrices.Walk>();
    List<Double> firsts = List.of(27.10, 265.40, 91.55);
    for (int i = 0; i < SYMBOLS.size(); i++) {
      Market drawn = isCommon ? common : MARKETS.get(random.nextInt(MARKETS.size()));
      Market market = isRally ? i < RISING ? RALLY : QUIET : drawn;
      walks.add(new YearPrices.Walk(SYMBOLS.get(i), firsts.get(i), market.drift(), market.volatility()));
    }
    List<YearPrices.Fall> falls = isRally || random.nextInt(3) > 0
        ? List.of()
        : List.of(new YearPrices.Fall(anySession().date(), symbol(), 0.08 + 0.1 * random.nextDouble()));
    return YearPrices.walk(random, sessions.getFirst().date(), sessions.getLast().date(), walks, falls);
  }

  private TriggerRules triggers() {
    return random.nextInt(3) == 0
        ? TriggerRules.NONE
        : new TriggerRules(
            sometimes(LocalTime.of(14, 30)), sometimes(new BigDecimal("0.10")), sometimes(new BigDecimal("1000")),
            random.nextInt(4) == 0, Duration.ofDays(random.nextInt(1, 8)));
  }

  private <T> Optional<T> sometimes(T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  /** Around the look of each session; on month ends until orders are filled, on some days for longer or not at all. */
  private void awake() {
    for (Session session : sessions) {
      DayPlan day = quiet(session);
      if (monthEnds.contains(session)) {
        awake.add(span(day.due().minus(minutes(2, 20)), day.closing().plus(minutes(20, 40))));
      } else if (random.nextInt(LONG_DAY_EVERY) == 0) {
        awake.add(span(day.due().minus(minutes(2, 120)), day.due().plus(minutes(4, 150))));
      } else if (random.nextInt(ASLEEP_EVERY) > 0 || awake.isEmpty()) {
        awake.add(span(day.due().minus(minutes(2, 4)), day.due().plus(minutes(3, 7))));
      }
    }
  }

  private static YearPlan.Span span(Instant from, Instant to) {
    return new YearPlan.Span(from, Duration.between(from, to));
  }

  /** Each day, beside the log-in that ends each Sunday and waits for the owner. */
  private void restarts(boolean isOwnerAbsent) {
    Instant backAt = Instant.MIN;
    LocalDate last = sessions.getLast().date();
    for (LocalDate day = sessions.getFirst().date(); !day.isAfter(last); day = day.plusDays(1)) {
      Instant logIn = day.atTime(1, 0).atZone(NEW_YORK).toInstant();
      if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        boolean isAbsent = isOwnerAbsent && random.nextInt(ABSENT_OWNER_EVERY) == 0;
        Duration away = isAbsent ? minutes(1800, 2500) : minutes(180, 480);
        restart(logIn, away);
        backAt = logIn.plus(away);
      }
      Instant daily = day.atTime(restart).atZone(NEW_YORK).toInstant();
      if (!daily.isBefore(backAt)) {
        restart(daily, Duration.ofSeconds(random.nextInt(60, 180)));
      }
    }
  }

  private void restart(Instant at, Duration down) {
    gateway(at, String.format(Locale.ROOT, "fault = restart, down = %ds, ids-back = 0", down.toSeconds()));
  }

  /** Some are quiet, some go where chance seldom leads, on the others things go wrong. */
  private void monthEnd(Session session) {
    DayPlan day = quiet(session);
    Instant allClear = day.allClear();
    int kind = random.nextInt(DETOUR_EVERY);
    if (kind == 0) {
      DayPlan detour = Detours.take(random.nextInt(DETOURS), random, day);
      mishaps.addAll(detour.mishaps());
      allClear = detour.allClear();
    } else if (kind < 4) {
      mishaps.addAll(Weather.faults(day, random, 1 + random.nextInt(3)));
    }
    allClears.add(allClear);
    if (random.nextInt(4) > 0) {
      answer(day.due().plusSeconds(random.nextInt(1, 2400)), random.nextInt(4) > 0);
    }
  }

  private void approve(Session session) {
    answer(quiet(session).due().plusSeconds(random.nextInt(60, 300)), true);
  }

  private void answer(Instant at, boolean isApproved) {
    if (habits.asking() != Habits.Asking.NEVER) {
      hand(at, new Deed.Answer(isApproved));
    }
  }

  /** Something goes wrong on another day; the machine may sleep through it. */
  private void quietWeeks() {
    DayPlan day = quiet(anySession());
    mishaps.addAll(Weather.faults(day, random, 1));
    allClears.add(day.allClear());
  }

  /** The process ends and starts again, at any time of any day. */
  private void ends() {
    long whole = Duration.between(awake.getFirst().end(), awake.getLast().at()).toSeconds();
    Instant at = random.nextBoolean()
        ? awake.getFirst().end().plusSeconds(random.nextLong(whole))
        : quiet(anySession()).due().plusSeconds(random.nextInt(-600, 900));
    mishaps.add(new Mishap.Planned(at, 0, new Mishap.Crash(0, minutes(1, random.nextInt(4) == 0 ? 5000 : 60))));
  }

  private void owner() {
    DayPlan day = quiet(anySession());
    Instant at = day.due().plusSeconds(random.nextInt(-3600, 3600));
    switch (random.nextInt(8)) {
      case 0 -> hand(at, new Deed.Pause(minutes(10, 15_000)));
      case 1 -> hand(at, new Deed.Resume(false));
      case 2 -> hand(at, new Deed.Rebalance());
      case 3 -> hand(at, new Deed.CancelAll());
      case 4, 5 -> inTws(at);
      default -> account(at);
    }
  }

  /** The owner trades in TWS, and says some time later, or never, that this was so. */
  private void inTws(Instant at) {
    gateway(at, "fault = foreign-order, client = 0, order = 0, type = MKT, symbol = " + symbol() + ", action = "
        + one("BUY", "SELL") + ", quantity = " + random.nextInt(1, 12) + ", pushed = " + random.nextBoolean());
    if (random.nextInt(4) > 0) {
      hand(at.plus(minutes(1, random.nextBoolean() ? 60 : 6_000)), new Deed.Resume(true));
    }
  }

  /** Money comes, from the owner or from what is held: dividends of up to 1.3 % of a price. */
  private void payment() {
    Instant at = quiet(anySession()).due().plusSeconds(random.nextInt(-80_000, 80_000));
    gateway(at, switch (random.nextInt(4)) {
      case 0 -> "fault = deposit, amount = " + random.nextInt(100, 4_000) + ", currency = USD";
      case 1 -> "fault = interest, currency = USD, amount = " + one("3.17", "41.08");
      default -> dividend(random.nextInt(10, 35));
    });
  }

  private String dividend(int cents) {
    return "fault = dividend, symbol = " + symbol() + ", per-share = " + BigDecimal.valueOf(cents, 2) + ", reinvest = "
        + random.nextBoolean();
  }

  /** Money goes too, and companies act. */
  private void account(Instant at) {
    switch (random.nextInt(6)) {
      case 0 -> gateway(at, "fault = withdrawal, amount = " + random.nextInt(50, 1_500) + ", currency = USD");
      case 1 -> gateway(at, "fault = split, symbol = " + symbol() + ", ratio = \"" + one("2:1", "3:1", "1:2") + "\"");
      case 2 -> gateway(at, "fault = deposit, amount = " + random.nextInt(4_000, 20_000) + ", currency = USD");
      // Of DBMF up to 7 %, as a distribution of a year.
      case 3 -> gateway(at, dividend(2 * random.nextInt(35, 95)));
      default -> payment();
    }
  }

  /** The Gateway says that its version ends, in some of the seasons. */
  private void support() {
    Session session = anySession();
    if (random.nextInt(4) == 0) {
      gateway(quiet(session).due(), "fault = desupported, date = " + session.date().plusDays(random.nextInt(1, 200)));
    }
  }

  private DayPlan quiet(Session session) {
    return SeasonPlan.quiet(seed, session, mode, scenario);
  }

  private Session anySession() {
    return sessions.get(random.nextInt(sessions.size() - 2));
  }

  private String symbol() {
    return SYMBOLS.get(random.nextInt(SYMBOLS.size()));
  }

  private void gateway(Instant at, String fault) {
    mishaps.add(new Mishap.Planned(at, 0, new Mishap.AtGateway(fault)));
  }

  private void hand(Instant at, Deed deed) {
    mishaps.add(new Mishap.Planned(at, 0, new Mishap.ByHand(deed)));
  }

  /** Up to so many times. */
  private void times(int most, Runnable draw) {
    Stream.generate(() -> draw).limit(random.nextInt(most + 1)).forEach(Runnable::run);
  }

  private Duration minutes(int least, int most) {
    return Duration.ofMinutes(random.nextInt(least, most + 1));
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
