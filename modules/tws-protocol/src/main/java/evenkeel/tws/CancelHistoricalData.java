package evenkeel.tws;

/** Ends a request for bars; answered by error 162 "query cancelled". */
public record CancelHistoricalData(int reqId) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.CANCEL_HISTORICAL_DATA;
  }

  static CancelHistoricalData decode(FieldReader in) {
    in.version();
    return new CancelHistoricalData(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
