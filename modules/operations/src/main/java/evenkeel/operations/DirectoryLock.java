package evenkeel.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file that the operating system releases with the process, so that a crash leaves nothing to clear away.
 * The file holds the process id of its holder, for messages only.
 */
public final class DirectoryLock implements AutoCloseable {
  // Closing any channel on a file drops every lock that the process has on it (POSIX fcntl locks), so a file that is
  // locked here must not even be opened again here.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
  private static final int PROCESS_ID_BYTES_MAX = 32;

  /** What trying gave. */
  sealed interface Attempt {}

  record Taken(DirectoryLock lock) implements Attempt {}

  /** Somebody has it: a process id, or a word where that cannot be read. */
  record Held(String by) implements Attempt {}

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Attempt attempt(Path file) throws IOException {
    Path folder = Optional.ofNullable(file.getParent()).orElseThrow();
    Path real = folder.toRealPath().resolve(file.getFileName());
    if (!HELD_HERE.add(real)) {
      return new Held(ownId());
    }
    Attempt attempt = new Held("unknown");
    try {
      attempt = open(real, folder);
      return attempt;
    } finally {
      if (attempt instanceof Held) {
        HELD_HERE.remove(real);
      }
    }
  }

  // The channel of a lock that was taken stays open: it is the lock.
  @SuppressWarnings("resource")
  private static Attempt open(Path file, Path folder) throws IOException {
    FileChannel channel = FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        OwnerOnly.fileIn(folder));
    boolean isTaken = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return new Held(read(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ownId() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
      isTaken = true;
      return new Taken(new DirectoryLock(file, channel));
    } catch (OverlappingFileLockException heldByAnotherChannelHere) {
      return new Held(ownId());
    } finally {
      if (!isTaken) {
        channel.close();
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException refused) {
      throw new DataDirectoryProblem(
          "the lock " + file + " cannot be released", DataDirectory.reason(refused), "end the process",
          Optional.of(refused));
    } finally {
      HELD_HERE.remove(file);
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(PROCESS_ID_BYTES_MAX);
    channel.read(buffer, 0);
    String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
    return text.matches("[0-9]+") ? text : "unknown";
  }

  private static String ownId() {
    return Long.toString(ProcessHandle.current().pid());
  }
}
