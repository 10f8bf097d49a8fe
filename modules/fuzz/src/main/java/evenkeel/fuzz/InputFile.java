package evenkeel.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file in which a reader of files finds its input. */
public final class InputFile {
  /** Where Linux has files that are on no disk. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path path;

  private InputFile(Path path) {
    this.path = path;
  }

  /** A file of this user alone, removed at the end of the process. */
  public static InputFile create(String name, String ending) {
    try {
      Path file = Files.isWritable(MEMORY)
          ? Files.createTempFile(MEMORY, "evenkeel-fuzz-" + name, ending)
          : Files.createTempFile("evenkeel-fuzz-" + name, ending);
      file.toFile().deleteOnExit();
      return new InputFile(file);
    } catch (IOException noDisk) {
      throw new UncheckedIOException(noDisk);
    }
  }

  /** The file with these bytes in it. */
  public Path with(byte[] input) {
    try {
      return Files.write(path, input);
    } catch (IOException noDisk) {
      throw new UncheckedIOException(noDisk);
    }
  }

  /**
   * Whether it leads out of itself: a HOCON file may include others, and its substitutions repeat what they name, each
   * of them twice what is before it. Both are the owner's to write, and what they lead to is no matter of the reader's.
   */
  public static boolean leadsElsewhere(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    return text.contains("include") || text.contains("${");
  }
}
