package evenkeel.verification;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Many seeds, each a month-end day, or a season of three month ends, with faults of its own. */
final class Campaign {
  private static final int FAILURES_MAX = 20;
  /** How many days are lived through to make one smaller: alone, and as one of the failures of a campaign. */
  private static final int SHRINK_DAYS_MAX = 1000;
  private static final int SHRINK_DAYS_OF_MANY = 100;
  private static final int SHRUNK_MAX = 3;

  /** What came of it: the periods that failed, and what happened how often. */
  record Outcome<T extends PeriodResult>(
      long seeds, List<T> failures, SortedMap<String, Integer> counts, Duration took) {
    Outcome {
      failures = List.copyOf(failures);
    }
  }

  private Campaign() {}

  /**
   * Runs seeds first, first + 1, ... on as many threads as asked for, and stops early after some failures.
   *
   * @param failuresMax after how many failures nothing new is begun
   * @param progress hears of each day
   */
  static Outcome<DayResult> run(
      long first, long seeds, int threads, Tampering tampering, int failuresMax, Consumer<DayResult> progress) {
    return run(first, seeds, threads, seed -> Day.live(Weather.draw(seed), tampering), failuresMax, progress);
  }

  /** The same for seasons. */
  static Outcome<SeasonResult> seasons(
      long first, long seeds, int threads, Tampering tampering, int failuresMax, Consumer<SeasonResult> progress) {
    return run(first, seeds, threads, seed -> Season.live(SeasonWeather.draw(seed), tampering), failuresMax, progress);
  }

  private static <T extends PeriodResult> Outcome<T> run(
      long first, long seeds, int threads, LongFunction<T> live, int failuresMax, Consumer<T> progress) {
    long began = System.nanoTime();
    var isEnough = new AtomicBoolean();
    var failures = new ArrayList<T>();
    var counts = new TreeMap<String, Integer>();
    var done = new AtomicLong();
    Seeds.each(first, seeds, threads, isEnough::get, "the harness itself failed", seed -> {
      T period = live.apply(seed);
      synchronized (counts) {
        done.incrementAndGet();
        period.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
        if (!period.violations().isEmpty()) {
          failures.add(period);
          isEnough.compareAndSet(false, failures.size() >= failuresMax);
        }
        progress.accept(period);
      }
    });
    failures.sort(Comparator.comparingLong(period -> period.plan().seed()));
    return new Outcome<>(done.get(), failures, counts, Duration.ofNanos(System.nanoTime() - began));
  }

  /**
   * For {@code scripts/campaign}: {@code --seeds N}, {@code --seasons N}, {@code --first N}, {@code --threads N},
   * {@code --seed N}, {@code --season N}, {@code --shrink N}.
   */
  public static void main(String[] arguments) {
    var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    SortedMap<String, Long> options = new TreeMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], Long.parseLong(arguments[i + 1]));
    }
    boolean isGood;
    if (options.containsKey("--seed")) {
      isGood = replay(Day.live(Weather.draw(options.get("--seed")), Tampering.NONE), out);
    } else if (options.containsKey("--season")) {
      isGood = replay(Season.live(SeasonWeather.draw(options.get("--season")), Tampering.NONE), out);
    } else if (options.containsKey("--shrink")) {
      isGood = shrink(Day.live(Weather.draw(options.get("--shrink")), Tampering.NONE), SHRINK_DAYS_MAX, out);
    } else if (options.containsKey("--seasons")) {
      isGood = seasons(options, out);
    } else {
      isGood = campaign(options, out);
    }
    System.exit(isGood ? 0 : 1);
  }

  private static boolean replay(PeriodResult period, PrintStream out) {
    long seed = period.plan().seed();
    out.print(period.log());
    period.violations().forEach(violation -> out.println("VIOLATION " + violation));
    out.println(period.violations().isEmpty() ? "seed " + seed + ": nothing wrong" : "seed " + seed + " FAILED");
    return period.violations().isEmpty();
  }

  /** Whether there was nothing to shrink. */
  private static boolean shrink(DayResult day, int daysMax, PrintStream out) {
    if (day.violations().isEmpty()) {
      out.println("seed " + day.plan().seed() + ": nothing wrong");
      return true;
    }
    DayResult smallest = Shrinker.shrink(day, Tampering.NONE, daysMax);
    out.println("seed " + day.plan().seed() + " with " + day.plan().mishaps().size() + " mishaps comes down to "
        + smallest.plan().mishaps().size() + ": " + smallest.violations().getFirst());
    out.print(ScenarioCode.of(smallest.plan()));
    return false;
  }

  private static boolean campaign(SortedMap<String, Long> options, PrintStream out) {
    Outcome<DayResult> outcome = run(
        first(options), options.getOrDefault("--seeds", 200L), threads(options), Tampering.NONE, FAILURES_MAX,
        day -> tell(day, "seed", out));
    counts(outcome, out);
    List<String> never = Branches.ALL.stream().filter(branch -> !outcome.counts().containsKey("branch " + branch))
        .toList();
    out.println(never.isEmpty()
        ? "every branch of the reconciliation was taken"
        : "never taken: " + String.join("; ", never));
    speed(outcome, "seeds", out);
    outcome.failures().stream().limit(SHRUNK_MAX).forEach(day -> shrink(day, SHRINK_DAYS_OF_MANY, out));
    return outcome.failures().isEmpty();
  }

  private static boolean seasons(SortedMap<String, Long> options, PrintStream out) {
    Outcome<SeasonResult> outcome = seasons(
        first(options), options.get("--seasons"), threads(options), Tampering.NONE, FAILURES_MAX,
        season -> tell(season, "season", out));
    counts(outcome, out);
    speed(outcome, "seasons", out);
    return outcome.failures().isEmpty();
  }

  private static long first(SortedMap<String, Long> options) {
    return options.getOrDefault("--first", 1L);
  }

  private static int threads(SortedMap<String, Long> options) {
    return Math.toIntExact(options.getOrDefault("--threads", (long) Runtime.getRuntime().availableProcessors()));
  }

  private static void tell(PeriodResult period, String kind, PrintStream out) {
    if (!period.violations().isEmpty()) {
      out.println(kind + " " + period.plan().seed() + " FAILED: " + period.violations().getFirst());
      out.println("  replay with: ./scripts/campaign --" + kind + " " + period.plan().seed());
    }
  }

  private static void counts(Outcome<?> outcome, PrintStream out) {
    outcome.counts().forEach((what, times) -> out.println(String.format(Locale.ROOT, "%8d  %s", times, what)));
  }

  private static void speed(Outcome<?> outcome, String kind, PrintStream out) {
    double seconds = outcome.took().toMillis() / 1000.0;
    out.println(String.format(Locale.ROOT, "%d %s in %.1f s, %.1f %s/s, %d failed", outcome.seeds(), kind, seconds,
        outcome.seeds() / seconds, kind, outcome.failures().size()));
  }
}
