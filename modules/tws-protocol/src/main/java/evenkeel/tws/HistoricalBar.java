package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One bar.
 *
 * @param time see {@link GatewayTime}
 * @param volume shares; -1 for data that is not trades
 * @param wap average price weighted by volume
 * @param barCount trades in the bar
 */
public record HistoricalBar(String time, Optional<BigDecimal> open, Optional<BigDecimal> high,
    Optional<BigDecimal> low, Optional<BigDecimal> close, Optional<BigDecimal> volume,
    Optional<BigDecimal> wap, int barCount) {

  static HistoricalBar decode(FieldReader in) {
    return new HistoricalBar(in.text("time"), in.decimal("open"), in.decimal("high"),
        in.decimal("low"), in.decimal("close"), in.decimal("volume"), in.decimal("wap"),
        in.integerOrZero("barCount"));
  }

  void encode(FieldWriter out) {
    out.text("time", time);
    out.decimalOrEmpty("open", open);
    out.decimalOrEmpty("high", high);
    out.decimalOrEmpty("low", low);
    out.decimalOrEmpty("close", close);
    out.decimalOrEmpty("volume", volume);
    out.decimalOrEmpty("wap", wap);
    out.integer("barCount", barCount);
  }
}
