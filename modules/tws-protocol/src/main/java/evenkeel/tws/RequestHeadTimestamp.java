package evenkeel.tws;

/**
 * Asks since when there is data. Cancel it after the answer: it counts as an open historical
 * request.
 */
public record RequestHeadTimestamp(int reqId, Contract contract, boolean includeExpired,
    boolean useRth, String whatToShow, int formatDate) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_HEAD_TIMESTAMP;
  }

  static RequestHeadTimestamp decode(FieldReader in) {
    return new RequestHeadTimestamp(in.id("reqId"), Contract.decodeC12(in),
        in.flag("includeExpired"), in.flag("useRth"), in.text("whatToShow"),
        in.integer("formatDate"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    contract.encodeC12(out);
    out.flag("includeExpired", includeExpired);
    out.flag("useRth", useRth);
    out.text("whatToShow", whatToShow);
    out.integer("formatDate", formatDate);
  }
}
