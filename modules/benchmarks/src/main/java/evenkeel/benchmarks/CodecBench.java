package evenkeel.benchmarks;

import evenkeel.benchmarks.CodecReport.Measured;
import evenkeel.benchmarks.CodecReport.Subject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures the codec and prints a table; {@code scripts/bench codec} runs it. */
public final class CodecBench {
  /** How long to measure. */
  record Effort(int rounds, int forks, int warmUps, int iterations, TimeValue iteration) {}

  static final List<Subject> SUBJECTS = List.of(
      new Subject("CodecBenchmark.copyBytes", "bytes copied once (baseline in memory)", "", 0),
      new Subject("CodecBenchmark.cutFrames", "cut into frames", "CodecBenchmark.copyBytes", 0),
      new Subject("CodecBenchmark.decode", "decoded to records", "CodecBenchmark.copyBytes", 3_500_000),
      new Subject("CodecBenchmark.encodeOrders", "orders encoded to bytes", "", 0),
      new Subject("LoopbackBenchmark.readSocket", "loopback, bytes read (baseline)", "", 0),
      new Subject("LoopbackBenchmark.readSession", "loopback, session's reader, to records",
          "LoopbackBenchmark.readSocket", 1_500_000));

  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int BELOW = 1;
  private static final int FIRST_TO_WARN_OF_UNSAFE = 24;

  private CodecBench() {}

  /** The only argument is the number of rounds; exit code 1 when less than required was measured. */
  public static void main(String[] arguments) throws RunnerException {
    int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
    CodecReport report = measure(new Effort(rounds, 1, 8, 3, TimeValue.seconds(1)), System.err);
    MixedStream stream = MixedStream.of(CodecBenchmark.MESSAGES, CodecBenchmark.SEED);
    System.out.printf(Locale.ROOT, "80 %% ticks, 10 %% order messages, 10 %% account messages, shuffled; %.0f bytes a"
        + " message; one thread reads; median of %d, JDK %s%n%n",
        (double) stream.bytes().length / CodecBenchmark.MESSAGES, rounds, System.getProperty("java.version"));
    report.lines().forEach(System.out::println);
    if (report.isBelow()) {
      System.exit(BELOW);
    }
  }

  /** Round by round, each round everything, so that what else the machine does meets all alike. */
  static CodecReport measure(Effort effort, PrintStream progress) throws RunnerException {
    Map<Subject, List<Measured>> rounds = new HashMap<>();
    for (int round = 1; round <= effort.rounds(); round++) {
      for (Subject subject : SUBJECTS) {
        progress.printf(Locale.ROOT, "bench: round %d of %d: %s%n", round, effort.rounds(), subject.words());
        rounds.computeIfAbsent(subject, first -> new ArrayList<>()).add(measure(subject, effort));
      }
    }
    return new CodecReport(SUBJECTS.stream().map(subject -> median(rounds.getOrDefault(subject, List.of()))).toList());
  }

  private static Measured measure(Subject subject, Effort effort) throws RunnerException {
    // Silent: what JMH says is for whoever tunes JMH.
    RunResult result = new Runner(new OptionsBuilder().include("\\." + subject.benchmark().replace(".", "\\.") + "$")
        .forks(effort.forks()).warmupIterations(effort.warmUps()).warmupTime(effort.iteration())
        .measurementIterations(effort.iterations()).measurementTime(effort.iteration())
        .addProfiler(GCProfiler.class).addProfiler(CpuProfiler.class).verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .jvmArgs(javaOptions()).build()).runSingle();
    return new Measured(subject, result.getPrimaryResult().getScore(), profiled(result, CpuProfiler.NANOS),
        profiled(result, ALLOCATED));
  }

  private static double profiled(RunResult result, String name) {
    Result<?> value = result.getSecondaryResults().get(name);
    if (value == null) {
      throw new IllegalStateException("the profiler gave no " + name);
    }
    return value.getScore();
  }

  private static String[] javaOptions() {
    List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djmh.ignoreLock=true"));
    if (Runtime.version().feature() >= FIRST_TO_WARN_OF_UNSAFE) {
      // JMH uses what this and later JDKs warn of; earlier ones do not know the option.
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options.toArray(String[]::new);
  }

  private static Measured median(List<Measured> measured) {
    List<Measured> sorted = measured.stream()
        .sorted((one, other) -> Double.compare(one.perSecond(), other.perSecond())).toList();
    return sorted.get(sorted.size() / 2);
  }
}
