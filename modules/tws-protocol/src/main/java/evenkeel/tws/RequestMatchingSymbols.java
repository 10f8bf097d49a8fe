package evenkeel.tws;

/** Asks for instruments whose symbol or name resembles the pattern; at most one a second. */
public record RequestMatchingSymbols(int reqId, String pattern) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_MATCHING_SYMBOLS;
  }

  static RequestMatchingSymbols decode(FieldReader in) {
    return new RequestMatchingSymbols(in.id("reqId"), in.text("pattern"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.text("pattern", pattern);
  }
}
