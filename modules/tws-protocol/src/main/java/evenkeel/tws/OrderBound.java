package evenkeel.tws;

/** An order placed by hand was bound to client 0 under this order id. */
public record OrderBound(long permId, int clientId, int orderId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ORDER_BOUND;
  }

  static OrderBound decode(FieldReader in) {
    return new OrderBound(in.longOrZero("permId"), in.integerOrZero("clientId"),
        in.integer("orderId"));
  }

  void encode(FieldWriter out) {
    out.longInteger("permId", permId);
    out.integer("clientId", clientId);
    out.integer("orderId", orderId);
  }
}
