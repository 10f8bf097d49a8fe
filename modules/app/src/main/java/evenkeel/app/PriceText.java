package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.nio.file.Path;
import java.time.LocalDate;

/** What is wrong with files of daily prices, or worth knowing of them. */
public sealed interface PriceText extends Phrase {
  record PriceFolderMissing(Path folder, Symbol symbol) implements PriceText {}

  record PriceFileMissing(Path file, Symbol symbol) implements PriceText {}

  record PriceFileUnreadable(Path file, String why) implements PriceText {}

  record PriceFileTooLarge(Path file, long megabytes, long largest) implements PriceText {}

  record PriceFileEmpty(Path file) implements PriceText {}

  record ColumnMissing(Path file, String column, String columns) implements PriceText {}

  record ColumnTwice(Path file, String column) implements PriceText {}

  record FieldsMissing(Path file, long line) implements PriceText {}

  record WrongDate(Path file, long line, String words) implements PriceText {}

  record NotAnAmount(Path file, long line, String words) implements PriceText {}

  record NotPositive(Path file, long line, String words) implements PriceText {}

  record OutOfOrder(Path file, long line, LocalDate date, LocalDate before) implements PriceText {}

  record DateTwice(Path file, long line, LocalDate date) implements PriceText {}

  record NoSession(Path file, long line, LocalDate date) implements PriceText {}

  record OutsideCalendar(Path file, long line, LocalDate date, LocalDate first, LocalDate last) implements PriceText {}

  record LooksLikeSplit(
      Path file, long line, LocalDate date, String factor, Path splits) implements PriceText {}

  record Spike(Symbol symbol, LocalDate date, String percent) implements PriceText {}

  record IncomeMixed(String adjusted, String raw) implements PriceText {}

  record DistributionsBesideAdjusted(Path file) implements PriceText {}

  record NoPrices(Path folder) implements PriceText {}

  record PricesImported(Symbol symbol, Path file) implements PriceText {}
}
