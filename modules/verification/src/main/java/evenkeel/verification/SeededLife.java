package evenkeel.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A life in virtual time: in a folder of its own, by the chances of its seed, with its log heard. */
final class SeededLife {
  private SeededLife() {}

  /**
   * Lives through it, on the thread of the caller.
   *
   * @param name a word for the folder, which is gone afterwards
   * @param life what happens in the folder; it says who listens to the log
   */
  static <T> T live(String name, long seed, Function<Path, T> life) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory(memory(), "evenkeel-" + name);
      ThreadRandom.seed(seed);
      LogTap.install();
      return life.apply(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      LogTap.silence();
      if (folder != null) {
        Folders.remove(folder);
      }
    }
  }

  /** Reports are forced to the disk; in memory that costs nothing. */
  private static Path memory() {
    Path shared = Path.of("/dev/shm");
    return Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
  }
}
