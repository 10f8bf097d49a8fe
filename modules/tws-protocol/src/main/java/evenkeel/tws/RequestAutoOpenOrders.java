package evenkeel.tws;

/**
 * Binds orders placed by hand to this client from now on; for client id 0 only, others get
 * error 327.
 */
public record RequestAutoOpenOrders(boolean autoBind) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_AUTO_OPEN_ORDERS;
  }

  static RequestAutoOpenOrders decode(FieldReader in) {
    in.version();
    return new RequestAutoOpenOrders(in.flag("autoBind"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.flag("autoBind", autoBind);
  }
}
