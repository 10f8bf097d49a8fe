package evenkeel.app;

import evenkeel.domain.DecimalText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.HandOrder;
import evenkeel.domain.OrderType;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import java.math.BigDecimal;
import java.util.Optional;

/** What the owner asks for about orders, as it goes from one process to the other. */
sealed interface DeskRequest {
  /**
   * A new order.
   *
   * @param isDetached whether the request is over once the broker has the order
   */
  record Place(HandOrder order, boolean isDetached) implements DeskRequest {}

  record Cancel(int orderId) implements DeskRequest {}

  record CancelAll() implements DeskRequest {}

  /** What is empty stays as it is. */
  record Modify(int orderId, Optional<BigDecimal> quantity, Optional<BigDecimal> limit) implements DeskRequest {}

  default ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (this) {
      case Place place -> {
        HandOrder order = place.order();
        json.put("do", "place").put("side", order.side().name()).put("symbol", order.symbol().value())
            .put("quantity", order.quantity().toPlainString()).put("type", order.type().name())
            .put("tif", order.timeInForce().name()).put("detached", place.isDetached());
        order.limit().ifPresent(limit -> json.put("limit", limit.toPlainString()));
      }
      case Cancel cancel -> json.put("do", "cancel").put("order_id", cancel.orderId());
      case CancelAll all -> json.put("do", "cancel-all");
      case Modify modify -> {
        json.put("do", "modify").put("order_id", modify.orderId());
        modify.quantity().ifPresent(quantity -> json.put("quantity", quantity.toPlainString()));
        modify.limit().ifPresent(limit -> json.put("limit", limit.toPlainString()));
      }
    }
    return json;
  }

  /** An {@link IllegalArgumentException} where it is none. */
  static DeskRequest of(JsonNode json) {
    String what = json.path("do").asText();
    return switch (what) {
      case "place" -> new Place(
          new HandOrder(
              new Symbol(json.path("symbol").asText()), Side.valueOf(json.path("side").asText()),
              DecimalText.require(json.path("quantity").asText()), OrderType.valueOf(json.path("type").asText()),
              TimeInForce.valueOf(json.path("tif").asText()), number(json, "limit")),
          json.path("detached").asBoolean());
      case "cancel" -> new Cancel(json.path("order_id").asInt());
      case "cancel-all" -> new CancelAll();
      case "modify" -> new Modify(json.path("order_id").asInt(), number(json, "quantity"), number(json, "limit"));
      default -> throw new IllegalArgumentException("no such request: '" + what + "'");
    };
  }

  private static Optional<BigDecimal> number(JsonNode json, String key) {
    return json.hasNonNull(key) ? Optional.of(DecimalText.require(json.path(key).asText())) : Optional.empty();
  }
}
