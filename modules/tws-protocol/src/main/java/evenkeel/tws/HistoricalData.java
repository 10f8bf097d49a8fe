package evenkeel.tws;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars. Up to version 195 it is complete in itself; later {@link HistoricalDataEnd} follows and
 * start and end are empty here.
 */
public record HistoricalData(int reqId, String start, String end,
    List<HistoricalBar> bars) implements ServerMessage {
  public HistoricalData {
    bars = List.copyOf(bars);
  }

  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_DATA;
  }

  static HistoricalData decode(FieldReader in) {
    int reqId = in.id("reqId");
    boolean endFollows = in.since(ServerVersions.HISTORICAL_DATA_END);
    String start = endFollows ? "" : in.text("start");
    String end = endFollows ? "" : in.text("end");
    int count = in.count("barsCount");
    List<HistoricalBar> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bars.add(HistoricalBar.decode(in));
    }
    return new HistoricalData(reqId, start, end, bars);
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    if (!out.since(ServerVersions.HISTORICAL_DATA_END)) {
      out.text("start", start);
      out.text("end", end);
    }
    out.integer("barsCount", bars.size());
    for (HistoricalBar bar : bars) {
      bar.encode(out);
    }
  }
}
