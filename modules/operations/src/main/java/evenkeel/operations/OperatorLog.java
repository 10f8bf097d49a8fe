package evenkeel.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time for the operator's decisions, and the log of them: {@code logs/owner.jsonl}.
 *
 * <p>Several processes may record a decision at once: the running one, and each command that a person starts. Whoever
 * reads, changes and writes {@code owner.json} or {@code permits.json} holds {@code owner.lock} meanwhile, so that no
 * decision is lost and no two opposite ones are both confirmed. Each decision is appended to the log before anybody
 * is told of it. A line carries the SHA-256 of the line before it ({@code previous}), so that a line that was changed,
 * removed or moved later is noticed.
 */
public final class OperatorLog {
  /** Within a process: a second lock of the operating system on the same file would fail in place of waiting. */
  private static final Map<Path, ReentrantLock> WITHIN_PROCESS = new ConcurrentHashMap<>();
  private static final String NONE = "0".repeat(64);
  /** More than any line takes, so that the last one is found without reading the whole file. */
  private static final int TAIL_BYTES = 1 << 16;
  private static final int REASON_MAX = 1000;

  private final Path file;
  private final Path lockFile;
  private final OperatorSource source;

  OperatorLog(DataDirectory directory, OperatorSource source) {
    this.file = directory.operatorLogFile();
    this.lockFile = directory.operatorLockFile();
    this.source = source;
  }

  /** What is done while nobody else changes the operator's files. */
  interface Change<T> {
    T make() throws IOException;
  }

  /** Waits until nobody else changes the operator's files, then makes the change. */
  <T> T alone(Change<T> change) throws IOException {
    Path folder = lockFile.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder: " + lockFile);
    }
    Path real = folder.toRealPath().resolve(lockFile.getFileName());
    ReentrantLock within = WITHIN_PROCESS.computeIfAbsent(real, path -> new ReentrantLock());
    within.lock();
    try (FileChannel channel = FileChannel.open(
        real, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.fileIn(folder));
        var lock = channel.lock()) {
      return change.make();
    } finally {
      within.unlock();
    }
  }

  /**
   * Appends a decision and forces it to disk. Only within {@link #alone}.
   *
   * @param action a code: {@code pause}, {@code resume}, {@code approve} and so on
   * @param details its arguments, in their order
   */
  void append(String action, Map<String, String> details, Instant at) throws IOException {
    ObjectNode line = Json.object();
    line.put("time", at.toString()).put("action", action);
    details
        .forEach((key, value) -> line.put(key, value.length() > REASON_MAX ? value.substring(0, REASON_MAX) : value));
    line.put("by", source.by()).put("from", source.from());
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder: " + file);
    }
    try (FileChannel channel = FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        OwnerOnly.fileIn(folder))) {
      byte[] tail = tail(channel);
      line.put("previous", digestOfLast(tail));
      // A line that a crash cut is left as it is, and noticed by whoever verifies the chain.
      String begin = tail.length == 0 || tail[tail.length - 1] == '\n' ? "" : "\n";
      ByteBuffer bytes = ByteBuffer.wrap((begin + Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
      channel.position(channel.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  OperatorSource source() {
    return source;
  }

  /**
   * Whether the log is as it was written.
   *
   * @param lines how many it has
   * @param firstBad the first line, from 1, that does not carry the digest of the line before it
   */
  public record Chain(long lines, OptionalLong firstBad) {
    public boolean isIntact() {
      return firstBad.isEmpty();
    }
  }

  /**
   * Checks that each line of a log carries the digest of the line before it; no log is an intact one without lines.
   *
   * @throws IOException when it cannot be read
   */
  public static Chain verify(Path log) throws IOException {
    if (!Files.exists(log)) {
      return new Chain(0, OptionalLong.empty());
    }
    List<String> lines = Files.readString(log).lines().toList();
    String previous = NONE;
    for (int i = 0; i < lines.size(); i++) {
      boolean isNext = Json.read(lines.get(i).getBytes(StandardCharsets.UTF_8))
          .map(node -> node.path("previous").asText("")).filter(previous::equals).isPresent();
      if (!isNext) {
        return new Chain(lines.size(), OptionalLong.of(i + 1L));
      }
      previous = digest(lines.get(i));
    }
    return new Chain(lines.size(), OptionalLong.empty());
  }

  private static byte[] tail(FileChannel channel) throws IOException {
    long from = Math.max(0, channel.size() - TAIL_BYTES);
    ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - from));
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
      // Until all of it is there.
    }
    return buffer.array();
  }

  private static String digestOfLast(byte[] tail) {
    String text = new String(tail, StandardCharsets.UTF_8).stripTrailing();
    return text.isEmpty() ? NONE : digest(text.substring(text.lastIndexOf('\n') + 1));
  }

  private static String digest(String line) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
