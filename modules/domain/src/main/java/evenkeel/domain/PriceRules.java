package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * When a quote may be priced with.
 *
 * @param ageMax how long ago the last price may have been traded, counted while the exchange is open,
 *     and how long ago bid and ask may have arrived
 * @param previousCloseDistanceMax how far the price may lie from the previous close, as a fraction
 *     of it (0.2 is 20 %)
 * @param previousClose whether the previous close is a price while the exchange is open
 */
public record PriceRules(Duration ageMax, BigDecimal previousCloseDistanceMax, PreviousCloseInSession previousClose) {
  /** With no previous close in an open session. */
  public PriceRules(Duration ageMax, BigDecimal previousCloseDistanceMax) {
    this(ageMax, previousCloseDistanceMax, PreviousCloseInSession.REFUSE);
  }

  public PriceRules {
    if (ageMax.isNegative() || ageMax.isZero()) {
      throw new IllegalArgumentException("age of a price must be above zero, was " + ageMax);
    }
    if (previousCloseDistanceMax.signum() <= 0) {
      throw new IllegalArgumentException("distance from the previous close must be above 0, was "
          + Text.of(previousCloseDistanceMax));
    }
  }
}
