package evenkeel.tws;

/**
 * Places an order, or modifies the working order with the same id.
 *
 * @param orderId above every id that this client used or was shown
 */
public record PlaceOrder(int orderId, Contract contract, Order order) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.PLACE_ORDER;
  }

  static PlaceOrder decode(FieldReader in) {
    int orderId = in.id("orderId");
    Contract contract = Contract.decodeC12(in);
    contract = contract.withSecId(in.text("secIdType"), in.text("secId"));
    OrderDraft draft = new OrderDraft(contract);
    PlaceOrderLayout.decode(in, draft);
    return new PlaceOrder(orderId, draft.contract(), draft.order());
  }

  void encode(FieldWriter out) {
    out.integer("orderId", orderId);
    contract.encodeC12(out);
    out.text("secIdType", contract.secIdType());
    out.text("secId", contract.secId());
    PlaceOrderLayout.encode(out, contract, order);
  }
}
