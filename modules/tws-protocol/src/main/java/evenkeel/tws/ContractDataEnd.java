package evenkeel.tws;

/** Every match of a contract request has been sent. */
public record ContractDataEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.CONTRACT_DATA_END;
  }

  static ContractDataEnd decode(FieldReader in) {
    in.version();
    return new ContractDataEnd(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
