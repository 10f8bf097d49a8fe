package evenkeel.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monthly report files, {@code rebalance_YYYYMM.jsonl}: one line per run of an account, whatever crashes.
 *
 * <p>Writing a run again replaces its line where it stands, so it may be repeated without harm; the newest call is
 * taken for the newest truth. Lines that are not ours are kept byte for byte. Text after the last line break that is
 * no JSON object is the rest of somebody's crash: it would spoil the line after it, so it is moved to a file beside.
 *
 * <p>One writer at a time: the lock of the data directory sees to that.
 */
public final class RunLog {
  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);
  private static final byte LINE_BREAK = '\n';

  private final Path logs;

  public RunLog(Path logs) {
    this.logs = logs;
  }

  /** Where the runs of a month are. */
  public Path file(YearMonth month) {
    return logs.resolve("rebalance_" + MONTH.format(month) + ".jsonl");
  }

  /** Every run that has a line in any month's file, as {@link #name} names it. */
  public Set<String> runs() throws IOException {
    var runs = new HashSet<String>();
    eachLine((file, object) -> runs.add(
        name(object.path(ReportLine.RUN_ID).asText(), object.path(ReportLine.ACCOUNT).asText())));
    return runs;
  }

  /**
   * The hashes of the journal that the reports keep, oldest first, each with the file and the run of its line.
   *
   * @throws IOException when a file cannot be read
   */
  public List<JournalAnchor> anchors() throws IOException {
    var anchors = new ArrayList<JournalAnchor>();
    eachLine((file, object) -> {
      if (object.path(ReportLine.JOURNAL_HASH).isTextual()) {
        anchors.add(new JournalAnchor(
            object.path(ReportLine.JOURNAL_HASH).asText(), file, object.path(ReportLine.RUN_ID).asText()));
      }
    });
    anchors.sort(Comparator.comparing(JournalAnchor::file));
    return anchors;
  }

  /** Every line of any month's file that is a JSON object. */
  private void eachLine(BiConsumer<Path, ObjectNode> line) throws IOException {
    if (Files.isDirectory(logs)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(logs, "rebalance_*.jsonl")) {
        for (Path file : files) {
          for (byte[] bytes : split(read(file))) {
            Json.read(bytes).ifPresent(object -> line.accept(file, object));
          }
        }
      }
    }
  }

  /** A hash of the journal as the report of a run keeps it. */
  public record JournalAnchor(String hash, Path file, String run) {}

  /** A run of an account, whose middle is masked. */
  static String name(String run, String account) {
    return run + " " + account;
  }

  /** Where what a crash left half written is kept. */
  Path tornFile(YearMonth month) {
    Path file = file(month);
    return file.resolveSibling(file.getFileName() + ".torn");
  }

  /** When this returns, the line is on disk; when it throws, the file is as it was. */
  public void write(ReportLine line) throws IOException {
    Path file = file(line.month());
    byte[] before = read(file);
    List<byte[]> lines = split(before);
    if (!lines.isEmpty() && isTorn(lines.getLast())) {
      setAside(line.month(), lines.removeLast());
    }
    byte[] after = join(replaced(lines, line));
    if (Arrays.equals(before, after)) {
      // It may be the trace of a crash just before the name was on disk.
      AtomicFile.confirm(file);
    } else {
      AtomicFile.write(file, after);
    }
  }

  private static List<byte[]> replaced(List<byte[]> lines, ReportLine line) {
    byte[] ours = line.json().getBytes(StandardCharsets.UTF_8);
    var changed = new ArrayList<byte[]>();
    boolean isPlaced = false;
    for (byte[] each : lines) {
      if (!isOf(line, each)) {
        changed.add(each);
      } else if (!isPlaced) {
        changed.add(ours);
        isPlaced = true;
      }
    }
    if (!isPlaced) {
      changed.add(ours);
    }
    return changed;
  }

  /** A run id alone is not enough: two accounts may have a month end each. */
  private static boolean isOf(ReportLine line, byte[] bytes) {
    Optional<ObjectNode> object = Json.read(bytes);
    return object.filter(it -> it.path(ReportLine.RUN_ID).asText().equals(line.run().value())
        && it.path(ReportLine.ACCOUNT).asText().equals(line.account())).isPresent();
  }

  /** Whether a last line without its line break is broken off. A whole object without one is just a line. */
  private static boolean isTorn(byte[] last) {
    return last.length > 0 && last[last.length - 1] != LINE_BREAK && Json.read(last).isEmpty();
  }

  private void setAside(YearMonth month, byte[] torn) throws IOException {
    Path aside = tornFile(month);
    List<byte[]> kept = split(read(aside));
    byte[] whole = Arrays.copyOf(torn, torn.length + 1);
    whole[torn.length] = LINE_BREAK;
    // A crash between this write and that of the report finds the same text again.
    if (kept.stream().noneMatch(each -> Arrays.equals(each, whole))) {
      kept.add(whole);
      AtomicFile.write(aside, join(kept));
    }
    LOG.warn("The report ended in half a line, which was moved to a file of its own file={} bytes={}", aside,
        torn.length);
  }

  private static byte[] read(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }

  /** Each line with its line break; the last one may have none. */
  private static List<byte[]> split(byte[] bytes) {
    var lines = new ArrayList<byte[]>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == LINE_BREAK) {
        lines.add(Arrays.copyOfRange(bytes, start, i + 1));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(Arrays.copyOfRange(bytes, start, bytes.length));
    }
    return lines;
  }

  private static byte[] join(List<byte[]> lines) {
    var all = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      all.writeBytes(line);
      if (line.length == 0 || line[line.length - 1] != LINE_BREAK) {
        all.write(LINE_BREAK);
      }
    }
    return all.toByteArray();
  }
}
