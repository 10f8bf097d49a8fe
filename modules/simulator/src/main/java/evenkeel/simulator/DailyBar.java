package evenkeel.simulator;

import java.math.BigDecimal;
import java.time.LocalDate;

/** One trading day of one instrument, in its currency; the volume is in shares. */
record DailyBar(
    LocalDate date, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close,
    long volume) {

  DailyBar {
    if (low.signum() <= 0 || low.compareTo(open.min(close)) > 0
        || high.compareTo(open.max(close)) < 0 || volume < 0) {
      throw new IllegalArgumentException("not a bar: open " + open + ", high " + high + ", low "
          + low + ", close " + close + ", volume " + volume);
    }
  }
}
