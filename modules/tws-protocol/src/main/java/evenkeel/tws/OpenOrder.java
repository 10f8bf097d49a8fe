package evenkeel.tws;

/**
 * A working order, or the preview of one. It does not tell what was filled.
 *
 * @param orderId 0 for an order that is not bound to the API, negative for a bound manual order
 */
public record OpenOrder(int orderId, Contract contract, Order order,
    OrderState state) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.OPEN_ORDER;
  }

  static OpenOrder decode(FieldReader in) {
    int orderId = in.id("orderId");
    OrderDraft draft = new OrderDraft(Contract.decodeC11(in));
    OrderState state = OpenOrderLayout.decode(in, draft);
    return new OpenOrder(orderId, draft.contract(), draft.order(), state);
  }

  void encode(FieldWriter out) {
    out.integer("orderId", orderId);
    contract.encodeC11(out, "0", "?");
    OpenOrderLayout.encode(out, contract, order, state);
  }
}
