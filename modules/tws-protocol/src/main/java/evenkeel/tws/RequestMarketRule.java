package evenkeel.tws;

/** Asks for the tick table of a market rule; answered by {@link MarketRule}. */
public record RequestMarketRule(int marketRuleId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_MARKET_RULE;
  }
}
