package evenkeel.tws;

/** One value of the account stream. The value is text: a number, a flag, a name or nothing. */
public record AccountValue(String key, String value, String currency,
    AccountId account) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_VALUE;
  }
}
