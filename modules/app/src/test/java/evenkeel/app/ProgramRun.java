package evenkeel.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of the whole command line within the test, with what it printed. */
record ProgramRun(int exitCode, List<String> out, List<String> err) {
  /** A wall instant long ago and the slowest clock there is: the time stands still for a test. */
  static final String CLOCK = "2025-11-03T15:00:00Z@2020-01-01T00:00:00Zx0.0000001";

  /** Runs with the defaults at a fixed time; times are shown in Beijing's zone. */
  static ProgramRun of(String... arguments) {
    return of(Map.of(), arguments);
  }

  static ProgramRun of(Map<String, String> variables, String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("EVENKEEL_CLOCK", CLOCK);
    environment.put("HOME", "/home/owner");
    environment.putAll(variables);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode = CommandLineProgram.run(arguments, stream(out), stream(err), environment);
    return new ProgramRun(exitCode, lines(out), lines(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
