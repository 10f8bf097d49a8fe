package evenkeel.tws;

/** Asks for the accounts of the log-in; answered by {@link ManagedAccounts}. */
public record RequestManagedAccounts() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_MANAGED_ACCTS;
  }

  static RequestManagedAccounts decode(FieldReader in) {
    in.version();
    return new RequestManagedAccounts();
  }

  void encode(FieldWriter out) {
    out.version(1);
  }
}
