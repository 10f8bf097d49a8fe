package evenkeel.tws;

/** The first full batch of an account summary has been sent. */
public record AccountSummaryEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_SUMMARY_END;
  }

  static AccountSummaryEnd decode(FieldReader in) {
    in.version();
    return new AccountSummaryEnd(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
