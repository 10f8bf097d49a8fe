package evenkeel.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What the market shows of one instrument at one moment. Sizes are shares.
 *
 * @param previousClose the close of the last session before this date in New York
 * @param lastTime when the last trade was
 */
record Quote(
    Optional<BigDecimal> bid, Optional<BigDecimal> ask, Optional<BigDecimal> last, long bidSize,
    long askSize, long lastSize, Optional<BigDecimal> open, Optional<BigDecimal> high,
    Optional<BigDecimal> low, Optional<BigDecimal> previousClose, long volume, Instant lastTime,
    int halted) {
  /** What the halted tick says: not known, trading, halted by a regulator, by volatility. */
  static final int HALT_UNKNOWN = -1;
  static final int TRADING = 0;
  static final int REGULATORY_HALT = 1;
  static final int VOLATILITY_HALT = 2;

  Quote withPrices(
      Optional<BigDecimal> newBid, Optional<BigDecimal> newAsk, Optional<BigDecimal> newLast,
      Optional<BigDecimal> newPreviousClose) {
    return new Quote(newBid, newAsk, newLast, bidSize, askSize, lastSize, open, high, low,
        newPreviousClose, volume, lastTime, halted);
  }

  Quote withSizes(long newBidSize, long newAskSize, long newLastSize) {
    return new Quote(bid, ask, last, newBidSize, newAskSize, newLastSize, open, high, low,
        previousClose, volume, lastTime, halted);
  }

  Quote withLastTime(Instant newLastTime) {
    return new Quote(bid, ask, last, bidSize, askSize, lastSize, open, high, low, previousClose,
        volume, newLastTime, halted);
  }

  Quote withHalt(int kind) {
    return new Quote(bid, ask, last, bidSize, askSize, lastSize, open, high, low, previousClose,
        volume, lastTime, kind);
  }
}
