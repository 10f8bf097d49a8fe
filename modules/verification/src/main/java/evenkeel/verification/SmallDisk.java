package evenkeel.verification;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A folder that can be out of room: a small file system of its own where this user may mount one, otherwise a limit on
 * the size of the files that the process may write.
 */
final class SmallDisk implements AutoCloseable {
  /** How room is taken away. */
  enum Kind {
    SMALL_FILE_SYSTEM("a small file system (tmpfs)"), FILE_SIZE_LIMIT("a limit on the process's files (prlimit)"), NONE(
        "no disk fills: this user can neither mount a tmpfs nor use prlimit");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final int DISK_MEGABYTES = 12;
  private static final int CHUNK_BYTES = 64 * 1024;

  private static final Set<SmallDisk> MOUNTED = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Kind kind;
  private boolean isFull;

  private SmallDisk(Path folder, Kind kind) {
    this.folder = folder;
    this.kind = kind;
  }

  /** Makes the folder. */
  static SmallDisk at(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (succeeds("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m,mode=700", "evenkeel-chaos",
        folder.toString())) {
      var disk = new SmallDisk(folder, Kind.SMALL_FILE_SYSTEM);
      MOUNTED.add(disk);
      return disk;
    }
    return new SmallDisk(folder, succeeds("prlimit", "--version") ? Kind.FILE_SIZE_LIMIT : Kind.NONE);
  }

  Kind kind() {
    return kind;
  }

  /**
   * From now on there is no room but this much; false where that cannot be had.
   *
   * @param process what writes there, if it runs
   */
  synchronized boolean fill(int bytesLeft, OptionalLong process) throws IOException {
    isFull = kind != Kind.NONE;
    return switch (kind) {
      case SMALL_FILE_SYSTEM -> {
        stuff(bytesLeft);
        yield true;
      }
      case FILE_SIZE_LIMIT -> process.isPresent() && limit(process.getAsLong(), Integer.toString(bytesLeft));
      case NONE -> false;
    };
  }

  /** There is room again. */
  synchronized void free(OptionalLong process) throws IOException {
    isFull = false;
    switch (kind) {
      case SMALL_FILE_SYSTEM -> Files.deleteIfExists(filler());
      case FILE_SIZE_LIMIT -> process.ifPresent(it -> limit(it, "unlimited"));
      case NONE -> {
        // There always was.
      }
    }
  }

  /** A process that writes there has started. */
  synchronized void started(long process) {
    if (isFull && kind == Kind.FILE_SIZE_LIMIT) {
      limit(process, "0");
    }
  }

  /** Those that are left when the program is interrupted. */
  static void closeAll() {
    MOUNTED.forEach(SmallDisk::close);
  }

  @Override
  public void close() {
    MOUNTED.remove(this);
    if (kind == Kind.SMALL_FILE_SYSTEM && !succeeds("umount", folder.toString())) {
      // Somebody still looks into it; it goes when they do.
      boolean unused = succeeds("umount", "--lazy", folder.toString());
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private void stuff(int bytesLeft) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      long size = Files.size(filler());
      try (var file = FileChannel.open(filler(), StandardOpenOption.WRITE)) {
        file.truncate(Math.max(0, size - bytesLeft));
      }
    }
  }

  private static boolean limit(long process, String bytes) {
    // The soft limit alone, so that it can be raised again.
    return succeeds("prlimit", "--pid", Long.toString(process), "--fsize=" + bytes + ":");
  }

  private static boolean succeeds(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
