package evenkeel.tws;

/**
 * A message with an id that this codec does not know: to be counted and logged, never fatal.
 * Encoded, it is the id followed by empty fields.
 *
 * @param fieldCount fields in the message, the id included
 */
public record UnknownMessage(int id, int fieldCount) implements ServerMessage {
  public UnknownMessage {
    Checks.require(fieldCount >= 1, "fieldCount must be at least 1");
  }

  @Override
  public ServerMessageType type() {
    return ServerMessageType.UNKNOWN;
  }

  void encode(FieldWriter out) {
    for (int i = 1; i < fieldCount; i++) {
      out.empty();
    }
  }
}
