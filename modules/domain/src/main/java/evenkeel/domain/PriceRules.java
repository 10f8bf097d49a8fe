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
 */
public record PriceRules(Duration ageMax, BigDecimal previousCloseDistanceMax) {
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
