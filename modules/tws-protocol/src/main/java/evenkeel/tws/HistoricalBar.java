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
    Optional<BigDecimal> wap,
    int barCount) {}
