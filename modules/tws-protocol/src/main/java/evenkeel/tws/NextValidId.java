package evenkeel.tws;

/** The lowest order id that this client may use next. */
public record NextValidId(int orderId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.NEXT_VALID_ID;
  }

  static NextValidId decode(FieldReader in) {
    in.version();
    return new NextValidId(in.id("orderId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("orderId", orderId);
  }
}
