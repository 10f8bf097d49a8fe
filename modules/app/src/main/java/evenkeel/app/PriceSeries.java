package evenkeel.app;

import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the files say of one symbol, in the currency of the prices.
 *
 * @param closes by session
 * @param distributions cash a share, by ex-date
 * @param splits new shares for one old, by the first session with the new ones
 * @param isAdjusted whether the closes have distributions and splits in them already
 */
record PriceSeries(
    Symbol symbol, SortedMap<LocalDate, BigDecimal> closes, SortedMap<LocalDate, BigDecimal> distributions,
    SortedMap<LocalDate, BigDecimal> splits, boolean isAdjusted) {
  PriceSeries {
    closes = copy(closes);
    distributions = copy(distributions);
    splits = copy(splits);
  }

  private static SortedMap<LocalDate, BigDecimal> copy(SortedMap<LocalDate, BigDecimal> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
