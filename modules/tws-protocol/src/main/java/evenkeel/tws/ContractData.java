package evenkeel.tws;

/** One instrument that matches a contract request. */
public record ContractData(int reqId, ContractDetails details) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.CONTRACT_DATA;
  }

  static ContractData decode(FieldReader in) {
    if (!in.since(ServerVersions.SIZE_RULES)) {
      in.version();
    }
    return new ContractData(in.id("reqId"), ContractDetails.decode(in));
  }

  void encode(FieldWriter out) {
    if (!out.since(ServerVersions.SIZE_RULES)) {
      out.version(8);
    }
    out.integer("reqId", reqId);
    details.encode(out);
  }
}
