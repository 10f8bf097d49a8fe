package evenkeel.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Files that are written whole: after a crash or a power cut at any moment there is the old content or the new one.
 * What a crash left half written lies under a name of its own and is overwritten by the next write.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the file, for its owner alone. */
  public static void write(Path target, byte[] content) throws IOException {
    Path temporary = temporary(target);
    Files.deleteIfExists(temporary);
    try {
      try (FileChannel channel = FileChannel.open(
          temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          OwnerOnly.fileIn(folder(target)))) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      // A disk that is full needs the space; that there is nothing to delete, or no way to, changes nothing.
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException alsoRefused) {
        refused.addSuppressed(alsoRefused);
      }
      throw refused;
    }
    force(folder(target));
  }

  /** Makes sure that what a write before a crash may have left in memory only is on disk: the file and its name. */
  static void confirm(Path target) throws IOException {
    force(target);
    force(folder(target));
  }

  /** Hidden, and of another ending than any file that is looked for. */
  static Path temporary(Path target) {
    return folder(target).resolve("." + target.getFileName() + ".tmp");
  }

  private static Path folder(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("not a file: " + target);
    }
    return folder;
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
