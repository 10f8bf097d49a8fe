package evenkeel.fuzz;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is fuzzed, and how Jazzer is called for it. */
public enum Target {
  /** Messages of a Gateway. */
  CLIENT("evenkeel.fuzz.ClientDecodeFuzz", 15_000),
  /** Messages of a client. */
  SERVER("evenkeel.fuzz.ServerDecodeFuzz", 20_000),
  /** Scenario files. */
  SCENARIO("evenkeel.fuzz.ScenarioFuzz", 600),
  /** Files of {@code plan --from}. */
  PLAN("evenkeel.app.PlanFileFuzz", 5_000),
  /** Configuration files. */
  SETTINGS("evenkeel.app.SettingsFuzz", 300),
  /** What another process says to {@code run}. */
  CONTROL("evenkeel.app.ControlFuzz", 2_000);

  private static final long INPUT_BYTES_MAX = 4096;
  /** An input that takes longer is a finding. */
  private static final int SECONDS_MAX = 20;

  private final String type;
  private final int testRuns;

  Target(String type, int testRuns) {
    this.type = type;
    this.testRuns = testRuns;
  }

  /** How many inputs the tests try: all targets together take about a minute. */
  int testRuns() {
    return testRuns;
  }

  /** Where its first inputs are, below the root of the tree. */
  String corpus() {
    return "modules/fuzz/corpus/" + word();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Options of the virtual machine, Jazzer's class and its arguments: the same inputs for the same folders.
   *
   * @param limit an option of libFuzzer that ends it, {@code -runs=1000} or {@code -max_total_time=60}
   * @param found takes the inputs that reach new code
   * @param seeds is only read
   */
  List<String> arguments(String limit, Path found, Path seeds) {
    var arguments = new ArrayList<>(List.of(
        "-Xmx600m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 24) {
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    arguments.addAll(List.of(
        "com.code_intelligence.jazzer.Jazzer", "--target_class=" + type, "--instrumentation_includes=evenkeel.**",
        // Coverage guides; what its sanitizers look for in libraries (SQL, LDAP, scripts) none of the targets does.
        "--trace=cov:cmp", "--custom_hook_includes=evenkeel.**", "-seed=1", limit,
        "-max_len=" + INPUT_BYTES_MAX, "-timeout=" + SECONDS_MAX, "-print_final_stats=1", found.toString(),
        seeds.toString()));
    return arguments;
  }

  /**
   * For {@code scripts/fuzz}: {@code Target NAME LIMIT FOUND ROOT} prints the arguments, one a line; {@code Target}
   * alone prints the names.
   */
  public static void main(String[] arguments) {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    if (arguments.length == 0) {
      Arrays.stream(values()).map(Target::word).forEach(out::println);
      return;
    }
    Target target = Arrays.stream(values()).filter(it -> it.word().equals(arguments[0])).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target '" + arguments[0] + "', but "
            + Arrays.stream(values()).map(Target::word).collect(Collectors.joining(", "))));
    target.arguments(arguments[1], Path.of(arguments[2]), Path.of(arguments[3]).resolve(target.corpus()))
        .forEach(out::println);
  }
}
