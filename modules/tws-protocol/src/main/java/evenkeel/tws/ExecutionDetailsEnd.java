package evenkeel.tws;

/** Every execution of a request has been sent. */
public record ExecutionDetailsEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.EXEC_DETAILS_END;
  }

  static ExecutionDetailsEnd decode(FieldReader in) {
    in.version();
    return new ExecutionDetailsEnd(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
