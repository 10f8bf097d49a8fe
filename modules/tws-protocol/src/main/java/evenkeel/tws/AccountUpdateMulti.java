package evenkeel.tws;

/** One value of an account or model, as text. */
public record AccountUpdateMulti(int reqId, AccountId account, String modelCode, String key,
    String value, String currency) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_UPDATE_MULTI;
  }
}
