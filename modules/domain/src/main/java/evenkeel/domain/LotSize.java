package evenkeel.domain;

import java.math.BigDecimal;

/**
 * The smallest part of a share that is traded.
 *
 * @param decimals digits after the point of a quantity
 */
public record LotSize(int decimals) {
  public static final LotSize WHOLE_SHARES = new LotSize(0);
  /** IBKR books parts of a share to four digits. */
  public static final LotSize FRACTIONAL = new LotSize(4);
  /** So small that nothing is rounded that anybody sees, for comparisons with other programs. */
  public static final LotSize EXACT = new LotSize(12);

  public LotSize {
    if (decimals < 0 || decimals > 18) {
      throw new IllegalArgumentException("a quantity has 0 to 18 digits after the point, was " + decimals);
    }
  }

  /** The name in the configuration, or an {@link IllegalArgumentException} that lists them. */
  public static LotSize of(String text) {
    return switch (text) {
      case "whole" -> WHOLE_SHARES;
      case "fractional" -> FRACTIONAL;
      case "exact" -> EXACT;
      default -> throw new IllegalArgumentException("lot size must be whole, fractional or exact, was '" + text + "'");
    };
  }

  public String text() {
    return switch (decimals) {
      case 0 -> "whole";
      case 4 -> "fractional";
      default -> "exact";
    };
  }

  /** One lot, in shares. */
  public BigDecimal step() {
    return BigDecimal.ONE.movePointLeft(decimals);
  }
}
