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
}
