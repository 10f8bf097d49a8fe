package evenkeel.tws;

/**
 * Subscribes to the profit and loss of an account, about once a second; there is no end marker.
 */
public record RequestPnl(int reqId, AccountId account, String modelCode) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_PNL;
  }
}
