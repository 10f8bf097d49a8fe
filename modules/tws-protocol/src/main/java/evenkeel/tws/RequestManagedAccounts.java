package evenkeel.tws;

/** Asks for the accounts of the log-in; answered by {@link ManagedAccounts}. */
public record RequestManagedAccounts() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_MANAGED_ACCTS;
  }
}
