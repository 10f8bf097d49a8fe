package evenkeel.simulator;

import java.math.BigDecimal;

/** What a quote says in place of the market. The auction and fills still follow the market. */
public sealed interface PriceOverride {

  /** Bid, ask and last all stand at one price, which is also what fills and auctions pay. */
  record Fixed(BigDecimal price) implements PriceOverride {
    public Fixed {
      if (price.signum() <= 0) {
        throw new IllegalArgumentException("a fixed price must be above 0, was " + price);
      }
    }
  }

  enum Trouble implements PriceOverride {
    /** Bid, ask, last and previous close are -1: no quote at all. */
    UNAVAILABLE,
    /** Bid, ask and last are -1; the previous close is there, as outside trading hours. */
    NO_QUOTE,
    /** Every price is the text NaN. */
    NOT_A_NUMBER,
    /** Every price is 0 with size 0. */
    ZERO,
    /** Never traded today: bid, ask and previous close only. */
    NO_LAST,
    /** The bid is above the ask. */
    CROSSED,
    /** The last trade is some days old. */
    STALE,
    /** Ten times what it was at the previous close. */
    IMPLAUSIBLE,
    /** Trading is halted: quotes stand, the halted flag is up, nothing fills. */
    HALTED,
    /** The same after a jump of the price. */
    VOLATILITY_HALT,
    /** Whether trading is halted is not known; it goes on. */
    HALT_UNKNOWN,
    /** The last price and nothing else, also in a snapshot. */
    SPARSE,
    /** The request is accepted and no tick ever comes. */
    SILENT
  }
}
