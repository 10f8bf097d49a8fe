package evenkeel.tws;

/** Ends one account summary. */
public record CancelAccountSummary(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_ACCOUNT_SUMMARY;
  }

  static CancelAccountSummary decode(FieldReader in) {
    in.version();
    return new CancelAccountSummary(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
