package evenkeel.gateway;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Commission;
import evenkeel.domain.Fill;
import java.math.BigDecimal;
import java.util.Optional;

/** What the Gateway says of orders without being asked. Any message may be missing, repeated, or out of order. */
public sealed interface OrderNews {
  /** An open order was shown. */
  record Shown(BrokerOrder order) implements OrderNews {}

  /**
   * A status was told.
   *
   * @param averagePrice of what was filled so far, 0 before the first fill; read only where the price of an execution
   *     cannot be believed
   */
  record Status(
      int orderId, int clientId, long permId, BrokerStatus status, BigDecimal filled, BigDecimal remaining,
      String whyHeld, Optional<BigDecimal> averagePrice)
      implements
        OrderNews {
    /** Without an average price. */
    public Status(
        int orderId, int clientId, long permId, BrokerStatus status, BigDecimal filled, BigDecimal remaining,
        String whyHeld) {
      this(orderId, clientId, permId, status, filled, remaining, whyHeld, Optional.empty());
    }
  }

  record Executed(Fill fill) implements OrderNews {}

  record Charged(Commission commission) implements OrderNews {}

  /** A code with words about an order. */
  record Notice(int orderId, int code, String text) implements OrderNews {}
}
