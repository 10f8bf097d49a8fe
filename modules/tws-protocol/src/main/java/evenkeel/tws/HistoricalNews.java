package evenkeel.tws;

/** One headline of a news request. */
public record HistoricalNews(int reqId, String time, String providerCode, String articleId,
    String headline) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_NEWS;
  }

  static HistoricalNews decode(FieldReader in) {
    return new HistoricalNews(in.id("reqId"), in.text("time"), in.text("providerCode"),
        in.text("articleId"), in.text("headline"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.text("time", time);
    out.text("providerCode", providerCode);
    out.text("articleId", articleId);
    out.text("headline", headline);
  }
}
