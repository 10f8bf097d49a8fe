package evenkeel.tws;

/** One value of an account summary, as text. */
public record AccountSummary(int reqId, AccountId account, String tag, String value,
    String currency) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCOUNT_SUMMARY;
  }

  /** One of the values is the number of the account, of which only a part is shown. */
  @Override
  public String toString() {
    return "AccountSummary[reqId=" + reqId + ", account=" + account + ", tag=" + tag + ", value="
        + AccountId.masked(value) + ", currency=" + currency + "]";
  }

  static AccountSummary decode(FieldReader in) {
    in.version();
    return new AccountSummary(in.id("reqId"), in.account("account"), in.text("tag"),
        in.text("value"), in.text("currency"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
    out.account("account", account);
    out.text("tag", tag);
    out.text("value", value);
    out.text("currency", currency);
  }
}
