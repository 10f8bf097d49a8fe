package evenkeel.tws;

/** Asks for the tick table of a market rule; answered by {@link MarketRule}. */
public record RequestMarketRule(int marketRuleId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_MARKET_RULE;
  }

  static RequestMarketRule decode(FieldReader in) {
    return new RequestMarketRule(in.integer("marketRuleId"));
  }

  void encode(FieldWriter out) {
    out.integer("marketRuleId", marketRuleId);
  }
}
