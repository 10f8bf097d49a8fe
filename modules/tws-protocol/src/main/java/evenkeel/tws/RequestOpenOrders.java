package evenkeel.tws;

/**
 * Asks for the working orders of this client id; answered by pairs of {@link OpenOrder} and
 * {@link OrderStatus}, then {@link OpenOrderEnd}.
 */
public record RequestOpenOrders() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_OPEN_ORDERS;
  }

  static RequestOpenOrders decode(FieldReader in) {
    in.version();
    return new RequestOpenOrders();
  }

  void encode(FieldWriter out) {
    out.version(1);
  }
}
