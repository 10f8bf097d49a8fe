package evenkeel.tws;

import java.util.Optional;

/**
 * A request that this codec does not decode: to be counted and logged, never fatal.
 * Encoded, it is the id followed by empty fields.
 *
 * @param fieldCount fields in the message, the id included
 */
public record UnknownRequest(int id, int fieldCount) implements ClientMessage {
  public UnknownRequest {
    Checks.require(fieldCount >= 1, "fieldCount must be at least 1");
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.UNKNOWN;
  }

  /** The name in IBKR's documents, empty when it is not even known by name. */
  public Optional<String> wireName() {
    return Optional.ofNullable(UnusedMessages.OF_CLIENTS.get(id));
  }

  void encode(FieldWriter out) {
    for (int i = 1; i < fieldCount; i++) {
      out.empty();
    }
  }
}
