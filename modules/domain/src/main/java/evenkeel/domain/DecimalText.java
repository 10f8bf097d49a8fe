package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads numbers that come as text from outside: from the Gateway, files, other programs and the command line.
 *
 * <p>A few bytes can name a number with a billion digits ({@code 1E999999999}), which arithmetic then writes out. What
 * has more than {@link #WHOLE_DIGITS_MAX} digits before the point or {@link #FRACTION_DIGITS_MAX} after it is no price,
 * quantity or amount, and is refused here, before anything computes with it. The codec holds the same bounds.
 */
public final class DecimalText {
  /** Room for the largest float, with which some programs say that there is no value. */
  public static final int WHOLE_DIGITS_MAX = 40;
  /** Room for what a difference of two doubles leaves over, such as {@code 1.1368683772161603E-13}. */
  public static final int FRACTION_DIGITS_MAX = 64;
  private static final int CHARACTERS_MAX = 128;

  /** What a text is. */
  public enum Kind {
    NUMBER, NOT_A_NUMBER, OUT_OF_BOUNDS
  }

  private DecimalText() {}

  /** The number; empty where the text is none, or one out of bounds. */
  public static Optional<BigDecimal> parse(String text) {
    return anyNumber(text).filter(DecimalText::isInBounds);
  }

  /**
   * The number.
   *
   * @throws NumberFormatException where the text is none, or one out of bounds
   */
  public static BigDecimal require(String text) {
    return parse(text).orElseThrow(() -> new NumberFormatException(kind(text) == Kind.OUT_OF_BOUNDS
        ? "a number out of bounds: '" + shown(text) + "'"
        : "not a number: '" + shown(text) + "'"));
  }

  /** Whether the text is a number, and one that may be computed with. */
  public static Kind kind(String text) {
    return anyNumber(text).map(number -> isInBounds(number) ? Kind.NUMBER : Kind.OUT_OF_BOUNDS)
        .orElse(text.length() > CHARACTERS_MAX ? Kind.OUT_OF_BOUNDS : Kind.NOT_A_NUMBER);
  }

  /** Whether a number that is read already has no more digits than are allowed. */
  public static boolean isInBounds(BigDecimal number) {
    // Not written out for the comparison: that is what is to be avoided.
    return number.scale() <= FRACTION_DIGITS_MAX && (long) number.precision() - number.scale() <= WHOLE_DIGITS_MAX;
  }

  private static Optional<BigDecimal> anyNumber(String text) {
    if (text.length() > CHARACTERS_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static String shown(String text) {
    return text.length() > CHARACTERS_MAX ? text.substring(0, CHARACTERS_MAX) + "..." : text;
  }
}
