import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** Runs a command several times, one after another, and prints the wall seconds of each, by the monotonic clock. */
final class Stopwatch {
  private Stopwatch() {}

  /** @param arguments how often, then the command */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var command = new ProcessBuilder(Arrays.asList(arguments).subList(1, arguments.length))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
    for (int run = 0; run < Integer.parseInt(arguments[0]); run++) {
      long started = System.nanoTime();
      int exitCode = command.start().waitFor();
      long ended = System.nanoTime();
      if (exitCode != 0) {
        System.exit(exitCode);
      }
      System.out.println(String.format(Locale.ROOT, "%.3f", (ended - started) / 1e9));
    }
  }
}
