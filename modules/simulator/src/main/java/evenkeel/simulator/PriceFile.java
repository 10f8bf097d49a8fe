package evenkeel.simulator;

import evenkeel.domain.DecimalText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prices replayed from a file of {@code date,open,high,low,close,volume}. A session without a row
 * (nothing traded, or the file has ended) stands still at the close of the row before.
 */
record PriceFile(NavigableMap<LocalDate, DailyBar> rows) implements PriceHistory {

  /**
   * Reads a file.
   *
   * @throws ScenarioProblem with the file and the line of what cannot be read
   */
  static PriceFile read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException failure) {
      throw new ScenarioProblem(file + ": cannot be read: " + failure.getMessage(), failure);
    }
    NavigableMap<LocalDate, DailyBar> rows = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        DailyBar bar = row(file, i + 1, lines.get(i));
        rows.put(bar.date(), bar);
      }
    }
    if (rows.isEmpty()) {
      throw new ScenarioProblem(file + ": no price in it");
    }
    return new PriceFile(rows);
  }

  private static DailyBar row(Path file, int number, String line) {
    String[] cells = line.strip().split(",", -1);
    try {
      BigDecimal open = DecimalText.require(cells[1]);
      BigDecimal close = DecimalText.require(cells[4]);
      // Some sources round the extremes after the open and the close; widen rather than refuse.
      BigDecimal high = DecimalText.require(cells[2]).max(open).max(close);
      BigDecimal low = DecimalText.require(cells[3]).min(open).min(close);
      long volume = DecimalText.require(cells[5]).longValue();
      return new DailyBar(LocalDate.parse(cells[0]), open, high, low, close, volume);
    } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
      throw new ScenarioProblem(
          file + ":" + number + ": not date,open,high,low,close,volume: '" + line + "'", wrong);
    }
  }

  @Override
  public Optional<DailyBar> bar(LocalDate session) {
    var row = rows.floorEntry(session);
    if (row == null) {
      return Optional.empty();
    }
    DailyBar bar = row.getValue();
    if (bar.date().equals(session)) {
      return Optional.of(bar);
    }
    BigDecimal still = bar.close();
    return Optional.of(new DailyBar(session, still, still, still, still, 0));
  }

  @Override
  public List<DailyBar> bars(LocalDate from, LocalDate to) {
    return List.copyOf(rows.subMap(from, true, to, true).values());
  }
}
