package evenkeel.tws;

/** The current bar of a request that is kept up to date. */
public record HistoricalDataUpdate(int reqId, HistoricalBar bar) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_DATA_UPDATE;
  }
}
