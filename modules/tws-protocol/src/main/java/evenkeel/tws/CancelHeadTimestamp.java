package evenkeel.tws;

/** Ends a request for the first date of data. */
public record CancelHeadTimestamp(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_HEAD_TIMESTAMP;
  }

  static CancelHeadTimestamp decode(FieldReader in) {
    return new CancelHeadTimestamp(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
  }
}
