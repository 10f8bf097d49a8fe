package evenkeel.tws;

/** Ends one subscription of {@link RequestAccountUpdatesMulti}. */
public record CancelAccountUpdatesMulti(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_ACCOUNT_UPDATES_MULTI;
  }

  static CancelAccountUpdatesMulti decode(FieldReader in) {
    in.version();
    return new CancelAccountUpdatesMulti(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
