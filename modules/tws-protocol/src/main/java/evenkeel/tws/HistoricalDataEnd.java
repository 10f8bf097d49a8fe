package evenkeel.tws;

/** All bars have been sent; from version 196 on. */
public record HistoricalDataEnd(int reqId, String start, String end) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_DATA_END;
  }

  static HistoricalDataEnd decode(FieldReader in) {
    int reqId = in.id("reqId");
    String start = in.text("start");
    // A form without the end has been reported by users of the API.
    return new HistoricalDataEnd(reqId, start, in.atEnd() ? "" : in.text("end"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.text("start", start);
    out.text("end", end);
  }
}
