package evenkeel.tws;

/** Ends a request for bars; answered by error 162 "query cancelled". */
public record CancelHistoricalData(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_HISTORICAL_DATA;
  }
}
