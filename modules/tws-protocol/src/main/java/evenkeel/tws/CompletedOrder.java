package evenkeel.tws;

/** An order of today that ended. It has no order id and no client id: join by permId or orderRef. */
public record CompletedOrder(Contract contract, Order order,
    OrderState state) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.COMPLETED_ORDER;
  }

  static CompletedOrder decode(FieldReader in) {
    OrderDraft draft = new OrderDraft(Contract.decodeC11(in));
    OrderState state = CompletedOrderLayout.decode(in, draft);
    return new CompletedOrder(draft.contract(), draft.order(), state);
  }

  void encode(FieldWriter out) {
    contract.encodeC11(out, "0", "?");
    CompletedOrderLayout.encode(out, contract, order, state);
  }
}
