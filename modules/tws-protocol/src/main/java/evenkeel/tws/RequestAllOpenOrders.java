package evenkeel.tws;

/**
 * Asks once for the working orders of every client; answered like {@link RequestOpenOrders}.
 */
public record RequestAllOpenOrders() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_ALL_OPEN_ORDERS;
  }

  static RequestAllOpenOrders decode(FieldReader in) {
    in.version();
    return new RequestAllOpenOrders();
  }

  void encode(FieldWriter out) {
    out.version(1);
  }
}
