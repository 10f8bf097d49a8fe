package evenkeel.tws;

import java.util.ArrayList;
import java.util.List;

/** The tick table of a market rule, lowest edge first. */
public record MarketRule(int marketRuleId,
    List<PriceIncrement> increments) implements ServerMessage {
  public MarketRule {
    increments = List.copyOf(increments);
  }

  @Override
  public ServerMessageType type() {
    return ServerMessageType.MARKET_RULE;
  }

  static MarketRule decode(FieldReader in) {
    int marketRuleId = in.id("marketRuleId");
    int count = in.count("incrementsCount");
    List<PriceIncrement> increments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      increments.add(new PriceIncrement(in.decimal("lowEdge"), in.decimal("increment")));
    }
    return new MarketRule(marketRuleId, increments);
  }

  void encode(FieldWriter out) {
    out.integer("marketRuleId", marketRuleId);
    out.integer("incrementsCount", increments.size());
    for (PriceIncrement step : increments) {
      out.decimalOrEmpty("lowEdge", step.lowEdge());
      out.decimalOrEmpty("increment", step.increment());
    }
  }
}
