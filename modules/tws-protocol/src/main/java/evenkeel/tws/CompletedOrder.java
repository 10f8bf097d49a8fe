package evenkeel.tws;

/** An order of today that ended. It has no order id and no client id: join by permId or orderRef. */
public record CompletedOrder(Contract contract, Order order,
    OrderState state) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.COMPLETED_ORDER;
  }
}
