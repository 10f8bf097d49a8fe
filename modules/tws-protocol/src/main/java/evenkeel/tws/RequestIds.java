package evenkeel.tws;

/**
 * Asks for the next order id. The number is ignored by the Gateway and reserves nothing;
 * answered by {@link NextValidId}.
 */
public record RequestIds(int numIds) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_IDS;
  }
}
