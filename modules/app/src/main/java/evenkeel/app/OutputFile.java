package evenkeel.app;

import evenkeel.operations.AtomicFile;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;

/** Files that a command writes for its user: whole or not at all. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Writes a file.
   *
   * @throws CommandFailure with one line when it cannot be written
   */
  static void write(Path file, byte[] bytes) {
    try {
      AtomicFile.write(file.toAbsolutePath(), bytes);
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.FileUnusable(file, DataDirectory.reason(refused)), refused);
    }
  }
}
