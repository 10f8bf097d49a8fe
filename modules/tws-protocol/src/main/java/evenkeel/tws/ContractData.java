package evenkeel.tws;

/** One instrument that matches a contract request. */
public record ContractData(int reqId, ContractDetails details) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.CONTRACT_DATA;
  }
}
