package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** The current bar of a request that is kept up to date. */
public record HistoricalDataUpdate(int reqId, HistoricalBar bar) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_DATA_UPDATE;
  }

  /** The order of the fields differs from that of {@link HistoricalData}: close comes before high. */
  static HistoricalDataUpdate decode(FieldReader in) {
    int reqId = in.id("reqId");
    int barCount = in.integerOrZero("barCount");
    String time = in.text("time");
    Optional<BigDecimal> open = in.decimal("open");
    Optional<BigDecimal> close = in.decimal("close");
    Optional<BigDecimal> high = in.decimal("high");
    Optional<BigDecimal> low = in.decimal("low");
    Optional<BigDecimal> wap = in.decimal("wap");
    Optional<BigDecimal> volume = in.decimal("volume");
    return new HistoricalDataUpdate(reqId,
        new HistoricalBar(time, open, high, low, close, volume, wap, barCount));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.integer("barCount", bar.barCount());
    out.text("time", bar.time());
    out.decimalOrEmpty("open", bar.open());
    out.decimalOrEmpty("close", bar.close());
    out.decimalOrEmpty("high", bar.high());
    out.decimalOrEmpty("low", bar.low());
    out.decimalOrEmpty("wap", bar.wap());
    out.decimalOrEmpty("volume", bar.volume());
  }
}
