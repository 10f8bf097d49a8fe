package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** One condition of an order, joined with the next by "and" or "or". */
public sealed interface OrderCondition {
  /** True for "and" with the next condition, false for "or". */
  boolean and();

  /** A price passes a limit. */
  record PriceReached(boolean and, boolean isMore, Optional<BigDecimal> price, int conId,
      String exchange, int triggerMethod) implements OrderCondition {}

  /** A time passes. */
  record TimePassed(boolean and, boolean isMore, String time) implements OrderCondition {}

  /** The margin cushion passes a percentage. */
  record MarginCushion(boolean and, boolean isMore, int percent) implements OrderCondition {}

  /** Something was executed in an instrument. */
  record Executed(boolean and, String secType, String exchange,
      String symbol) implements OrderCondition {}

  /** A volume passes a limit. */
  record VolumeReached(boolean and, boolean isMore, int volume, int conId, String exchange)
      implements
        OrderCondition {}

  /** A price changes by more than a percentage. */
  record PercentChanged(boolean and, boolean isMore, Optional<BigDecimal> changePercent, int conId,
      String exchange) implements OrderCondition {}
}
