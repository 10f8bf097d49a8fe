package evenkeel.tws;

/**
 * A fill.
 *
 * @param reqId -1 when pushed live, else the request that it answers
 */
public record ExecutionDetails(int reqId, Contract contract,
    Execution execution) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.EXEC_DETAILS;
  }
}
