package evenkeel.tws;

import java.util.ArrayList;
import java.util.List;

/** What has to be true before an order is sent, in order. */
public record OrderConditions(List<OrderCondition> conditions, boolean ignoreRth,
    boolean cancelOrder) {
  private static final String IS_MORE = "condition.isMore";
  private static final String CON_ID = "condition.conId";
  private static final String EXCHANGE = "condition.exchange";

  public static final OrderConditions NONE = new OrderConditions(List.of(), false, false);

  public OrderConditions {
    conditions = List.copyOf(conditions);
  }

  /** The two flags follow only when there is a condition. */
  static OrderConditions decode(FieldReader in) {
    int count = in.count("conditionsCount");
    if (count == 0) {
      return NONE;
    }
    List<OrderCondition> conditions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      conditions.add(decodeOne(in));
    }
    return new OrderConditions(conditions, in.flag("conditionsIgnoreRth"),
        in.flag("conditionsCancelOrder"));
  }

  void encode(FieldWriter out) {
    out.integer("conditionsCount", conditions.size());
    for (OrderCondition condition : conditions) {
      encodeOne(out, condition);
    }
    if (!conditions.isEmpty()) {
      out.flag("conditionsIgnoreRth", ignoreRth);
      out.flag("conditionsCancelOrder", cancelOrder);
    }
  }

  /** The number of the kind on the wire. */
  private static int kind(OrderCondition condition) {
    return switch (condition) {
      case OrderCondition.PriceReached it -> 1;
      case OrderCondition.TimePassed it -> 3;
      case OrderCondition.MarginCushion it -> 4;
      case OrderCondition.Executed it -> 5;
      case OrderCondition.VolumeReached it -> 6;
      case OrderCondition.PercentChanged it -> 7;
    };
  }

  private static OrderCondition decodeOne(FieldReader in) {
    int kind = in.integer("condition.type");
    String conjunction = in.text("condition.conjunction");
    if (!conjunction.equals("a") && !conjunction.equals("o")) {
      throw in.violation("condition.conjunction", "is neither a nor o");
    }
    boolean and = conjunction.equals("a");
    return switch (kind) {
      case 1 -> new OrderCondition.PriceReached(and, in.flag(IS_MORE),
          in.decimal("condition.price"), in.integerOrZero(CON_ID), in.text(EXCHANGE),
          in.integerOrZero("condition.triggerMethod"));
      case 3 -> new OrderCondition.TimePassed(and, in.flag(IS_MORE), in.text("condition.time"));
      case 4 ->
        new OrderCondition.MarginCushion(and, in.flag(IS_MORE), in.integer("condition.percent"));
      case 5 -> new OrderCondition.Executed(and, in.text("condition.secType"), in.text(EXCHANGE),
          in.text("condition.symbol"));
      case 6 -> new OrderCondition.VolumeReached(and, in.flag(IS_MORE),
          in.integer("condition.volume"), in.integerOrZero(CON_ID), in.text(EXCHANGE));
      case 7 -> new OrderCondition.PercentChanged(and, in.flag(IS_MORE),
          in.decimal("condition.changePercent"), in.integerOrZero(CON_ID), in.text(EXCHANGE));
      default -> throw in.violation("condition.type", "is not a known condition: '" + kind + "'");
    };
  }

  private static void encodeOne(FieldWriter out, OrderCondition condition) {
    out.integer("condition.type", kind(condition));
    out.text("condition.conjunction", condition.and() ? "a" : "o");
    switch (condition) {
      case OrderCondition.PriceReached it -> {
        out.flag(IS_MORE, it.isMore());
        out.decimalOrEmpty("condition.price", it.price());
        out.integer(CON_ID, it.conId());
        out.text(EXCHANGE, it.exchange());
        out.integer("condition.triggerMethod", it.triggerMethod());
      }
      case OrderCondition.TimePassed it -> {
        out.flag(IS_MORE, it.isMore());
        out.text("condition.time", it.time());
      }
      case OrderCondition.MarginCushion it -> {
        out.flag(IS_MORE, it.isMore());
        out.integer("condition.percent", it.percent());
      }
      case OrderCondition.Executed it -> {
        out.text("condition.secType", it.secType());
        out.text(EXCHANGE, it.exchange());
        out.text("condition.symbol", it.symbol());
      }
      case OrderCondition.VolumeReached it -> {
        out.flag(IS_MORE, it.isMore());
        out.integer("condition.volume", it.volume());
        out.integer(CON_ID, it.conId());
        out.text(EXCHANGE, it.exchange());
      }
      case OrderCondition.PercentChanged it -> {
        out.flag(IS_MORE, it.isMore());
        out.decimalOrEmpty("condition.changePercent", it.changePercent());
        out.integer(CON_ID, it.conId());
        out.text(EXCHANGE, it.exchange());
      }
    }
  }
}
