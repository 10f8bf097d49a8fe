package evenkeel.gateway;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Commission;
import evenkeel.domain.Fill;
import java.math.BigDecimal;

/** What the Gateway says of orders without being asked. Any message may be missing, repeated, or out of order. */
public sealed interface OrderNews {
  /** An open order was shown. */
  record Shown(BrokerOrder order) implements OrderNews {}

  /** A status was told. The price is 0 before the first fill and is never booked. */
  record Status(
      int orderId, int clientId, long permId, BrokerStatus status, BigDecimal filled, BigDecimal remaining,
      String whyHeld)
      implements
        OrderNews {}

  record Executed(Fill fill) implements OrderNews {}

  record Charged(Commission commission) implements OrderNews {}

  /** A code with words about an order. */
  record Notice(int orderId, int code, String text) implements OrderNews {}
}
