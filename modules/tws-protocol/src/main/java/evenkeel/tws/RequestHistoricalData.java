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
    String endDateTime, String barSize, String duration, boolean useRth, String whatToShow,
    int formatDate, boolean keepUpToDate, List<TagValue> chartOptions) implements ClientMessage {

  public RequestHistoricalData {
    chartOptions = List.copyOf(chartOptions);
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_HISTORICAL_DATA;
  }

  static RequestHistoricalData decode(FieldReader in) {
    int reqId = in.id("reqId");
    Contract contract = Contract.decodeC12(in);
    boolean includeExpired = in.flag("includeExpired");
    String endDateTime = in.text("endDateTime");
    String barSize = in.text("barSize");
    String duration = in.text("duration");
    boolean useRth = in.flag("useRth");
    String whatToShow = in.text("whatToShow");
    int formatDate = in.integer("formatDate");
    contract = contract.withShortLegs(in);
    return new RequestHistoricalData(reqId, contract, includeExpired, endDateTime, barSize,
        duration, useRth, whatToShow, formatDate, in.flag("keepUpToDate"),
        in.tagList("chartOptions"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    contract.encodeC12(out);
    out.flag("includeExpired", includeExpired);
    out.text("endDateTime", endDateTime);
    out.text("barSize", barSize);
    out.text("duration", duration);
    out.flag("useRth", useRth);
    out.text("whatToShow", whatToShow);
    out.integer("formatDate", formatDate);
    contract.encodeShortLegs(out);
    out.flag("keepUpToDate", keepUpToDate);
    out.tagList("chartOptions", chartOptions);
  }
}
