package evenkeel.tws;

/** Ends one stream of {@link Pnl}. */
public record CancelPnl(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_PNL;
  }

  static CancelPnl decode(FieldReader in) {
    return new CancelPnl(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
  }
}
