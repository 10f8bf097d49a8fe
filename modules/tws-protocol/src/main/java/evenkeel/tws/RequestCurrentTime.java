package evenkeel.tws;

/** Asks for the Gateway's time; serves as heartbeat, because the protocol has none. */
public record RequestCurrentTime() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_CURRENT_TIME;
  }

  static RequestCurrentTime decode(FieldReader in) {
    in.version();
    return new RequestCurrentTime();
  }

  void encode(FieldWriter out) {
    out.version(1);
  }
}
