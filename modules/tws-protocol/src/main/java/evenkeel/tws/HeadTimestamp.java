package evenkeel.tws;

/** Since when there is data; see {@link GatewayTime} for the form. */
public record HeadTimestamp(int reqId, String text) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.HEAD_TIMESTAMP;
  }

  static HeadTimestamp decode(FieldReader in) {
    return new HeadTimestamp(in.id("reqId"), in.text("text"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.text("text", text);
  }
}
