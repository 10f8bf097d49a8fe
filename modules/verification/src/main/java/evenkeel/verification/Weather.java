package evenkeel.verification;

import evenkeel.domain.CurrencyConversion;
import evenkeel.domain.HandOrder;
import evenkeel.domain.OrderType;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.simulator.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Draws a month-end day and what goes wrong on it from a seed. */
final class Weather {
  /** Last sessions of their months: in summer time, in winter time, and with an early close. */
  private static final List<LocalDate> DAYS = List.of(
      LocalDate.of(2025, 10, 31), LocalDate.of(2025, 12, 31), LocalDate.of(2026, 3, 31), LocalDate.of(2025, 11, 28));
  private static final LocalDate HALF_DAY = DAYS.getLast();
  private static final List<OrderType> TYPES = List.of(OrderType.values());
  private static final List<Side> SIDES = List.of(Side.values());
  private static final int MISHAPS_MAX = 6;
  private static final int TASKS_MAX = 300;
  /** One day in so many goes where chance seldom leads, with less else that goes wrong. */
  static final int DETOUR_EVERY = 3;
  private static final int DETOUR_MISHAPS_MAX = 2;
  private static final int TRADE_BY_HAND_EVERY = 12;
  private static final int RESTART_EVERY = 8;
  private static final int ODD_EVERY = 10;
  private static final int CANCEL_EVERY = 10;
  private static final int PREVIEWS_EVERY = 20;
  private static final int RACE_EVERY = 8;
  private static final int REPORTED_EVERY = 3;
  private static final int REPORTED_ON_DETOURS_EVERY = 12;
  /** Keep what an owner configured, races, and what users reported apart from the rest of the weather. */
  private static final long HABITS = 0x2545F4914F6CDD1DL;
  private static final long RACES = 0x9E3779B97F4A7C15L;
  private static final long FILLS = 0x71115L;
  private static final int FILLS_EVERY = 20;
  private static final List<String> IMPOSSIBLE_PRICES = List.of("-28", "0", "1E30", "1E300", "-0.01");
  private static final List<String> EXTRA_EXECUTIONS = List.of("no-shares", "other-account", "other-content");
  private static final long REPORTED = 0xBF58476D1CE4E5B9L;
  private static final long ACCOUNTS = 0x94D049BB133111EBL;
  private static final long CONVERSIONS = 0xD6E8FEB86659FD93L;
  private static final List<CurrencyConversion> CONVERSION = List.of(CurrencyConversion.values());
  private static final int SETTLES_LATE_EVERY = 3;
  private static final int ACCOUNT_EVERY = 9;
  /** Accounts that hold what no target means, or cash that buys nothing here. */
  private static final List<Scenario> ACCOUNTS_OF_OTHERS = Stream
      .of("other-listing", "two-listings", "two-currencies", "ambiguous-symbol", "cash-account", "hkd-account",
          "margin-account", "free-riding")
      .map(Scenario::named).toList();

  private final RandomGenerator random;
  private final GatewayWeather gateway;
  private final DayPlan quiet;
  private final List<Mishap.Planned> mishaps = new ArrayList<>();

  private Weather(RandomGenerator random, DayPlan quiet) {
    this.random = random;
    this.gateway = new GatewayWeather(random);
    this.quiet = quiet;
  }

  /** The day of a seed. */
  static DayPlan draw(long seed) {
    var random = new SplittableRandom(seed ^ 0x5DEECE66DL);
    LocalDate session = DAYS.get(random.nextInt(DAYS.size()));
    LocalTime close = LocalTime.of(session.equals(HALF_DAY) ? 13 : 16, 0);
    Optional<DayPlan> quirk = GatewayQuirks.draw(seed, session, close);
    if (quirk.isPresent()) {
      return quirk.get();
    }
    int kind = random.nextInt(40);
    DayPlan quiet = DayPlan.of(
        seed, session, close, kind == 0 ? TradingMode.DRY_RUN : TradingMode.PAPER,
        kind == 1 ? DayPlan.USUAL.withAccount("U1234567") : account(new SplittableRandom(seed ^ ACCOUNTS)), List.of());
    boolean isDetour = seed % DETOUR_EVERY == 0 && quiet.mayTrade();
    DayPlan begun = isDetour ? Detours.take(seed / DETOUR_EVERY, random, quiet) : quiet;
    var weather = new Weather(random, begun);
    weather.mishaps.addAll(begun.mishaps());
    int count = isDetour ? random.nextInt(DETOUR_MISHAPS_MAX + 1) : 1 + random.nextInt(MISHAPS_MAX);
    for (int i = 0; i < count; i++) {
      weather.add();
    }
    weather.previews();
    weather.race(new SplittableRandom(seed ^ RACES));
    weather.reported(new SplittableRandom(seed ^ REPORTED), isDetour ? REPORTED_ON_DETOURS_EVERY : REPORTED_EVERY);
    // A surprise would lead off the detour's way.
    DayPlan day = isDetour
        ? begun
        : weather.habits(weather.surprise(begun, new SplittableRandom(seed)), new SplittableRandom(seed ^ HABITS));
    weather.ofAccount(new SplittableRandom(seed ^ CONVERSIONS));
    weather.fills(new SplittableRandom(seed ^ FILLS));
    return day.with(weather.mishaps).with(
        day.habits().converting(conversion(quiet, new SplittableRandom(seed ^ CONVERSIONS)))).untilSettled();
  }

  /** What the owner wants to become of cash in other currencies, where there is any. */
  private static CurrencyConversion conversion(DayPlan day, RandomGenerator chance) {
    return day.scenario().accounts().getFirst().cash().size() > 1
        ? CONVERSION.get(chance.nextInt(CONVERSION.size()))
        : CurrencyConversion.ALERT;
  }

  /** On some days the owner converts cash in TWS, or what is sold settles late. */
  private void ofAccount(RandomGenerator chance) {
    boolean isThere = quiet.scenario().accounts().getFirst().cash().getOrDefault("HKD", BigDecimal.ZERO).signum() > 0;
    if (isThere && chance.nextBoolean()) {
      at(quiet.begin().plusSeconds(chance.nextInt(1, 7200)), new Mishap.AtGateway(
          "fault = convert, from = HKD, to = USD, amount = " + chance.nextInt(1, 60) * 1000));
    }
    if (quiet.isWithoutMargin() && chance.nextInt(SETTLES_LATE_EVERY) == 0) {
      at(quiet.begin().plusSeconds(1), new Mishap.AtGateway("fault = settlement-late, sessions = 1"));
    }
  }

  /** On some days fills are told at prices that cannot be, or executions that are none beside them. */
  private void fills(RandomGenerator chance) {
    if (chance.nextInt(FILLS_EVERY) > 0) {
      return;
    }
    String fault = chance.nextBoolean()
        ? "fault = mispriced-executions, price = " + IMPOSSIBLE_PRICES.get(chance.nextInt(IMPOSSIBLE_PRICES.size()))
        : "fault = extra-executions, kind = " + EXTRA_EXECUTIONS.get(chance.nextInt(EXTRA_EXECUTIONS.size()));
    at(quiet.begin().plusSeconds(chance.nextInt(1, 7200)), new Mishap.AtGateway(
        fault + ", count = " + chance.nextInt(1, 4)));
  }

  private static Scenario account(RandomGenerator chance) {
    return chance.nextInt(ACCOUNT_EVERY) > 0
        ? DayPlan.USUAL
        : ACCOUNTS_OF_OTHERS.get(chance.nextInt(ACCOUNTS_OF_OTHERS.size()));
  }

  /** So many things that go wrong on a day, in the order in which they were drawn. */
  static List<Mishap.Planned> faults(DayPlan day, RandomGenerator random, int count) {
    var weather = new Weather(random, day);
    for (int i = 0; i < count; i++) {
      weather.add();
    }
    return weather.mishaps;
  }

  /** An owner who wants to be asked answers on most days, mostly in time and mostly with yes. */
  private DayPlan habits(DayPlan day, RandomGenerator chance) {
    Habits habits = Habits.draw(chance);
    if (habits.asking() != Habits.Asking.NEVER && chance.nextInt(4) > 0) {
      at(day.due().plusSeconds(chance.nextInt(1, 2400)), new Mishap.ByHand(new Deed.Answer(chance.nextInt(4) > 0)));
    }
    return day.with(habits);
  }

  /** What comes on some days beside the rest: somebody else trades, the owner cancels, the Gateway restarts. */
  private DayPlan surprise(DayPlan day, RandomGenerator chance) {
    if (chance.nextInt(TRADE_BY_HAND_EVERY) == 0) {
      Instant at = day.begin().plusSeconds(chance.nextBoolean() ? chance.nextInt(5, 55) : chance.nextInt(5, 7200));
      at(at, new Mishap.AtGateway(
          "fault = foreign-order, client = 0, order = 0, type = MKT, symbol = "
              + GatewayWeather.SYMBOLS.get(chance.nextInt(3)) + ", action = BUY, quantity = 1, pushed = "
              + chance.nextBoolean()));
    }
    var gatewayToo = new GatewayWeather(chance);
    if (chance.nextInt(ODD_EVERY) == 0) {
      at(day.begin().plusSeconds(chance.nextInt(1, 7200)), new Mishap.AtGateway(gatewayToo.odd()));
    }
    if (chance.nextInt(CANCEL_EVERY) == 0) {
      Instant at = day.due().plusSeconds(chance.nextInt(1, 4500));
      at(at, new Mishap.AtGateway(gatewayToo.cancel()));
      at(at.plusSeconds(1), new Mishap.ByHand(
          chance.nextInt(4) == 0 ? new Deed.CancelAll() : new Deed.Cancel(chance.nextInt(3))));
    }
    if (chance.nextInt(RESTART_EVERY) > 0) {
      return day;
    }
    DayPlan restarting = day.restartingAt(
        day.due().atZone(DayPlan.NEW_YORK).toLocalTime().plusMinutes(
            chance.nextBoolean() ? chance.nextInt(1, 6) : chance.nextInt(-20, 90)));
    at(restarting.restartAt().orElseThrow(), new Mishap.AtGateway(
        "fault = restart, down = " + chance.nextInt(20, 300) + "s, ids-back = 0"));
    return restarting;
  }

  private void at(Instant when, Mishap mishap) {
    mishaps.add(new Mishap.Planned(when, 0, mishap));
  }

  private void add() {
    int kind = random.nextInt(110);
    if (kind >= 100) {
      plan(kind == 100 ? new Mishap.Asks(random.nextInt(20, 400)) : new Mishap.ByHand(deed()));
    } else if (kind < 45) {
      atGateway();
    } else if (kind < 60) {
      plan(new Mishap.Crash(0, down()));
    } else if (kind < 67) {
      plan(new Mishap.Crash(random.nextInt(1, 12), down()));
    } else if (kind < 83) {
      plan(disk());
    } else if (kind < 93) {
      plan(new Mishap.WireBreaks(random.nextBoolean() ? Wire.Way.UP : Wire.Way.DOWN, random.nextInt(1, 3000)));
    } else if (kind < 97) {
      Duration by = Duration.ofSeconds(random.nextInt(1, 7200));
      plan(new Mishap.ClockJumps(random.nextBoolean() ? by : by.negated(), seconds(1, 1800)));
    } else {
      Instant at = moment();
      Duration most = Duration.between(at, quiet.allClear().minusSeconds(60));
      long lasting = Math.min(random.nextInt(10, 10_800), most.toSeconds());
      mishaps.add(new Mishap.Planned(at, 0, new Mishap.Sleeps(Duration.ofSeconds(Math.max(1, lasting)))));
    }
  }

  /** Something is wrong with the previews before the orders, on few days. */
  private void previews() {
    if (random.nextInt(PREVIEWS_EVERY) == 0) {
      String kind = List.of("silent", "without-figures", "refused", "halted").get(random.nextInt(4));
      plan(new Mishap.AtGateway("fault = previews, kind = " + kind + ", count = " + random.nextInt(1, 7)));
    }
  }

  /** The connection is lost, and soon there again, while what is to leave is still being written. */
  private void race(RandomGenerator chance) {
    if (chance.nextInt(RACE_EVERY) == 0) {
      Instant at = quiet.due().plusMillis(chance.nextInt(5, 120));
      at(at, new Mishap.WritesSlow(
          chance.nextInt(1, 4), Duration.ofMillis(chance.nextInt(500, 8000)), chance.nextBoolean()));
      at(at.plusMillis(chance.nextInt(1, 400)), new Mishap.AtGateway(
          "fault = drop-connections, mid-frame = false, reset = false"));
    }
  }

  /** On some days one of what users have reported; often before the day's first look, as most of it lasts. */
  private void reported(RandomGenerator chance, int every) {
    if (chance.nextInt(every) == 0) {
      ReportedFaults.Reported drawn = new ReportedFaults(chance).draw();
      Instant at = switch (drawn.isEarly() ? 4 : chance.nextInt(4)) {
        case 4 -> quiet.begin().plusMillis(chance.nextInt(1, 50_000));
        case 0 -> quiet.begin().plusMillis(chance.nextInt(1, 100_000));
        case 1 -> quiet.due().plusMillis(chance.nextInt(-20_000, 10_000));
        case 2 -> quiet.due().plusMillis(chance.nextInt(10_000, 3_000_000));
        default -> quiet.closing().plusMillis(chance.nextInt(-10_000, 40_000));
      };
      at(at, new Mishap.AtGateway(drawn.fault()));
      drawn.later().ifPresent(later -> at(
          at.plusSeconds(chance.nextInt(5, 3600)), new Mishap.AtGateway(later)));
    }
  }

  private Deed deed() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> new Deed.Place(handOrder());
      case 3 -> new Deed.Rebalance();
      case 4 -> new Deed.Cancel(random.nextInt(3));
      case 5 -> new Deed.CancelAll();
      case 6 -> new Deed.Change(random.nextInt(3), random.nextInt(1, 200));
      default -> new Deed.Pause(seconds(10, 5400));
    };
  }

  /** A small one of some type; a limit that fills, or never does. */
  private HandOrder handOrder() {
    OrderType type = TYPES.get(random.nextInt(TYPES.size()));
    Side side = SIDES.get(random.nextInt(SIDES.size()));
    Optional<BigDecimal> limit = type.hasLimit()
        ? Optional.of(BigDecimal.valueOf(random.nextInt(1, 1000)))
        : Optional.empty();
    return new HandOrder(
        new Symbol(GatewayWeather.SYMBOLS.get(random.nextInt(3))), side, BigDecimal.valueOf(random.nextInt(1, 30)),
        type,
        TimeInForce.DAY, limit);
  }

  private Mishap disk() {
    return switch (random.nextInt(4)) {
      case 0 -> new Mishap.WritesFail(random.nextInt(1, 4), random.nextBoolean());
      case 1, 2 -> new Mishap.WritesSlow(
          random.nextInt(1, 6), Duration.ofMillis(random.nextInt(1, 15_000)), random.nextBoolean());
      default -> new Mishap.DiskFull(seconds(5, 900));
    };
  }

  private void atGateway() {
    List<String> texts = gateway.draw();
    Instant at = moment();
    mishaps.add(new Mishap.Planned(at, tasks(), new Mishap.AtGateway(texts.getFirst())));
    texts.stream().skip(1).forEach(end -> mishaps.add(
        new Mishap.Planned(at.plus(seconds(2, 900)), 0, new Mishap.AtGateway(end))));
  }

  private void plan(Mishap mishap) {
    mishaps.add(new Mishap.Planned(moment(), tasks(), mishap));
  }

  /** Most things happen when most is at stake: around the trigger, the cut-off and the close. */
  private Instant moment() {
    int kind = random.nextInt(100);
    if (kind < 50) {
      return quiet.due().plusMillis(random.nextInt(-30_000, 40_000));
    }
    if (kind < 70) {
      return quiet.closing().plusMillis(random.nextInt(-10_000, 40_000));
    }
    if (kind < 77) {
      return quiet.cutOff().plusMillis(random.nextInt(-90_000, 60_000));
    }
    long whole = Duration.between(quiet.begin(), quiet.closing().plusSeconds(1200)).toMillis();
    return quiet.begin().plusMillis(random.nextLong(whole));
  }

  private int tasks() {
    return random.nextBoolean() ? 0 : random.nextInt(TASKS_MAX);
  }

  private Duration down() {
    return seconds(1, 1200);
  }

  /** Short ones more often than long ones. */
  private Duration seconds(int least, int most) {
    double part = random.nextDouble();
    return Duration.ofSeconds(least + (long) ((most - least) * part * part * part));
  }
}
