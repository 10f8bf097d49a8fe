package evenkeel.tws;

/** Ends the market data of one ticker id. Not answered. */
public record CancelMarketData(int tickerId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_MKT_DATA;
  }
}
