package evenkeel.tws;

/** Every execution of a request has been sent. */
public record ExecutionDetailsEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.EXEC_DETAILS_END;
  }
}
