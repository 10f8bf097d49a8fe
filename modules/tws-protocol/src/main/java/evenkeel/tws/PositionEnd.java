package evenkeel.tws;

/** The first full batch of positions has been sent. */
public record PositionEnd() implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.POSITION_END;
  }
}
