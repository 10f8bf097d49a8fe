package evenkeel.tws;

/**
 * Asks for the executions of the day; answered by {@link ExecutionDetails} with
 * {@link CommissionReport}, then {@link ExecutionDetailsEnd}.
 */
public record RequestExecutions(int reqId, ExecutionFilter filter) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_EXECUTIONS;
  }
}
