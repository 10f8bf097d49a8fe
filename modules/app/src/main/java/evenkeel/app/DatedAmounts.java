package evenkeel.app;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.operations.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A CSV file with a header, a column {@code date} (2025-10-31 or 20251031) and columns of amounts; one row a session,
 * oldest first. Mistakes are collected, not thrown; reading stops at the first few.
 *
 * @param columns which amount columns the file has of those that were asked for
 * @param rows the amounts of the first of these columns, by date
 * @param lines the line of each date
 */
record DatedAmounts(Path file, List<String> columns, TreeMap<LocalDate, BigDecimal> rows, Map<LocalDate, Long> lines) {
  static final int MEGABYTES_MAX = 32;

  private static final String DATE = "date";
  private static final int MISTAKES_SHOWN = 5;
  private static final int DIGITS_MAX = 24;
  private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

  /**
   * Reads a file.
   *
   * @param wanted the names of amount columns, best first; the file must have one of them
   * @param isOnSessions whether each date has to be a session of the exchange
   * @return empty where there was a mistake
   */
  static Optional<DatedAmounts> read(
      Path file, List<String> wanted, boolean isOnSessions, Consumer<Phrase> mistakes) {
    try {
      long bytes = Files.size(file);
      if (bytes > MEGABYTES_MAX * 1_000_000L) {
        mistakes.accept(new PriceText.PriceFileTooLarge(file, bytes / 1_000_000, MEGABYTES_MAX));
        return Optional.empty();
      }
      try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        return new Reading(file, isOnSessions, mistakes).read(lines, wanted);
      }
    } catch (CharacterCodingException notText) {
      mistakes.accept(new PriceText.PriceFileUnreadable(file, "not UTF-8"));
    } catch (IOException refused) {
      mistakes.accept(new PriceText.PriceFileUnreadable(file, DataDirectory.reason(refused)));
    }
    return Optional.empty();
  }

  /** One pass over one file. */
  private static final class Reading {
    private final Path file;
    private final boolean isOnSessions;
    private final Consumer<Phrase> mistakes;
    private final TreeMap<LocalDate, BigDecimal> rows = new TreeMap<>();
    private final Map<LocalDate, Long> lines = new TreeMap<>();
    private int found;

    Reading(Path file, boolean isOnSessions, Consumer<Phrase> mistakes) {
      this.file = file;
      this.isOnSessions = isOnSessions;
      this.mistakes = mistakes;
    }

    Optional<DatedAmounts> read(BufferedReader reader, List<String> wanted) throws IOException {
      String header = reader.readLine();
      if (header == null || header.isBlank()) {
        mistake(new PriceText.PriceFileEmpty(file));
        return Optional.empty();
      }
      List<String> names = Arrays.stream(header.replace("\uFEFF", "").split(",", -1))
          .map(name -> name.strip().toLowerCase(Locale.ROOT).replace(' ', '_')).toList();
      List<String> here = wanted.stream().filter(names::contains).toList();
      if (!names.contains(DATE) || here.isEmpty()) {
        mistake(new PriceText.ColumnMissing(
            file, names.contains(DATE) ? String.join(" / ", wanted) : DATE, String.join(", ", names)));
        return Optional.empty();
      }
      for (String name : List.of(DATE, here.getFirst())) {
        if (names.indexOf(name) != names.lastIndexOf(name)) {
          mistake(new PriceText.ColumnTwice(file, name));
          return Optional.empty();
        }
      }
      int date = names.indexOf(DATE);
      int amount = names.indexOf(here.getFirst());
      long number = 1;
      for (String line = reader.readLine(); line != null && found < MISTAKES_SHOWN; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          row(line.split(",", -1), number, date, amount);
        }
      }
      if (found == 0 && rows.isEmpty()) {
        mistake(new PriceText.PriceFileEmpty(file));
      }
      return found == 0 ? Optional.of(new DatedAmounts(file, here, rows, lines)) : Optional.empty();
    }

    private void row(String[] fields, long line, int dateColumn, int amountColumn) {
      if (fields.length <= Math.max(dateColumn, amountColumn)) {
        mistake(new PriceText.FieldsMissing(file, line));
        return;
      }
      Optional<LocalDate> date = date(fields[dateColumn].strip());
      if (date.isEmpty()) {
        mistake(new PriceText.WrongDate(file, line, shown(fields[dateColumn])));
        return;
      }
      Optional<BigDecimal> amount = amount(fields[amountColumn].strip());
      if (amount.isEmpty()) {
        mistake(new PriceText.NotAnAmount(file, line, shown(fields[amountColumn])));
      } else if (amount.get().signum() <= 0) {
        mistake(new PriceText.NotPositive(file, line, shown(fields[amountColumn])));
      } else {
        take(date.get(), amount.get(), line);
      }
    }

    private void take(LocalDate date, BigDecimal amount, long line) {
      if (date.isBefore(NyseCalendar.FIRST) || date.isAfter(NyseCalendar.LAST)) {
        mistake(new PriceText.OutsideCalendar(file, line, date, NyseCalendar.FIRST, NyseCalendar.LAST));
      } else if (isOnSessions && NyseCalendar.session(date).isEmpty()) {
        mistake(new PriceText.NoSession(file, line, date));
      } else if (rows.containsKey(date)) {
        mistake(new PriceText.DateTwice(file, line, date));
      } else if (!rows.isEmpty() && date.isBefore(rows.lastKey())) {
        mistake(new PriceText.OutOfOrder(file, line, date, rows.lastKey()));
      } else {
        rows.put(date, amount);
        lines.put(date, line);
      }
    }

    private void mistake(Phrase phrase) {
      found++;
      mistakes.accept(phrase);
    }

    private static String shown(String words) {
      return words.length() > DIGITS_MAX ? words.substring(0, DIGITS_MAX) + "…" : words;
    }

    private static Optional<LocalDate> date(String text) {
      try {
        return Optional.of(text.length() == 8 ? LocalDate.parse(text, COMPACT) : LocalDate.parse(text));
      } catch (DateTimeException notADate) {
        return Optional.empty();
      }
    }

    private static Optional<BigDecimal> amount(String text) {
      if (text.length() > DIGITS_MAX || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
        return Optional.empty();
      }
      return Optional.of(new BigDecimal(text));
    }
  }
}
