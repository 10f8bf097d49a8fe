package evenkeel.tws;

/** The lowest order id that this client may use next. */
public record NextValidId(int orderId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.NEXT_VALID_ID;
  }
}
