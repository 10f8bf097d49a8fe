package evenkeel.app;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * How amounts read on a page. Written out by hand instead of with the JDK's locale-aware formatters,
 * which cost a short command a tenth of its time.
 */
final class Figures {
  private Figures() {}

  /** Two digits after the point and separated thousands: {@code 1,171,526.18 USD}. */
  static String money(BigDecimal amount, String currency) {
    return grouped(amount.setScale(2, RoundingMode.HALF_UP)) + " " + currency;
  }

  /** As {@link #money} without the currency, for a column that names it in its heading. */
  static String money(BigDecimal amount) {
    return grouped(amount.setScale(2, RoundingMode.HALF_UP));
  }

  /** At least two digits after the point and as many more as it has, up to six. */
  static String price(BigDecimal price) {
    BigDecimal shown = price.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
    return grouped(shown.scale() < 2 ? shown.setScale(2) : shown);
  }

  /** Whole shares without a point, fractions with as many digits as there are. */
  static String shares(BigDecimal shares) {
    BigDecimal shown = shares.stripTrailingZeros();
    return grouped(shown.scale() < 0 ? shown.setScale(0) : shown);
  }

  /** A fraction as percent: 0.3333 reads {@code 33.33 %}. */
  static String percent(BigDecimal fraction) {
    return grouped(hundredths(fraction)) + " %";
  }

  /** A drift, given as a fraction, in points with its sign: 0.0621 reads {@code +6.21 pts}. */
  static String points(BigDecimal drift) {
    BigDecimal points = hundredths(drift);
    return (points.signum() > 0 ? "+" : "") + grouped(points) + " pts";
  }

  /** A date with its day of the week: {@code Fri 2025-11-28}. */
  static String date(LocalDate date) {
    String day = date.getDayOfWeek().name();
    return day.charAt(0) + day.substring(1, 3).toLowerCase(java.util.Locale.ROOT) + " " + date;
  }

  private static BigDecimal hundredths(BigDecimal fraction) {
    return fraction.movePointRight(2).setScale(2, RoundingMode.HALF_UP);
  }

  private static String grouped(BigDecimal amount) {
    String plain = amount.abs().toPlainString();
    int point = plain.indexOf('.');
    StringBuilder text = new StringBuilder(plain);
    for (int at = (point < 0 ? plain.length() : point) - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return amount.signum() < 0 ? "-" + text : text.toString();
  }
}
