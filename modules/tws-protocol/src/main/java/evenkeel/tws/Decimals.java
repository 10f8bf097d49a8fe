package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Decimals in the spellings that are too rare for the fast path. */
final class Decimals {
  /** Digits before the point: room for the largest float, with which some programs say "no value". */
  private static final int WHOLE_DIGITS_MAX = 40;
  /** Digits after the point: room for what a difference of two doubles leaves over. */
  private static final int FRACTION_DIGITS_MAX = 64;

  private Decimals() {}

  /** Whether the text is a number that stands for "no value". */
  static boolean isLargest(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1.7976931348623157e308", "1.7976931348623157e+308", "2147483647", "9223372036854775807",
          "-9223372036854775808" ->
        true;
      default -> false;
    };
  }

  /** Whether the text says that there is no finite number. */
  static boolean isNotANumber(String text) {
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return switch (unsigned.toLowerCase(Locale.ROOT)) {
      case "nan", "inf", "infinity", "infinite" -> true;
      default -> false;
    };
  }

  /**
   * The value without an exponent, empty when the text is no decimal.
   *
   * @throws ArithmeticException when it has more digits than a price, a quantity or an amount can have
   */
  static Optional<BigDecimal> parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
        return Optional.empty();
      }
    }
    try {
      BigDecimal value = new BigDecimal(text);
      // Bounded before it is written out: a few bytes can name a number with a billion digits.
      if (value.scale() > FRACTION_DIGITS_MAX
          || (long) value.precision() - value.scale() > WHOLE_DIGITS_MAX) {
        throw new ArithmeticException("out of bounds");
      }
      return Optional.of(value.scale() < 0 ? value.setScale(0) : value);
    } catch (NumberFormatException wrong) {
      return Optional.empty();
    }
  }
}
