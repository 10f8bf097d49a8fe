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
}
