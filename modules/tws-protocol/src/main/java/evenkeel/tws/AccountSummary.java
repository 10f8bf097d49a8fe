package evenkeel.tws;

/** One value of an account summary, as text. */
public record AccountSummary(int reqId, AccountId account, String tag, String value,
    String currency) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_SUMMARY;
  }
}
