package evenkeel.tws;

/** One value of the account stream. The value is text: a number, a flag, a name or nothing. */
public record AccountValue(String key, String value, String currency,
    AccountId account) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_VALUE;
  }

  /** One of the values is the number of the account, of which only a part is shown. */
  @Override
  public String toString() {
    return "AccountValue[key=" + key + ", value=" + AccountId.masked(value) + ", currency=" + currency + ", account="
        + account + "]";
  }

  static AccountValue decode(FieldReader in) {
    in.version();
    return new AccountValue(in.text("key"), in.text("value"), in.text("currency"),
        in.account("account"));
  }

  void encode(FieldWriter out) {
    out.version(2);
    out.text("key", key);
    out.text("value", value);
    out.text("currency", currency);
    out.account("account", account);
  }
}
