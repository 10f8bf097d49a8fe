package evenkeel.tws;

/**
 * States the wanted kind of market data for later requests of this connection: 1 live, 2
 * frozen, 3 delayed, 4 delayed-frozen.
 */
public record RequestMarketDataType(int dataType) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_MARKET_DATA_TYPE;
  }

  static RequestMarketDataType decode(FieldReader in) {
    in.version();
    return new RequestMarketDataType(in.integer("dataType"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("dataType", dataType);
  }
}
