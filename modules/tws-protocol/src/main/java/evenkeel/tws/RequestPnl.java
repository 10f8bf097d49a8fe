package evenkeel.tws;

/**
 * Subscribes to the profit and loss of an account, about once a second; there is no end marker.
 */
public record RequestPnl(int reqId, AccountId account, String modelCode) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_PNL;
  }

  static RequestPnl decode(FieldReader in) {
    return new RequestPnl(in.id("reqId"), in.account("account"), in.text("modelCode"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.account("account", account);
    out.text("modelCode", modelCode);
  }
}
