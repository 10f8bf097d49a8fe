package evenkeel.tws;

/** Ends the market data of one ticker id. Not answered. */
public record CancelMarketData(int tickerId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_MKT_DATA;
  }

  static CancelMarketData decode(FieldReader in) {
    in.version();
    return new CancelMarketData(in.id("tickerId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("tickerId", tickerId);
  }
}
