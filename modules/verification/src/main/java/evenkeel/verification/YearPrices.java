package evenkeel.verification;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The prices of a year: one for each session, at which it opens, stays and closes, so that whoever audits the year
 * knows what a portfolio was worth without asking anybody. From session to session they walk.
 */
record YearPrices(Map<String, NavigableMap<LocalDate, BigDecimal>> bySymbol) {
  /** A price that is not the walk's: from this session on it stands lower, by this fraction. */
  record Fall(LocalDate session, String symbol, double fraction) {}

  /**
   * How a price moves.
   *
   * @param drift of a session, as a fraction
   * @param volatility of a session, as a fraction
   */
  record Walk(String symbol, double first, double drift, double volatility) {}

  private static final List<Walk> WALKS = List.of(
      new Walk("DBMF", 27.10, 0.0002, 0.013), new Walk("GLD", 265.40, 0.0006, 0.013),
      new Walk("BIL", 91.55, 0.0002, 0));
  private static final int CENTS = 2;

  static YearPrices walk(long seed, LocalDate from, LocalDate to, List<Fall> falls) {
    return walk(new SplittableRandom(seed), from, to, WALKS, falls);
  }

  static YearPrices walk(
      RandomGenerator random, LocalDate from, LocalDate to, List<Walk> walks, List<Fall> falls) {
    List<Session> sessions = NyseCalendar.sessions(from.minusDays(14), to);
    Map<String, NavigableMap<LocalDate, BigDecimal>> prices = new LinkedHashMap<>();
    for (Walk walk : walks) {
      double price = walk.first();
      var line = new TreeMap<LocalDate, BigDecimal>();
      for (Session session : sessions) {
        price *= 1 + walk.drift() + walk.volatility() * random.nextGaussian();
        for (Fall fall : falls) {
          if (fall.session().equals(session.date()) && fall.symbol().equals(walk.symbol())) {
            price = line.lastEntry().getValue().doubleValue() * (1 - fall.fraction());
          }
        }
        line.put(session.date(), BigDecimal.valueOf(price).setScale(CENTS, RoundingMode.HALF_EVEN));
      }
      prices.put(walk.symbol(), line);
    }
    return new YearPrices(prices);
  }

  BigDecimal of(String symbol, LocalDate session) {
    return bySymbol.get(symbol).get(session);
  }

  /** In the form that the simulated exchange reads. */
  void write(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    bySymbol.forEach((symbol, line) -> {
      var text = new StringBuilder("date,open,high,low,close,volume\n");
      line.forEach((day, price) -> text.append(day)
          .append((',' + price.toPlainString()).repeat(4)).append(",1000000\n"));
      try {
        Files.writeString(folder.resolve(symbol + ".csv"), text);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    });
  }
}
