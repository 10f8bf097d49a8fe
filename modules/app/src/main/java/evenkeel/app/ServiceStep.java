package evenkeel.app;

import java.nio.file.Path;
import java.util.List;

/** One thing that installing or removing the service does. */
sealed interface ServiceStep {
  /** Writes a file of the owner's. */
  record Write(Path file, String content) implements ServiceStep {}

  /** Removes a file, where it is. */
  record Remove(Path file) implements ServiceStep {}

  /**
   * Runs a program.
   *
   * @param input what it reads
   * @param otherwise what the owner does where it fails; empty where a failure does not matter
   */
  record Run(List<String> command, String input, String otherwise) implements ServiceStep {
    public Run {
      command = List.copyOf(command);
    }
  }
}
