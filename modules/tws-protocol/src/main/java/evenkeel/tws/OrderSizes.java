package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Limits on the parts of an order.
 *
 * @param displaySize shares shown, 0 for all; Gateways echo it as unset
 * @param cashQuantity amount of money to trade instead of a number of shares
 */
public record OrderSizes(OptionalInt displaySize, OptionalInt minQuantity,
    OptionalInt minTradeQuantity, OptionalInt minCompeteSize, OptionalInt postToAts,
    Optional<BigDecimal> cashQuantity) {
  public static final OrderSizes NONE = new OrderSizes(OptionalInt.of(0), OptionalInt.empty(),
      OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
}
