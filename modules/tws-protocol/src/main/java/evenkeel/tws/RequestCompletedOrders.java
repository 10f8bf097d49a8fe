package evenkeel.tws;

/**
 * Asks for the orders of today that ended; answered by {@link CompletedOrder}, then {@link
 * CompletedOrdersEnd}.
 */
public record RequestCompletedOrders(boolean apiOnly) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_COMPLETED_ORDERS;
  }

  static RequestCompletedOrders decode(FieldReader in) {
    return new RequestCompletedOrders(in.flag("apiOnly"));
  }

  void encode(FieldWriter out) {
    out.flag("apiOnly", apiOnly);
  }
}
