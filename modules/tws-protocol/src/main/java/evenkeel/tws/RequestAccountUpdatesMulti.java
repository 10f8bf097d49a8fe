package evenkeel.tws;

/**
 * Subscribes to the values of one account or model beside other subscriptions; answered by
 * {@link AccountUpdateMulti}, then {@link AccountUpdateMultiEnd}.
 */
public record RequestAccountUpdatesMulti(int reqId, AccountId account, String modelCode,
    boolean ledgerAndNlv) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_ACCOUNT_UPDATES_MULTI;
  }

  static RequestAccountUpdatesMulti decode(FieldReader in) {
    in.version();
    return new RequestAccountUpdatesMulti(in.id("reqId"), in.account("account"),
        in.text("modelCode"), in.flag("ledgerAndNlv"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
    out.account("account", account);
    out.text("modelCode", modelCode);
    out.flag("ledgerAndNlv", ledgerAndNlv);
  }
}
