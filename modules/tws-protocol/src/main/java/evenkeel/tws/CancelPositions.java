package evenkeel.tws;

/** Ends the stream of positions. */
public record CancelPositions() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_POSITIONS;
  }

  static CancelPositions decode(FieldReader in) {
    in.version();
    return new CancelPositions();
  }

  void encode(FieldWriter out) {
    out.version(1);
  }
}
