package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The price of an execution that cannot be believed. The shares are traded all the same.
 *
 * @param told what the broker said; 0 where it said no number that can be a price
 * @param basis which price counts in its place
 */
public record DoubtedPrice(BigDecimal told, Basis basis) {
  private static final MathContext SHOWN = new MathContext(8);
  private static final int PLAIN_DIGITS_MAX = 15;

  /** Where the price that counts comes from. */
  public enum Basis {
    /** The price that the order was planned at: the broker has told no average that can be believed. */
    PLAN,
    /** The broker's average of the order, told with the execution. */
    AVERAGE,
    /** The broker's average of the order, told later. */
    LATER_AVERAGE
  }

  /** A price as it is shown, however many digits it has: {@code -28}, {@code 1.0E+39}. */
  public static String shown(BigDecimal price) {
    BigDecimal rounded = price.round(SHOWN).stripTrailingZeros();
    boolean isShort = rounded.scale() <= PLAIN_DIGITS_MAX && rounded.precision() - rounded.scale() <= PLAIN_DIGITS_MAX;
    return isShort ? rounded.toPlainString() : rounded.toString();
  }
}
