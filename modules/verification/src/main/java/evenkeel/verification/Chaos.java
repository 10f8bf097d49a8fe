package evenkeel.verification;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Many rounds of real processes that are killed, cut off and left without room. */
final class Chaos {
  private static final long ROUNDS = 10;
  private static final int SIDE_BY_SIDE = 2;

  private Chaos() {}

  /**
   * Lives through the rounds of seeds first, first + 1, ..., two at a time; what is left of those that went wrong stays
   * in the folder.
   *
   * @param command starts the program, before its arguments
   * @param progress hears of each round when it is over
   */
  static List<ChaosRound.Result> run(
      long first, long rounds, List<String> command, Path folder, Consumer<ChaosRound.Result> progress) {
    List<ChaosRound.Result> results = new ArrayList<>();
    Seeds.each(first, rounds, SIDE_BY_SIDE, () -> false, "the driver itself failed; see " + folder, seed -> {
      ChaosRound.Result result = ChaosRound.live(ChaosPlan.draw(seed), command, folder.resolve("seed-" + seed));
      if (result.violations().isEmpty()) {
        Folders.remove(result.folder());
      }
      synchronized (results) {
        results.add(result);
        progress.accept(result);
      }
    });
    results.sort(Comparator.comparingLong(result -> result.plan().seed()));
    return results;
  }

  /**
   * Has the classes of a whole day kept in an archive in this folder, which makes each start about three times as fast.
   *
   * @param java the JVM with its options
   * @param program what it runs, before its arguments
   * @return the command that uses it
   */
  static List<String> quickened(List<String> java, List<String> program, Path folder) {
    Path archive = folder.resolve("start.jsa");
    List<String> training = new ArrayList<>(java);
    training.add("-XX:ArchiveClassesAtExit=" + archive);
    training.addAll(program);
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
    try {
      var trained = new Program(training, Map.of("HOME", folder.toString()), folder);
      // Without an archive everything works all the same.
      if (trained.start("training", "demo", "--speed", "1500").waitFor() == 0) {
        command.add("-XX:SharedArchiveFile=" + archive);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    command.addAll(program);
    return command;
  }

  /** For {@code scripts/chaos}: {@code [--rounds N] [--seed N] -- JAVA.. -- PROGRAM..}. */
  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    List<String> words = List.of(arguments);
    int end = words.indexOf("--");
    int middle = words.lastIndexOf("--");
    var options = new TreeMap<String, Long>();
    for (int i = 0; i + 1 < end; i += 2) {
      options.put(arguments[i], Long.parseLong(arguments[i + 1]));
    }
    Path folder = Files.createTempDirectory("evenkeel-chaos-");
    Runtime.getRuntime().addShutdownHook(new Thread(Chaos::clearUp, "clear-up"));
    out.println("preparing a fast start");
    List<String> command = quickened(
        words.subList(end + 1, middle), words.subList(middle + 1, words.size()), folder);
    long began = System.nanoTime();
    List<ChaosRound.Result> results = run(
        options.getOrDefault("--seed", 1L), options.getOrDefault("--rounds", ROUNDS), command, folder,
        result -> tell(result, out));
    boolean isGood = report(results, Duration.ofNanos(System.nanoTime() - began), out);
    if (isGood) {
      Folders.remove(folder);
    }
    System.exit(isGood ? 0 : 1);
  }

  /** What was started and mounted here and is still there, after Ctrl-C. */
  private static void clearUp() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    SmallDisk.closeAll();
  }

  private static void tell(ChaosRound.Result result, PrintStream out) {
    long seed = result.plan().seed();
    String upsets = List.of("kills", "cuts", "silences", "full disks").stream()
        .map(what -> result.counts().getOrDefault(what, 0) + " " + what)
        .reduce((one, other) -> one + ", " + other).orElse("");
    String ends = result.counts().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("outcome ") || entry.getKey().startsWith("decision "))
        .filter(entry -> !entry.getKey().endsWith(" FILLED") && !entry.getKey().endsWith(" trade"))
        .map(entry -> ", " + entry.getValue() + " " + entry.getKey()).collect(Collectors.joining());
    out.println(String.format(Locale.ROOT, "seed %d: %s; %d orders %s, %d fills%s; %.1f s%s", seed, upsets,
        result.counts().getOrDefault("orders", 0), result.plan().orderType(), result.counts().getOrDefault("fills", 0),
        ends, result.took().toMillis() / 1000.0, result.violations().isEmpty() ? "" : "; FAILED"));
    if (!result.violations().isEmpty()) {
      result.violations().forEach(violation -> out.println("  " + violation));
      out.println("  what is left of it: " + result.folder());
      out.println("  replay with: ./scripts/chaos --rounds 1 --seed " + seed);
    }
  }

  private static boolean report(List<ChaosRound.Result> results, Duration took, PrintStream out) {
    var counts = new TreeMap<String, Integer>();
    results.forEach(result -> result.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum)));
    List<String> violations = results.stream().flatMap(result -> result.violations().stream()).toList();
    out.println();
    results.stream().map(ChaosRound.Result::disk).distinct()
        .forEach(disk -> out.println("Full disks are made by " + disk.words()));
    row(out, "rounds", results.size());
    for (String what : List.of("kills", "cuts", "silences", "full disks", "orders", "fills")) {
      row(out, what, counts.getOrDefault(what, 0));
      counts.remove(what);
    }
    counts.forEach((what, times) -> row(out, what, times));
    row(out, "lost", count(violations, "4"));
    row(out, "doubled", count(violations, "1"));
    row(out, "silent", count(violations, "5") + count(violations, "6"));
    row(out, "otherwise wrong", count(violations, "8") + count(violations, "9"));
    row(out, "seconds", took.toSeconds());
    return violations.isEmpty();
  }

  private static long count(List<String> violations, String invariant) {
    return violations.stream().filter(violation -> violation.startsWith(invariant + ":")).count();
  }

  static void row(PrintStream out, String what, long number) {
    out.println(String.format(Locale.ROOT, "%-28s %6d", what, number));
  }
}
