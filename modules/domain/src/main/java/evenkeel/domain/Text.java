package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** How amounts read in reasons. */
final class Text {
  private Text() {}

  /** Plain digits without trailing zeros. */
  static String of(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  /** Two digits after the point, as money is shown. */
  static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  /** A fraction as percent with up to two digits: 0.0712 reads "7.12 %". */
  static String percent(BigDecimal fraction) {
    return of(fraction.movePointRight(2).setScale(2, RoundingMode.HALF_UP)) + " %";
  }

  /** The largest unit first and at most two of them: "3 h 20 min", "45 s". */
  static String of(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toSeconds() + " s";
  }
}
