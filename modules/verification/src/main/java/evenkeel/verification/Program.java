package evenkeel.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real program in processes of its own, which print into files.
 *
 * @param command what starts it, before its arguments
 * @param environment beside what this process has, without what would configure it
 * @param folder for what it prints
 */
record Program(List<String> command, Map<String, String> environment, Path folder) {
  Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Starts it; {@code name.out} and {@code name.err} have what it prints. */
  Process start(String name, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    var builder = new ProcessBuilder(all)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile());
    builder.environment().keySet().removeIf(
        variable -> variable.startsWith("IB_") || variable.startsWith("TRADESYS_") || variable.startsWith("EVENKEEL_")
            || variable.equals("JDK_JAVA_OPTIONS") || variable.equals("JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What has been printed so far under this name. */
  List<String> out(String name) {
    return lines(folder.resolve(name + ".out"));
  }

  static List<String> lines(Path file) {
    try {
      // A killed process may leave half a character.
      return Files.exists(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** SIGTERM; whether the process ended within this time. Where it did not, it is killed. */
  static boolean end(Process process, int seconds) throws InterruptedException {
    process.destroy();
    boolean hasEnded = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!hasEnded) {
      process.destroyForcibly().waitFor();
    }
    return hasEnded;
  }
}
