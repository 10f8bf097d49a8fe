package evenkeel.tws;

/** When the account stream was last computed: {@code HH:mm} in the operator's zone. */
public record AccountUpdateTime(String time) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_UPDATE_TIME;
  }
}
