package evenkeel.tws;

import java.util.List;

/**
 * Asks for bars.
 *
 * @param endDateTime empty for now; see {@link GatewayTime#utc}
 * @param barSize for example {@code 1 day}
 * @param duration a number, a blank and one of S, D, W, M, Y
 * @param whatToShow for example {@code TRADES}
 * @param formatDate 1 for text, 2 for seconds since 1970
 * @param keepUpToDate goes on with {@link HistoricalDataUpdate}; needs an empty end
 */
public record RequestHistoricalData(int reqId, Contract contract, boolean includeExpired,
    String endDateTime,
    String barSize, String duration, boolean useRth, String whatToShow, int formatDate,
    boolean keepUpToDate,
    List<TagValue> chartOptions) implements ClientMessage {

  public RequestHistoricalData {
    chartOptions = List.copyOf(chartOptions);
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_HISTORICAL_DATA;
  }
}
