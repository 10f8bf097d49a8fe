package evenkeel.tws;

import java.util.OptionalInt;

/**
 * Asks to cancel an order.
 *
 * @param manualOrderCancelTime from version 169 on, usually empty
 * @param extOperator from version 192 on, as is {@code manualOrderIndicator}
 */
public record CancelOrder(int orderId, String manualOrderCancelTime, String extOperator,
    OptionalInt manualOrderIndicator) implements ClientMessage {

  public CancelOrder(int orderId) {
    this(orderId, "", "", OptionalInt.empty());
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_ORDER;
  }
}
