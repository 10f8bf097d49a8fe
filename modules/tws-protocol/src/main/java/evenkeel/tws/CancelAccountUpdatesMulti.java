package evenkeel.tws;

/** Ends one subscription of {@link RequestAccountUpdatesMulti}. */
public record CancelAccountUpdatesMulti(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_ACCOUNT_UPDATES_MULTI;
  }
}
