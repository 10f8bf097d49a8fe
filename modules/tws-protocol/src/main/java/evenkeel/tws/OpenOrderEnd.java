package evenkeel.tws;

/**
 * The end of the answer to {@link RequestOpenOrders} or {@link RequestAllOpenOrders}; it does
 * not say to which.
 */
public record OpenOrderEnd() implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.OPEN_ORDER_END;
  }

  static OpenOrderEnd decode(FieldReader in) {
    in.version();
    return new OpenOrderEnd();
  }

  void encode(FieldWriter out) {
    out.version(1);
  }
}
