package evenkeel.tws;

/** One headline of a news request. */
public record HistoricalNews(int reqId, String time, String providerCode, String articleId,
    String headline) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_NEWS;
  }
}
