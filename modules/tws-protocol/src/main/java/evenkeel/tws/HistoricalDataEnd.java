package evenkeel.tws;

/** All bars have been sent; from version 196 on. */
public record HistoricalDataEnd(int reqId, String start, String end) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_DATA_END;
  }
}
