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

  static ExecutionDetails decode(FieldReader in) {
    int reqId = in.id("reqId");
    int orderId = in.integerOrZero("orderId");
    return new ExecutionDetails(reqId, Contract.decodeC11(in), Execution.decode(in, orderId));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.integer("orderId", execution.orderId());
    contract.encodeC11(out, "0.0", "");
    execution.encode(out);
  }
}
