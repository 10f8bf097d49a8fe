package evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import evenkeel.domain.DriftPolicy;
import evenkeel.domain.LookSchedule;
import evenkeel.domain.Policy;
import evenkeel.domain.RebalanceMethod;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Vanguard 2010, "Best practices for portfolio rebalancing": 60 % shares and 40 % bonds, the 1,008 months of 1926 to
 * 2009, on Shiller's monthly series: ten-year bonds at its long rate.
 */
class VanguardTest {
  /** Monthly 0, 1, 5, 10 %; quarterly 1, 5, 10 %; yearly 1, 5, 10 %; never. */
  private static final int[] MONTHS = {1, 1, 1, 1, 3, 3, 3, 12, 12, 12, 1};
  private static final double[] BANDS = {0, 0.01, 0.05, 0.10, 0.01, 0.05, 0.10, 0.01, 0.05, 0.10, -1};
  private static final List<Integer> EVENTS = List.of(1008, 349, 53, 19, 215, 44, 18, 76, 29, 11, 0);
  private static final int[] PUBLISHED = {1008, 389, 58, 20, 210, 50, 21, 72, 28, 15, 0};
  private static final double[] STOCKS = {60.1, 60.1, 61.2, 61.6, 60.2, 60.9, 62.6, 60.5, 60.7, 63.0, 84.1};

  @Test
  void countsTheSameEvents() {
    assumeTrue(Shared.data().isPresent());
    History history = history(LocalDate.of(1925, 12, 1), LocalDate.of(2009, 12, 1));
    assertThat(history.sessions()).hasSize(1009);
    List<Integer> events = new ArrayList<>();
    for (int i = 0; i < MONTHS.length; i++) {
      DriftPolicy drift = BANDS[i] < 0
          ? DriftPolicy.never()
          : new DriftPolicy.Absolute(BigDecimal.valueOf(BANDS[i]));
      Walk walk = Walk.of(
          history,
          new Policy("absolute", new LookSchedule.EverySessions(MONTHS[i]), drift, RebalanceMethod.toTarget()),
          WalkRules.exact(new BigDecimal("1000000"), weights()));
      int count = Measures.of(walk).events();
      events.add(count);
      assertThat(count).isBetween(
          (int) Math.floor(Math.min(PUBLISHED[i] - 4, PUBLISHED[i] * 0.87)),
          (int) Math.ceil(Math.max(PUBLISHED[i] + 4, PUBLISHED[i] * 1.13)));
      double sum = 0;
      for (int at = 0; at < history.sessions().size(); at++) {
        sum += walk.weight(at, 0);
      }
      assertThat(sum / history.sessions().size() * 100).isCloseTo(STOCKS[i], Offset.offset(3.0));
    }
    assertThat(events).isEqualTo(EVENTS);
  }

  private static SequencedMap<Symbol, BigDecimal> weights() {
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    weights.put(new Symbol("STOCK"), new BigDecimal("0.6"));
    weights.put(new Symbol("BOND"), new BigDecimal("0.4"));
    return weights;
  }

  /** The stock (P' + D'/12) / P - 1; the bond bought at par at last month's rate and sold at this month's. */
  static History history(LocalDate from, LocalDate to) {
    SortedMap<LocalDate, BigDecimal> stocks = new TreeMap<>();
    SortedMap<LocalDate, BigDecimal> bonds = new TreeMap<>();
    double stock = 100;
    double bond = 100;
    String[] before = {};
    Path file = Shared.data().orElseThrow().resolve("shiller_monthly.csv");
    for (String line : Shared.lines(file).stream().skip(1).toList()) {
      String[] row = line.split(",", -1);
      LocalDate date = LocalDate.parse(row[0]);
      if (date.isBefore(from) || date.isAfter(to)) {
        continue;
      }
      if (before.length > 0) {
        stock *= (number(row[1]) + number(row[2]) / 12) / number(before[1]);
        double coupon = number(before[5]) / 100;
        double rate = number(row[5]) / 100;
        double left = Math.pow(1 + rate, -(10 - 1.0 / 12));
        bond *= coupon / rate * (1 - left) + left + coupon / 12;
      }
      before = row;
      stocks.put(date, BigDecimal.valueOf(stock));
      bonds.put(date, BigDecimal.valueOf(bond));
    }
    SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes = new LinkedHashMap<>();
    closes.put(new Symbol("STOCK"), stocks);
    closes.put(new Symbol("BOND"), bonds);
    return History.ofDates(History.Input.of(closes, Income.ADJUSTED));
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}
