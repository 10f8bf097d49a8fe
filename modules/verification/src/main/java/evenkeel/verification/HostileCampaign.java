package evenkeel.verification;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Many days with a hostile Gateway, for {@code scripts/campaign --hostile}. */
public final class HostileCampaign {
  private static final long MEGABYTE = 1_000_000;

  private HostileCampaign() {}

  /** {@code --seeds N}, {@code --first N}, {@code --threads N}, {@code --seed N}. */
  public static void main(String[] arguments) {
    var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    SortedMap<String, Long> options = new TreeMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], Long.parseLong(arguments[i + 1]));
    }
    boolean isGood = options.containsKey("--seed") ? replay(options.get("--seed"), out) : many(options, out);
    System.exit(isGood ? 0 : 1);
  }

  private static boolean replay(long seed, PrintStream out) {
    HostileDay.Result day = HostileDay.live(seed);
    out.print(day.log());
    day.violations().forEach(violation -> out.println("VIOLATION " + violation));
    out.println("seed " + seed + (day.violations().isEmpty() ? ": nothing wrong" : " FAILED"));
    return day.violations().isEmpty();
  }

  private static boolean many(SortedMap<String, Long> options, PrintStream out) {
    long first = options.getOrDefault("--first", 1L);
    long seeds = options.getOrDefault("--seeds", 200L);
    int threads = Math.toIntExact(
        options.getOrDefault("--threads", (long) Runtime.getRuntime().availableProcessors()));
    var counts = new TreeMap<String, Integer>();
    var failed = new int[1];
    long began = System.nanoTime();
    Seeds.each(first, seeds, threads, () -> false, "the harness itself failed", seed -> {
      HostileDay.Result day = HostileDay.live(seed);
      synchronized (counts) {
        day.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
        if (!day.violations().isEmpty()) {
          failed[0]++;
          out.println("seed " + seed + " FAILED: " + day.violations().getFirst());
          out.println("  replay with: ./scripts/campaign --hostile --seed " + seed);
        }
      }
    });
    counts.forEach((what, times) -> out.println(String.format(Locale.ROOT, "%8d  %s", times, what)));
    double seconds = (System.nanoTime() - began) / 1e9;
    out.println(String.format(
        Locale.ROOT, "%d hostile days in %.1f s, %.1f days/s, %d failed, %d MB of heap in use at the end", seeds,
        seconds,
        seeds / seconds, failed[0], heapInUse() / MEGABYTE));
    return failed[0] == 0;
  }

  private static long heapInUse() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
