package evenkeel.tws;

/** Ends one account summary. */
public record CancelAccountSummary(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_ACCOUNT_SUMMARY;
  }
}
