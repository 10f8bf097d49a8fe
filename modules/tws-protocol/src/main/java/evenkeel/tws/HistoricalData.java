package evenkeel.tws;

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
}
