package evenkeel.tws;

/**
 * Places an order, or modifies the working order with the same id.
 *
 * @param orderId above every id that this client used or was shown
 */
public record PlaceOrder(int orderId, Contract contract, Order order) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.PLACE_ORDER;
  }
}
