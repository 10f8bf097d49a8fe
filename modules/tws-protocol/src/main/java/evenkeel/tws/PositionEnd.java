package evenkeel.tws;

/** The first full batch of positions has been sent. */
public record PositionEnd() implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.POSITION_END;
  }

  static PositionEnd decode(FieldReader in) {
    in.version();
    return new PositionEnd();
  }

  void encode(FieldWriter out) {
    out.version(1);
  }
}
