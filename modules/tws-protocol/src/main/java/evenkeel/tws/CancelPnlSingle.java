package evenkeel.tws;

/** Ends one stream of {@link PnlSingle}. */
public record CancelPnlSingle(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_PNL_SINGLE;
  }

  static CancelPnlSingle decode(FieldReader in) {
    return new CancelPnlSingle(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
  }
}
