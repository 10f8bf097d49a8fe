package evenkeel.backtest;

import evenkeel.domain.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prices and runs of other programs that are kept outside the project; tests are skipped where they are not there. */
final class Shared {
  private Shared() {}

  static Optional<Path> data() {
    String shared = System.getProperty("evenkeel.shared", "");
    return Optional.of(Path.of(shared, "data")).filter(path -> !shared.isEmpty() && Files.isDirectory(path));
  }

  static SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes(Path folder, List<String> symbols) {
    SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes = new LinkedHashMap<>();
    for (String symbol : symbols) {
      SortedMap<LocalDate, BigDecimal> rows = new TreeMap<>();
      lines(folder.resolve(symbol + ".csv")).stream().skip(1).map(line -> line.split(",", -1))
          .forEach(fields -> rows.put(LocalDate.parse(fields[0]), new BigDecimal(fields[4])));
      closes.put(new Symbol(symbol), rows);
    }
    return closes;
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
