package evenkeel.tws;

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
}
