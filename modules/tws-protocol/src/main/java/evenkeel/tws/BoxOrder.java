package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** Attributes of orders at the BOX options exchange and of price-improvement auctions. */
public record BoxOrder(int auctionStrategy, Optional<BigDecimal> startingPrice,
    Optional<BigDecimal> stockRefPrice, Optional<BigDecimal> delta,
    Optional<BigDecimal> stockRangeLower, Optional<BigDecimal> stockRangeUpper) {
  public static final BoxOrder NONE = new BoxOrder(0, Optional.empty(), Optional.empty(),
      Optional.empty(), Optional.empty(), Optional.empty());
}
