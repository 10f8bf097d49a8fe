package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Comparisons and divisions of amounts that a third, cut off after 34 digits, takes part in. What
 * is missing from such an amount is far below {@link #DUST}, and any real difference far above.
 */
final class Amounts {
  private static final BigDecimal DUST = new BigDecimal("1e-20");

  private Amounts() {}

  /** Whether an amount reaches a limit, equality included. */
  static boolean reaches(BigDecimal amount, BigDecimal limit) {
    return amount.add(DUST).compareTo(limit) >= 0;
  }

  /** To 34 digits, and a plain zero for zero. */
  static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return part.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, MathContext.DECIMAL128);
  }

  /** The shares, in lots of so many decimals, that an amount of money, not negative, buys completely. */
  static BigDecimal wholeShares(BigDecimal amount, BigDecimal price, int decimals) {
    return amount.add(DUST).divide(price, decimals, RoundingMode.DOWN);
  }

  /** The shares, in lots of so many decimals, closest to an amount of money, not negative; the fewer when two are. */
  static BigDecimal nearestShares(BigDecimal amount, BigDecimal price, int decimals) {
    return amount.divide(price, decimals, RoundingMode.HALF_DOWN);
  }
}
