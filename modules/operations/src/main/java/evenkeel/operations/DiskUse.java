package evenkeel.operations;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/**
 * How much the data directory holds, and how much its disk could take.
 *
 * @param usedBytes of all its files
 * @param freeBytes that the file system leaves to this process
 */
public record DiskUse(long usedBytes, long freeBytes) {
  private static final long MEGABYTE = 1_000_000;
  /** The one limit for every look; below it a journal may soon be refused. Logs and journal of a year take less. */
  private static final long FREE_BYTES_MIN = 500 * MEGABYTE;

  /** Measures; what vanishes meanwhile is not counted. */
  public static DiskUse of(DataDirectory directory) throws IOException {
    var sizes = new Sizes();
    Files.walkFileTree(directory.root(), sizes);
    return new DiskUse(sizes.bytes, Files.getFileStore(directory.root()).getUsableSpace());
  }

  /** Whether so little is free that space has to be made. */
  public boolean isShort() {
    return isShort(freeBytes);
  }

  static boolean isShort(long freeBytes) {
    return freeBytes < FREE_BYTES_MIN;
  }

  /** In megabytes, as people read it. */
  public static String shown(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", (bytes + MEGABYTE - 1) / MEGABYTE);
  }

  private static final class Sizes extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }
}
