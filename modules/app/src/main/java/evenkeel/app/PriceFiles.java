package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A folder of daily prices: {@code SYMBOL.csv} with the columns {@code date} and {@code close} (raw) or
 * {@code adjusted_close}; beside it, for raw closes, {@code SYMBOL.distributions.csv} with {@code date} (the ex-date)
 * and {@code amount}, and {@code SYMBOL.splits.csv} with {@code date} and {@code ratio} (new shares for one old).
 * What {@code evenkeel history --csv} downloads is such a folder.
 */
final class PriceFiles {
  static final String DISTRIBUTIONS = ".distributions.csv";
  static final String SPLITS = ".splits.csv";

  private static final BigDecimal SPIKE = new BigDecimal("0.25");
  /** How near a move has to come to a usual split to be taken for one. */
  private static final BigDecimal NEAR = new BigDecimal("0.04");
  private static final List<BigDecimal> RATIOS = List.of(
      new BigDecimal("2"), new BigDecimal("3"), new BigDecimal("4"), new BigDecimal("5"), new BigDecimal("8"),
      new BigDecimal("10"), new BigDecimal("20"));
  private static final String CLOSE = "close";
  private static final String ADJUSTED = "adjusted_close";

  private final Path folder;

  PriceFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * The series that were read, and what is worth knowing of them.
   *
   * @param notes large moves, oldest first
   */
  record Read(List<PriceSeries> series, List<Phrase> notes) {
    Read {
      series = List.copyOf(series);
      notes = List.copyOf(notes);
    }
  }

  /** Which closes are wanted. */
  enum Income {
    RAW, ADJUSTED, AS_THEY_ARE
  }

  /**
   * Reads these symbols.
   *
   * @throws CommandFailure with a line for each mistake
   */
  Read read(List<Symbol> symbols, Income income) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(ExitCode.USAGE, new PriceText.PriceFolderMissing(folder, symbols.getFirst()));
    }
    var mistakes = new ArrayList<Phrase>();
    var notes = new ArrayList<Phrase>();
    var series = new ArrayList<PriceSeries>();
    symbols.forEach(symbol -> read(symbol, income, mistakes, notes).ifPresent(series::add));
    if (mistakes.isEmpty()) {
      mix(series).ifPresent(mistakes::add);
    }
    if (!mistakes.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, mistakes);
    }
    return new Read(series, notes);
  }

  private Optional<PriceSeries> read(Symbol symbol, Income income, List<Phrase> mistakes, List<Phrase> notes) {
    Path file = folder.resolve(symbol + ".csv");
    if (!Files.exists(file)) {
      mistakes.add(new PriceText.PriceFileMissing(file, symbol));
      return Optional.empty();
    }
    List<String> columns = switch (income) {
      case RAW -> List.of(CLOSE);
      case ADJUSTED -> List.of(ADJUSTED, CLOSE);
      case AS_THEY_ARE -> List.of(CLOSE, ADJUSTED);
    };
    Optional<DatedAmounts> closes = DatedAmounts.read(file, columns, true, mistakes::add);
    if (closes.isEmpty()) {
      return Optional.empty();
    }
    boolean isAdjusted = income == Income.ADJUSTED || closes.get().columns().getFirst().equals(ADJUSTED);
    Path distributionFile = folder.resolve(symbol + DISTRIBUTIONS);
    Path splitFile = folder.resolve(symbol + SPLITS);
    SortedMap<LocalDate, BigDecimal> distributions = beside(distributionFile, "amount", mistakes);
    SortedMap<LocalDate, BigDecimal> splits = beside(splitFile, "ratio", mistakes);
    if (isAdjusted && !distributions.isEmpty()) {
      mistakes.add(new PriceText.DistributionsBesideAdjusted(distributionFile));
    }
    if (mistakes.isEmpty()) {
      moves(symbol, closes.get(), splits, splitFile, mistakes, notes);
    }
    return Optional.of(new PriceSeries(symbol, closes.get().rows(), distributions, splits, isAdjusted));
  }

  private static SortedMap<LocalDate, BigDecimal> beside(Path file, String column, List<Phrase> mistakes) {
    return Files.exists(file)
        ? DatedAmounts.read(file, List.of(column), true, mistakes::add).map(DatedAmounts::rows).orElseGet(TreeMap::new)
        : new TreeMap<>();
  }

  /** A move that looks like a split and is none in the files would be traded as a loss or a gain. */
  private static void moves(
      Symbol symbol, DatedAmounts closes, SortedMap<LocalDate, BigDecimal> splits, Path splitFile,
      List<Phrase> mistakes, List<Phrase> notes) {
    BigDecimal before = null;
    for (Map.Entry<LocalDate, BigDecimal> entry : closes.rows().entrySet()) {
      if (before != null && !splits.containsKey(entry.getKey())) {
        BigDecimal ratio = entry.getValue().divide(before, MathContext.DECIMAL64);
        Optional<String> split = split(ratio);
        if (split.isPresent()) {
          mistakes.add(new PriceText.LooksLikeSplit(
              closes.file(), closes.lines().getOrDefault(entry.getKey(), 0L), entry.getKey(), split.get(),
              splitFile.getFileName()));
        } else if (ratio.subtract(BigDecimal.ONE).abs().compareTo(SPIKE) >= 0) {
          notes.add(new PriceText.Spike(symbol, entry.getKey(), Figures.percent(ratio.subtract(BigDecimal.ONE))));
        }
      }
      before = entry.getValue();
    }
  }

  private static Optional<String> split(BigDecimal ratio) {
    for (BigDecimal each : RATIOS) {
      if (isNear(ratio.multiply(each))) {
        return Optional.of(each.toPlainString());
      }
      if (isNear(ratio.divide(each, MathContext.DECIMAL64))) {
        return Optional.of("1/" + each.toPlainString());
      }
    }
    return Optional.empty();
  }

  private static boolean isNear(BigDecimal one) {
    return one.subtract(BigDecimal.ONE).abs().compareTo(NEAR) <= 0;
  }

  private static Optional<Phrase> mix(List<PriceSeries> series) {
    Map<Boolean, String> names = series.stream().collect(Collectors.partitioningBy(
        PriceSeries::isAdjusted, Collectors.mapping(each -> each.symbol().value(), Collectors.joining(", "))));
    String adjusted = names.getOrDefault(true, "");
    String raw = names.getOrDefault(false, "");
    return adjusted.isEmpty() || raw.isEmpty()
        ? Optional.empty()
        : Optional.of(new PriceText.IncomeMixed(adjusted, raw));
  }
}
