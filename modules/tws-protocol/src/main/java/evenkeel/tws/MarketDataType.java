package evenkeel.tws;

/**
 * What kind of data follows for a ticker id: 1 live, 2 frozen, 3 delayed, 4 delayed-frozen. Can
 * change during a subscription.
 */
public record MarketDataType(int reqId, int dataType) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.MARKET_DATA_TYPE;
  }

  static MarketDataType decode(FieldReader in) {
    in.version();
    return new MarketDataType(in.id("reqId"), in.integer("dataType"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
    out.integer("dataType", dataType);
  }
}
