package evenkeel.tws;

/** The first full batch of the values of one account or model has been sent. */
public record AccountUpdateMultiEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_UPDATE_MULTI_END;
  }

  static AccountUpdateMultiEnd decode(FieldReader in) {
    in.version();
    return new AccountUpdateMultiEnd(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
