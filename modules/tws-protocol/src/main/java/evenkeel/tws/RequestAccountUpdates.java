package evenkeel.tws;

/**
 * Starts or ends the stream of account values and portfolio of one account. A Gateway streams
 * one account at a time; a later subscription replaces the earlier one.
 */
public record RequestAccountUpdates(boolean subscribe, AccountId account) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_ACCOUNT_UPDATES;
  }

  static RequestAccountUpdates decode(FieldReader in) {
    in.version();
    return new RequestAccountUpdates(in.flag("subscribe"), in.account("account"));
  }

  void encode(FieldWriter out) {
    out.version(2);
    out.flag("subscribe", subscribe);
    out.account("account", account);
  }
}
