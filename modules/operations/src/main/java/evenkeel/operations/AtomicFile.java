package evenkeel.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that are written whole: after a crash or a power cut at any moment there is the old content or the new one.
 * Each write has a temporary file of its own, so that two writers never share one; what a process that ended left half
 * written is removed by a later write of the same file.
 */
public final class AtomicFile {
  private static final String TEMPORARY_END = ".tmp";
  private static final Pattern PROCESS = Pattern.compile("([0-9]{1,18})-[0-9]+\\.tmp");
  /** Longer than any write takes: a process that cannot be seen from here (another container's) may still be at it. */
  private static final Duration WRITE_MAX = Duration.ofMinutes(1);
  private static final AtomicLong WRITES = new AtomicLong();

  private AtomicFile() {}

  /** Writes the file, for its owner alone. */
  public static void write(Path target, byte[] content) throws IOException {
    Path temporary = temporary(target);
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
      removeAbandoned(target, Files.getLastModifiedTime(temporary));
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

  /** Hidden, of another ending than any file that is looked for, and another one at each call in any process. */
  static Path temporary(Path target) {
    return folder(target).resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
        + WRITES.incrementAndGet() + TEMPORARY_END);
  }

  /** Removes what writes of this file left half written when their process ended, so that they never gather. */
  private static void removeAbandoned(Path target, FileTime now) throws IOException {
    String begin = "." + target.getFileName() + ".";
    FileTime young = FileTime.from(now.toInstant().minus(WRITE_MAX));
    try (Stream<Path> files = Files.list(folder(target))) {
      for (Path file : files.filter(it -> isOfEndedProcess(it.getFileName().toString(), begin)).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(young) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isOfEndedProcess(String name, String begin) {
    if (!name.startsWith(begin) || !name.endsWith(TEMPORARY_END)) {
      return false;
    }
    Matcher process = PROCESS.matcher(name.substring(begin.length()));
    return process.matches() && ProcessHandle.of(Long.parseLong(process.group(1))).isEmpty();
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
