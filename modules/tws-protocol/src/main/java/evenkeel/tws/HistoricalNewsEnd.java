package evenkeel.tws;

/** The headlines of a news request have been sent. */
public record HistoricalNewsEnd(int reqId, boolean hasMore) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_NEWS_END;
  }

  static HistoricalNewsEnd decode(FieldReader in) {
    return new HistoricalNewsEnd(in.id("reqId"), in.flag("hasMore"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.flag("hasMore", hasMore);
  }
}
