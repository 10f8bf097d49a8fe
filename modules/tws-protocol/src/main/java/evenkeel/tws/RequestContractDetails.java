package evenkeel.tws;

/**
 * Asks for the instruments that match; answered by {@link ContractData}, then
 * {@link ContractDataEnd}.
 *
 * @param issuerId from version 176 on
 */
public record RequestContractDetails(int reqId, Contract contract, boolean includeExpired,
    String issuerId) implements ClientMessage {

  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_CONTRACT_DETAILS;
  }

  static RequestContractDetails decode(FieldReader in) {
    in.version();
    int reqId = in.id("reqId");
    Contract contract = Contract.decodeC12(in);
    boolean includeExpired = in.flag("includeExpired");
    contract = contract.withSecId(in.text("secIdType"), in.text("secId"));
    String issuerId = in.since(ServerVersions.ISSUER_ID) ? in.text("issuerId") : "";
    return new RequestContractDetails(reqId, contract, includeExpired, issuerId);
  }

  void encode(FieldWriter out) {
    out.version(8);
    out.integer("reqId", reqId);
    contract.encodeC12(out);
    out.flag("includeExpired", includeExpired);
    out.text("secIdType", contract.secIdType());
    out.text("secId", contract.secId());
    if (out.carries(ServerVersions.ISSUER_ID, "issuerId", !issuerId.isEmpty())) {
      out.text("issuerId", issuerId);
    }
  }
}
