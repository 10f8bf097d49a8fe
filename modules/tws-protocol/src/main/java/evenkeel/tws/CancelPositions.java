package evenkeel.tws;

/** Ends the stream of positions. */
public record CancelPositions() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_POSITIONS;
  }
}
