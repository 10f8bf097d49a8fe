package evenkeel.tws;

/** One value of an account or model, as text. */
public record AccountUpdateMulti(int reqId, AccountId account, String modelCode, String key,
    String value, String currency) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_UPDATE_MULTI;
  }

  /** One of the values is the number of the account, of which only a part is shown. */
  @Override
  public String toString() {
    return "AccountUpdateMulti[reqId=" + reqId + ", account=" + account + ", modelCode=" + modelCode + ", key=" + key
        + ", value=" + AccountId.masked(value) + ", currency=" + currency + "]";
  }

  static AccountUpdateMulti decode(FieldReader in) {
    in.version();
    return new AccountUpdateMulti(in.id("reqId"), in.account("account"), in.text("modelCode"),
        in.text("key"), in.text("value"), in.text("currency"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
    out.account("account", account);
    out.text("modelCode", modelCode);
    out.text("key", key);
    out.text("value", value);
    out.text("currency", currency);
  }
}
