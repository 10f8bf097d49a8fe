package evenkeel.tws;

/** The first full batch of an account summary has been sent. */
public record AccountSummaryEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_SUMMARY_END;
  }
}
