package evenkeel.tws;

/** Every match of a contract request has been sent. */
public record ContractDataEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.CONTRACT_DATA_END;
  }
}
