package evenkeel.tws;

import java.util.OptionalInt;

/**
 * Asks to cancel an order.
 *
 * @param manualOrderCancelTime from version 169 on, usually empty
 * @param extOperator from version 192 on, as is {@code manualOrderIndicator}
 */
public record CancelOrder(int orderId, String manualOrderCancelTime, String extOperator,
    OptionalInt manualOrderIndicator) implements ClientMessage {

  public CancelOrder(int orderId) {
    this(orderId, "", "", OptionalInt.empty());
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_ORDER;
  }

  static CancelOrder decode(FieldReader in) {
    if (!in.since(ServerVersions.MANUAL_ORDER_INDICATOR)) {
      in.version();
    }
    int orderId = in.id("orderId");
    String cancelTime = in.since(ServerVersions.MANUAL_ORDER_TIME)
        ? in.text("manualOrderCancelTime")
        : "";
    if (hasFillers(in.since(ServerVersions.RFQ_FILLERS),
        in.since(ServerVersions.RFQ_FILLERS_DROPPED))) {
      in.text("filler1");
      in.text("filler2");
      in.optionalInteger("filler3");
    }
    if (!in.since(ServerVersions.MANUAL_ORDER_INDICATOR)) {
      return new CancelOrder(orderId, cancelTime, "", OptionalInt.empty());
    }
    return new CancelOrder(orderId, cancelTime, in.text("extOperator"),
        in.optionalInteger("manualOrderIndicator"));
  }

  void encode(FieldWriter out) {
    if (!out.since(ServerVersions.MANUAL_ORDER_INDICATOR)) {
      out.version(1);
    }
    out.integer("orderId", orderId);
    if (out.carries(ServerVersions.MANUAL_ORDER_TIME, "manualOrderCancelTime",
        !manualOrderCancelTime.isEmpty())) {
      out.text("manualOrderCancelTime", manualOrderCancelTime);
    }
    if (hasFillers(out.since(ServerVersions.RFQ_FILLERS),
        out.since(ServerVersions.RFQ_FILLERS_DROPPED))) {
      out.empty();
      out.empty();
      out.integerOrMax("filler3", OptionalInt.empty());
    }
    if (out.carries(ServerVersions.MANUAL_ORDER_INDICATOR, "extOperator",
        !extOperator.isEmpty() || manualOrderIndicator.isPresent())) {
      out.text("extOperator", extOperator);
      out.integerOrMax("manualOrderIndicator", manualOrderIndicator);
    }
  }

  private static boolean hasFillers(boolean since, boolean dropped) {
    return since && !dropped;
  }
}
