package evenkeel.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything Evenkeel keeps. Its folders can be entered and its files read by
 * their owner alone.
 */
public record DataDirectory(Path root) {
  private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions
      .fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  /**
   * Makes the folders and tries to write into them.
   *
   * @throws CommandFailure when that is not possible
   */
  public static DataDirectory open(Path root) {
    var directory = new DataDirectory(root);
    try {
      createFolder(root);
      createFolder(directory.logs());
      createFolder(directory.journal());
      Files.delete(Files.createTempFile(directory.logs(), "writable", ""));
    } catch (IOException | SecurityException refused) {
      throw new CommandFailure(ExitCode.USAGE,
          "the data directory " + root + " cannot be written (" + reason(refused)
              + "); make it writable, or name another with data-directory or TRADESYS_HOME",
          refused);
    }
    return directory;
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path journal() {
    return root.resolve("journal");
  }

  public Path stateFile() {
    return root.resolve("state.json");
  }

  public Path positionsCacheFile() {
    return root.resolve("positions_cache.json");
  }

  /** Makes an empty file of the owner's own where there is none, and closes it to others. */
  static void createFile(Path file) throws IOException {
    if (hasPermissions(file.toAbsolutePath().getParent())) {
      try {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
      } catch (FileAlreadyExistsException there) {
        Files.setPosixFilePermissions(file, FILE);
      }
    }
  }

  private static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (hasPermissions(folder) && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
  }

  /** Whether the file system knows owners and others. */
  static boolean hasPermissions(@Nullable Path path) {
    return path != null && Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  private static String reason(Exception refused) {
    String name = refused.getClass().getSimpleName();
    return name.replaceAll("Exception$", "") + ": " + refused.getMessage();
  }
}
