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

  static RequestExecutions decode(FieldReader in) {
    in.version();
    return new RequestExecutions(in.id("reqId"), ExecutionFilter.decode(in));
  }

  void encode(FieldWriter out) {
    out.version(3);
    out.integer("reqId", reqId);
    filter.encode(out);
  }
}
