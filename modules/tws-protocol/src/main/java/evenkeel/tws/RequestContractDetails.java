package evenkeel.tws;

/**
 * Asks for the instruments that match; answered by {@link ContractData}, then
 * {@link ContractDataEnd}.
 *
 * @param issuerId from version 176 on
 */
public record RequestContractDetails(int reqId, Contract contract, boolean includeExpired,
    String issuerId)
    implements
      ClientMessage {

  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_CONTRACT_DETAILS;
  }
}
