package evenkeel.tws;

/** Every completed order has been sent. */
public record CompletedOrdersEnd() implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.COMPLETED_ORDERS_END;
  }

  static CompletedOrdersEnd decode(FieldReader in) {
    return new CompletedOrdersEnd();
  }

  void encode(FieldWriter out) {}
}
