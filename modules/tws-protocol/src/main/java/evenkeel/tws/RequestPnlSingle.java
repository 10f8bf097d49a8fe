package evenkeel.tws;

/**
 * Subscribes to the profit and loss of one position. A contract that is not held is never
 * answered.
 */
public record RequestPnlSingle(int reqId, AccountId account, String modelCode,
    int conId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_PNL_SINGLE;
  }

  static RequestPnlSingle decode(FieldReader in) {
    return new RequestPnlSingle(in.id("reqId"), in.account("account"), in.text("modelCode"),
        in.integer("conId"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.account("account", account);
    out.text("modelCode", modelCode);
    out.integer("conId", conId);
  }
}
