package evenkeel.tws;

/** When the account stream was last computed: {@code HH:mm} in the operator's zone. */
public record AccountUpdateTime(String time) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_UPDATE_TIME;
  }

  static AccountUpdateTime decode(FieldReader in) {
    in.version();
    return new AccountUpdateTime(in.text("time"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.text("time", time);
  }
}
