package evenkeel.tws;

/** The first full batch of the positions of one account or model has been sent. */
public record PositionMultiEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.POSITION_MULTI_END;
  }

  static PositionMultiEnd decode(FieldReader in) {
    in.version();
    return new PositionMultiEnd(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
