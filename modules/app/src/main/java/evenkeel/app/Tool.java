package evenkeel.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short programs of the machine's own, such as {@code systemctl}, found on the path of the environment. */
record Tool(Map<String, String> environment) {
  /** Exit code of one that was not over in half a minute. */
  static final int TOO_LATE = 124;

  /** Exit code of one that could not be started, or printed something else than UTF-8. */
  static final int UNREADABLE = 126;

  private static final int SECONDS_MAX = 30;

  /** How a program ended, and what it printed on both its streams. */
  record Ended(int exitCode, String text) {
    boolean isGood() {
      return exitCode == 0;
    }
  }

  Tool {
    environment = Map.copyOf(environment);
  }

  /** Where the program is. */
  Optional<Path> find(String name) {
    return Stream.of(environment.getOrDefault("PATH", "").split(":")).filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
  }

  /**
   * Runs it to its end; one that is missing, or takes half a minute, has failed.
   *
   * @param input what it reads
   */
  Ended run(String input, List<String> command) {
    Optional<Path> program = find(command.getFirst());
    if (program.isEmpty()) {
      return new Ended(127, "there is no " + command.getFirst() + " on the path");
    }
    List<String> words = new ArrayList<>(command);
    words.set(0, program.get().toString());
    Path printed = null;
    Process process = null;
    try {
      // A file, so that a program that hangs cannot make us wait for the end of its output.
      printed = Files.createTempFile("evenkeel", ".out");
      var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(printed.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      process = builder.start();
      feed(process, input);
      boolean isOver = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
      return new Ended(isOver ? process.exitValue() : TOO_LATE, Files.readString(printed).strip());
    } catch (IOException refused) {
      return new Ended(UNREADABLE, String.valueOf(refused.getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Ended(ExitCode.INTERRUPTED, "interrupted");
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      delete(printed);
    }
  }

  Ended run(String... command) {
    return run("", List.of(command));
  }

  private static void feed(Process process, String input) {
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notWanted) {
      // How it ends says whether that matters.
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException kept) {
      throw new UncheckedIOException(kept);
    }
  }
}
