package evenkeel.tws;

import java.util.Optional;

/**
 * A message that this codec does not decode: to be counted and logged, never fatal.
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

  /** The name in IBKR's documents, empty when it is not even known by name. */
  public Optional<String> wireName() {
    return Optional.ofNullable(UnusedMessages.OF_GATEWAYS.get(id));
  }

  void encode(FieldWriter out) {
    for (int i = 1; i < fieldCount; i++) {
      out.empty();
    }
  }
}
