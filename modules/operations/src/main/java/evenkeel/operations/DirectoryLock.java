package evenkeel.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A lock on a file that the operating system releases with the process, so that a crash leaves nothing to clear away.
 * The file holds the process id of its holder, for messages only.
 */
public final class DirectoryLock implements AutoCloseable {
  // Closing any channel on a file drops every lock that the process has on it (POSIX fcntl locks), so a file that is
  // locked here must not even be opened again here. Guarded by the class.
  private static final Set<Path> HELD_HERE = new HashSet<>();
  private static final int PROCESS_ID_BYTES_MAX = 32;
  /** Taken first, and by those alone who want to hold: a look at the lock never makes a holder fail. */
  static final long WANTED = Long.MAX_VALUE - 1;

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

  static synchronized Attempt attempt(Path file) throws IOException {
    Path real = real(file);
    if (HELD_HERE.contains(real)) {
      return new Held(ownId());
    }
    FileChannel channel = FileChannel.open(
        real, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        OwnerOnly.fileIn(folder(real)));
    boolean isTaken = false;
    try {
      if (channel.tryLock(WANTED, 1, false) == null) {
        return new Held(read(channel));
      }
      // Waits for those who only look, for as long as a look takes.
      channel.lock(0, WANTED, false);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ownId() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
      isTaken = true;
      HELD_HERE.add(real);
      return new Taken(new DirectoryLock(real, channel));
    } finally {
      if (!isTaken) {
        channel.close();
      }
    }
  }

  /** Who has it now: a process id, or a word where that cannot be read; empty when nobody has it. */
  static synchronized Optional<String> holder(Path file) throws IOException {
    Path real = real(file);
    if (HELD_HERE.contains(real)) {
      return Optional.of(ownId());
    }
    try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ)) {
      return channel.tryLock(0, WANTED, true) == null ? Optional.of(read(channel)) : Optional.empty();
    } catch (NoSuchFileException never) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    synchronized (DirectoryLock.class) {
      HELD_HERE.remove(file);
      try {
        channel.close();
      } catch (IOException refused) {
        throw new DataDirectoryProblem(
            "the lock " + file + " cannot be released", DataDirectory.reason(refused), "end the process",
            Optional.of(refused));
      }
    }
  }

  private static Path real(Path file) throws IOException {
    return folder(file).toRealPath().resolve(file.getFileName());
  }

  private static Path folder(Path file) {
    return Optional.ofNullable(file.getParent()).orElseThrow();
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
