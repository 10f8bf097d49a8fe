package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The highest and the lowest price of a session up to each of its moments, as seen at points that
 * lie evenly in it. Made once a day, since every quote shows them.
 */
record DayExtremes(LocalDate date, List<BigDecimal> highs, List<BigDecimal> lows) {
  private static final int POINTS = 128;

  DayExtremes {
    highs = List.copyOf(highs);
    lows = List.copyOf(lows);
  }

  static DayExtremes of(IntradayPath path) {
    List<BigDecimal> highs = new ArrayList<>();
    List<BigDecimal> lows = new ArrayList<>();
    BigDecimal high = path.bar().open();
    BigDecimal low = high;
    for (int i = 0; i <= POINTS; i++) {
      BigDecimal price = BigDecimal.valueOf(path.at((double) i / POINTS)).setScale(2,
          RoundingMode.HALF_UP);
      high = high.max(price);
      low = low.min(price);
      highs.add(high);
      lows.add(low);
    }
    return new DayExtremes(path.bar().date(), highs, lows);
  }

  /** The highest when {@code part} of the session has passed, from 0 to 1. */
  BigDecimal high(double part) {
    return highs.get((int) (part * POINTS));
  }

  BigDecimal low(double part) {
    return lows.get((int) (part * POINTS));
  }
}
