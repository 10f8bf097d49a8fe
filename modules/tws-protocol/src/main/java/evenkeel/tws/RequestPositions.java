package evenkeel.tws;

/**
 * Subscribes to the positions of all accounts; answered by {@link Position}, then {@link
 * PositionEnd}, then changes.
 */
public record RequestPositions() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_POSITIONS;
  }

  static RequestPositions decode(FieldReader in) {
    in.version();
    return new RequestPositions();
  }

  void encode(FieldWriter out) {
    out.version(1);
  }
}
