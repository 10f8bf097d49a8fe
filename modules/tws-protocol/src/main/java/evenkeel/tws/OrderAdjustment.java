package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How an order changes once a price is reached.
 *
 * @param orderType empty for none; Gateways spell that {@code None}
 */
public record OrderAdjustment(String orderType, Optional<BigDecimal> triggerPrice,
    Optional<BigDecimal> limitPriceOffset, Optional<BigDecimal> stopPrice,
    Optional<BigDecimal> stopLimitPrice, Optional<BigDecimal> trailingAmount, int trailingUnit) {
  public static final OrderAdjustment NONE = new OrderAdjustment("", Optional.empty(),
      Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

  OrderAdjustment withLimitPriceOffset(Optional<BigDecimal> offset) {
    return offset.isEmpty()
        ? this
        : new OrderAdjustment(orderType, triggerPrice, offset, stopPrice, stopLimitPrice,
            trailingAmount, trailingUnit);
  }
}
