package evenkeel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measured numbers as a table for people. */
final class CodecReport {
  /**
   * One thing that was measured.
   *
   * @param baseline which other row its cost is compared with; empty for none
   * @param wantedPerSecond messages a second that are required, 0 for none
   */
  record Subject(String benchmark, String words, String baseline, double wantedPerSecond) {}

  /**
   * What was measured of a subject.
   *
   * @param perSecond messages a second
   * @param processorNanos processor time of the whole process for a message
   * @param bytesPerMessage allocated
   */
  record Measured(Subject subject, double perSecond, double processorNanos, double bytesPerMessage) {
    boolean isBelow() {
      return perSecond < subject.wantedPerSecond();
    }
  }

  private static final int COLUMNS = 7;

  private final List<Measured> rows;

  CodecReport(List<Measured> rows) {
    this.rows = List.copyOf(rows);
  }

  boolean isBelow() {
    return rows.stream().anyMatch(Measured::isBelow);
  }

  List<String> lines() {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("", "messages/s", "ns/message", "processor ns", "of baseline", "bytes/message", "required"));
    rows.forEach(row -> cells.add(cells(row)));
    int[] widths = new int[COLUMNS];
    cells.forEach(row -> {
      for (int i = 0; i < COLUMNS; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private List<String> cells(Measured row) {
    Subject subject = row.subject();
    return List.of(
        subject.words(),
        String.format(Locale.ROOT, "%,.0f", row.perSecond()),
        String.format(Locale.ROOT, "%.1f", 1e9 / row.perSecond()),
        String.format(Locale.ROOT, "%.1f", row.processorNanos()),
        rows.stream().filter(other -> other.subject().benchmark().equals(subject.baseline())).findFirst()
            .map(other -> String.format(Locale.ROOT, "%.1f x", other.perSecond() / row.perSecond())).orElse(""),
        String.format(Locale.ROOT, "%.1f", row.bytesPerMessage()),
        subject.wantedPerSecond() == 0
            ? ""
            : String.format(Locale.ROOT, "%,.0f %s", subject.wantedPerSecond(), row.isBelow() ? "BELOW" : "ok"));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < COLUMNS; i++) {
      String gap = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
    }
    return line.toString().stripTrailing();
  }
}
