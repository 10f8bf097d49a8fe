package evenkeel.verification;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a day that fails as small as it can be made while it fails in the same way: mishaps are dropped, by halves and
 * then one by one, and those that have to stay are made shorter, fewer and rounder. Confined to one thread.
 */
final class Shrinker {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Tampering tampering;
  private final int daysMax;
  private int days;
  private DayResult smallest;

  private Shrinker(DayResult failing, Tampering tampering, int daysMax) {
    this.tampering = tampering;
    this.daysMax = daysMax;
    this.smallest = failing;
  }

  /**
   * The smallest day found, which fails as the given one does.
   *
   * @param daysMax how many days may be lived through to find it
   */
  static DayResult shrink(DayResult failing, Tampering tampering, int daysMax) {
    if (failing.violations().isEmpty()) {
      throw new IllegalArgumentException("nothing is wrong with seed " + failing.plan().seed());
    }
    var shrinker = new Shrinker(failing, tampering, daysMax);
    while (shrinker.drop() || shrinker.simplify()) {
      // Each step may make others possible.
    }
    shrinker.isFound(onQuietDay(shrinker.smallest.plan()));
    return shrinker.smallest;
  }

  /** Whether something could be left out. */
  private boolean drop() {
    for (int size = Math.max(1, mishaps().size() / 2); size > 0; size /= 2) {
      for (int from = 0; from < mishaps().size(); from += size) {
        var fewer = new ArrayList<>(mishaps());
        fewer.subList(from, Math.min(from + size, fewer.size())).clear();
        if (isFound(smallest.plan().with(fewer))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether something could be made simpler. */
  private boolean simplify() {
    for (int i = 0; i < mishaps().size(); i++) {
      for (Mishap.Planned simpler : simpler(mishaps().get(i))) {
        var other = new ArrayList<>(mishaps());
        other.set(i, simpler);
        if (isFound(smallest.plan().with(other))) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Mishap.Planned> mishaps() {
    return smallest.plan().mishaps();
  }

  private boolean isFound(DayPlan plan) {
    if (days >= daysMax || plan.equals(smallest.plan())) {
      return false;
    }
    days++;
    DayResult day = Day.live(plan, tampering);
    boolean fails = day.violations().stream().findFirst().map(Shrinker::kind)
        .equals(Optional.of(kind(smallest.violations().getFirst())));
    if (fails) {
      smallest = day;
    }
    return fails;
  }

  /** What is wrong, whatever order and number it is wrong with. */
  private static String kind(String violation) {
    int reference = violation.indexOf("ek-");
    return (reference < 0 ? violation : violation.substring(0, reference)).replaceAll("[0-9]+", "#");
  }

  private static List<Mishap.Planned> simpler(Mishap.Planned planned) {
    var simpler = new ArrayList<Mishap.Planned>();
    if (planned.tasks() > 0) {
      simpler.add(new Mishap.Planned(planned.at(), 0, planned.mishap()));
      simpler.add(new Mishap.Planned(planned.at(), planned.tasks() / 2, planned.mishap()));
    }
    for (ChronoUnit unit : List.of(ChronoUnit.MINUTES, ChronoUnit.SECONDS)) {
      Instant round = planned.at().truncatedTo(unit);
      if (!round.equals(planned.at())) {
        simpler.add(new Mishap.Planned(round, planned.tasks(), planned.mishap()));
      }
    }
    simpler(planned.mishap()).filter(mishap -> !mishap.equals(planned.mishap())).distinct()
        .forEach(mishap -> simpler.add(new Mishap.Planned(planned.at(), planned.tasks(), mishap)));
    return simpler;
  }

  /** The same kind of thing with less of it, the simplest first. */
  private static Stream<Mishap> simpler(Mishap mishap) {
    return switch (mishap) {
      case Mishap.AtGateway at -> Stream.of();
      case Mishap.Crash(int lost, Duration down) -> Stream.of(
          new Mishap.Crash(0, down), new Mishap.Crash(lost / 2, down), new Mishap.Crash(lost, SECOND),
          new Mishap.Crash(lost, half(down)));
      case Mishap.WritesFail(int count, boolean isDurable) -> Stream.of(
          new Mishap.WritesFail(1, isDurable), new Mishap.WritesFail(half(count), isDurable));
      case Mishap.WritesSlow(int count, Duration by, boolean isDurableFirst) -> Stream.of(
          new Mishap.WritesSlow(1, by, isDurableFirst), new Mishap.WritesSlow(half(count), by, isDurableFirst),
          new Mishap.WritesSlow(count, SECOND, isDurableFirst),
          new Mishap.WritesSlow(count, half(by), isDurableFirst));
      case Mishap.DiskFull(Duration lasting) -> Stream.of(
          new Mishap.DiskFull(SECOND), new Mishap.DiskFull(half(lasting)));
      case Mishap.WireBreaks(Wire.Way way, int bytes) -> Stream.of(
          new Mishap.WireBreaks(way, 1), new Mishap.WireBreaks(way, half(bytes)));
      case Mishap.ClockJumps(Duration by, Duration lasting) -> Stream.of(
          new Mishap.ClockJumps(by, half(lasting)),
          new Mishap.ClockJumps(by.isNegative() ? half(by.negated()).negated() : half(by), lasting));
      case Mishap.ByHand hand -> Stream.of();
      case Mishap.Asks(int questions) -> Stream.of(new Mishap.Asks(half(questions)));
      case Mishap.Sleeps(Duration lasting) -> Stream.of(new Mishap.Sleeps(SECOND), new Mishap.Sleeps(half(lasting)));
    };
  }

  private static int half(int count) {
    return Math.max(1, count / 2);
  }

  /** In whole seconds; one that is no longer than a second stays. */
  private static Duration half(Duration of) {
    return of.compareTo(SECOND) <= 0 ? of : Duration.ofSeconds(Math.max(1, of.toSeconds() / 2));
  }

  /** The same mishaps on the day of the named scenarios. */
  private static DayPlan onQuietDay(DayPlan plan) {
    DayPlan quiet = DayPlan.quiet(1);
    Duration later = Duration.between(plan.due(), quiet.due());
    return quiet.with(plan.habits()).clearAt(plan.allClear().plus(later)).with(plan.mishaps().stream()
        .map(planned -> new Mishap.Planned(planned.at().plus(later), planned.tasks(), planned.mishap())).toList())
        .untilSettled();
  }
}
