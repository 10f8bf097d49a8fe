package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;

/**
 * How amounts read on a page. Written out by hand instead of with the JDK's locale-aware formatters,
 * which cost a short command a tenth of its time.
 */
final class Figures {
  /** From Monday on. */
  private static final String WEEKDAYS = "一二三四五六日";

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
  static Phrase points(BigDecimal drift) {
    BigDecimal points = hundredths(drift);
    return new TimeWords.Points((points.signum() > 0 ? "+" : "") + grouped(points));
  }

  /** A date with its day of the week: {@code Fri 2025-11-28}. */
  static String date(LocalDate date, Language language) {
    String day = date.getDayOfWeek().name();
    return switch (language) {
      case EN -> day.charAt(0) + day.substring(1, 3).toLowerCase(Locale.ROOT) + " " + date;
      case ZH -> date + " 周" + WEEKDAYS.charAt(date.getDayOfWeek().getValue() - 1);
    };
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
