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

/** Many seeds, each a month-end day with faults of its own. */
final class Campaign {
  private static final int FAILURES_MAX = 20;
  /** How many days are lived through to make one smaller: alone, and as one of the failures of a campaign. */
  private static final int SHRINK_DAYS_MAX = 1000;
  private static final int SHRINK_DAYS_OF_MANY = 100;
  private static final int SHRUNK_MAX = 3;

  /** What came of it: the days that failed, and what happened how often. */
  record Outcome(long seeds, List<DayResult> failures, SortedMap<String, Integer> counts, Duration took) {
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
  static Outcome run(
      long first, long seeds, int threads, Tampering tampering, int failuresMax, Consumer<DayResult> progress) {
    long began = System.nanoTime();
    var isEnough = new AtomicBoolean();
    var failures = new ArrayList<DayResult>();
    var counts = new TreeMap<String, Integer>();
    var done = new AtomicLong();
    Seeds.each(first, seeds, threads, isEnough::get, "the harness itself failed", seed -> {
      DayResult day = Day.live(Weather.draw(seed), tampering);
      synchronized (counts) {
        done.incrementAndGet();
        day.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
        if (!day.violations().isEmpty()) {
          failures.add(day);
          isEnough.compareAndSet(false, failures.size() >= failuresMax);
        }
        progress.accept(day);
      }
    });
    failures.sort(Comparator.comparingLong(day -> day.plan().seed()));
    return new Outcome(done.get(), failures, counts, Duration.ofNanos(System.nanoTime() - began));
  }

  /** For {@code scripts/campaign}: {@code --seeds N}, {@code --first N}, {@code --seed N}, {@code --shrink N},
   * {@code --threads N}. */
  public static void main(String[] arguments) {
    var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    SortedMap<String, Long> options = new TreeMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], Long.parseLong(arguments[i + 1]));
    }
    boolean isGood;
    if (options.containsKey("--seed")) {
      isGood = replay(options.get("--seed"), out);
    } else if (options.containsKey("--shrink")) {
      isGood = shrink(Day.live(Weather.draw(options.get("--shrink")), Tampering.NONE), SHRINK_DAYS_MAX, out);
    } else {
      isGood = campaign(options, out);
    }
    System.exit(isGood ? 0 : 1);
  }

  private static boolean replay(long seed, PrintStream out) {
    DayResult day = Day.live(Weather.draw(seed), Tampering.NONE);
    out.print(day.log());
    day.violations().forEach(violation -> out.println("VIOLATION " + violation));
    out.println(day.violations().isEmpty() ? "seed " + seed + ": nothing wrong" : "seed " + seed + " FAILED");
    return day.violations().isEmpty();
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
    long seeds = options.getOrDefault("--seeds", 200L);
    int threads = Math.toIntExact(options.getOrDefault("--threads", (long) Runtime.getRuntime().availableProcessors()));
    Outcome outcome = run(options.getOrDefault("--first", 1L), seeds, threads, Tampering.NONE, FAILURES_MAX, day -> {
      if (!day.violations().isEmpty()) {
        out.println("seed " + day.plan().seed() + " FAILED: " + day.violations().getFirst());
        out.println("  replay with: ./scripts/campaign --seed " + day.plan().seed());
      }
    });
    report(outcome, out);
    outcome.failures().stream().limit(SHRUNK_MAX).forEach(day -> shrink(day, SHRINK_DAYS_OF_MANY, out));
    return outcome.failures().isEmpty();
  }

  private static void report(Outcome outcome, PrintStream out) {
    outcome.counts().forEach((what, times) -> out.println(String.format(Locale.ROOT, "%8d  %s", times, what)));
    List<String> never = Branches.ALL.stream().filter(branch -> !outcome.counts().containsKey("branch " + branch))
        .toList();
    out.println(never.isEmpty()
        ? "every branch of the reconciliation was taken"
        : "never taken: " + String.join("; ", never));
    double seconds = outcome.took().toMillis() / 1000.0;
    out.println(String.format(Locale.ROOT, "%d seeds in %.1f s, %.1f seeds/s, %d failed", outcome.seeds(), seconds,
        outcome.seeds() / seconds, outcome.failures().size()));
  }
}
