package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as the launcher starts it, with what it has printed so far. */
final class ProgramProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What came from one of its streams. */
  private static final class Lines {
    private final List<String> lines = new ArrayList<>();
    private boolean isOver;
    private final Thread thread;

    Lines(InputStream from) {
      thread = Thread.ofPlatform().daemon().start(() -> read(from));
    }

    private void read(InputStream from) {
      try (var reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          synchronized (this) {
            lines.add(line);
            notifyAll();
          }
        }
      } catch (IOException killed) {
        // A killed process leaves its streams like this.
      } finally {
        synchronized (this) {
          isOver = true;
          notifyAll();
        }
      }
    }

    synchronized Optional<String> await(String part) throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        Optional<String> found = lines.stream().filter(line -> line.contains(part)).findFirst();
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (found.isPresent() || isOver || left <= 0) {
          return found;
        }
        wait(left);
      }
    }

    synchronized List<String> soFar() {
      return List.copyOf(lines);
    }
  }

  private final Process process;
  private final Lines out;
  private final Lines err;

  private ProgramProcess(Process process) {
    this.process = process;
    this.out = new Lines(process.getInputStream());
    this.err = new Lines(process.getErrorStream());
  }

  static ProgramProcess start(Map<String, String> environment, String... arguments) {
    return start(List.of(), List.of(), environment, arguments);
  }

  /**
   * Starts it otherwise than the launcher.
   *
   * @param before the command that starts the rest of the line
   * @param options more options of the JVM
   */
  static ProgramProcess start(
      List<String> before, List<String> options, Map<String, String> environment, String... arguments) {
    var command = new ArrayList<>(before);
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8"));
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(options);
    // Surefire's own class path is one jar that names the rest.
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(
        name -> name.startsWith("IB_") || name.startsWith("TRADESYS_") || name.startsWith("EVENKEEL_")
            || name.startsWith("JDK_JAVA_OPTIONS") || name.startsWith("JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    try {
      return new ProgramProcess(builder.start());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Waits until it has printed a line with this in it, and gives that line. */
  String awaitLine(String part) throws InterruptedException {
    return out.await(part).orElseThrow(() -> new AssertionError(
        "no line with '" + part + "' in " + String.join("\n", out.soFar()) + "\n--- standard error\n"
            + String.join("\n", err.soFar())));
  }

  /** Waits for its end and gives its exit code: 128 and the signal's number where a signal ended it. */
  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended in time").isTrue();
    out.thread.join(PATIENCE);
    err.thread.join(PATIENCE);
    return process.exitValue();
  }

  /** SIGTERM. */
  void terminate() {
    // By its handle: Process.destroy would close the streams with the last words in them.
    boolean unused = process.toHandle().destroy();
  }

  /** SIGKILL; when this returns, the process is gone. */
  void kill() {
    try {
      boolean unused = process.toHandle().destroyForcibly();
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  List<String> out() {
    return out.soFar();
  }

  List<String> err() {
    return err.soFar();
  }

  @Override
  public void close() {
    kill();
  }
}
