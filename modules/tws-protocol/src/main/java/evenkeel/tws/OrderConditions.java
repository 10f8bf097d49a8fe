package evenkeel.tws;

import java.util.List;

/** What has to be true before an order is sent, in order. */
public record OrderConditions(List<OrderCondition> conditions, boolean ignoreRth,
    boolean cancelOrder) {
  public static final OrderConditions NONE = new OrderConditions(List.of(), false, false);

  public OrderConditions {
    conditions = List.copyOf(conditions);
  }
}
