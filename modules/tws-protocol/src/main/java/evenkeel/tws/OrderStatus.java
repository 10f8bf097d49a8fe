package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The state of an order.
 *
 * @param status free text, usually one of {@link OrderStatusWord}
 * @param remaining can be 0 in a Cancelled status: what was filled never follows from it
 * @param avgFillPrice 0 until the first fill, and sometimes still then
 * @param permId IBKR's id, 0 possible before acceptance
 * @param parentId 0 for none
 * @param clientId not a proof of who placed it: a foreign cancel shows the canceller
 * @param whyHeld for example {@code locate} or {@code trigger}
 * @param mktCapPrice above 0 when IBKR capped the price
 */
public record OrderStatus(int orderId, String status, Optional<BigDecimal> filled,
    Optional<BigDecimal> remaining, Optional<BigDecimal> avgFillPrice, long permId, int parentId,
    Optional<BigDecimal> lastFillPrice, int clientId, String whyHeld,
    Optional<BigDecimal> mktCapPrice) implements ServerMessage {

  @Override
  public ServerMessageType type() {
    return ServerMessageType.ORDER_STATUS;
  }

  /** The status as one of the documented words, empty for any other text. */
  public Optional<OrderStatusWord> word() {
    return OrderStatusWord.fromWire(status);
  }

  static OrderStatus decode(FieldReader in) {
    return new OrderStatus(in.id("orderId"), in.text("status"), in.decimal("filled"),
        in.decimal("remaining"), in.decimal("avgFillPrice"), in.longOrZero("permId"),
        in.integerOrZero("parentId"), in.decimal("lastFillPrice"), in.integerOrZero("clientId"),
        in.text("whyHeld"), in.decimal("mktCapPrice"));
  }

  void encode(FieldWriter out) {
    out.integer("orderId", orderId);
    out.text("status", status);
    out.decimalOrEmpty("filled", filled);
    out.decimalOrEmpty("remaining", remaining);
    out.decimalOrEmpty("avgFillPrice", avgFillPrice);
    out.longInteger("permId", permId);
    out.integer("parentId", parentId);
    out.decimalOrEmpty("lastFillPrice", lastFillPrice);
    out.integer("clientId", clientId);
    out.text("whyHeld", whyHeld);
    out.decimalOrEmpty("mktCapPrice", mktCapPrice);
  }
}
