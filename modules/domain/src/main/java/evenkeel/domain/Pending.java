package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What the broker was asked to do with an order and has not answered.
 *
 * @param cancel when a cancel was asked for
 * @param change the terms that it is to have
 */
public record Pending(Optional<Instant> cancel, Optional<Terms> change) {
  public static final Pending NOTHING = new Pending(Optional.empty(), Optional.empty());

  /**
   * What can be changed of an order.
   *
   * @param limit as in {@link Leg}
   * @param at when it was asked for
   */
  public record Terms(BigDecimal quantity, Optional<BigDecimal> limit, Instant at) {
    /** Whether an order of this size and limit has these terms. */
    public boolean are(BigDecimal otherQuantity, Optional<BigDecimal> otherLimit) {
      return quantity.compareTo(otherQuantity) == 0
          && limit.map(BigDecimal::stripTrailingZeros).equals(otherLimit.map(BigDecimal::stripTrailingZeros));
    }
  }

  public boolean isNothing() {
    return equals(NOTHING);
  }

  Pending withCancel(Optional<Instant> at) {
    return new Pending(at, change);
  }

  Pending withChange(Optional<Terms> terms) {
    return new Pending(cancel, terms);
  }
}
