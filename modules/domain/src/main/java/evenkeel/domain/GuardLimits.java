package evenkeel.domain;

import java.math.BigDecimal;

/**
 * What the owner allows, whatever a plan or an order by hand asks for. The fractions are of the account's net
 * liquidation, save that of the price.
 *
 * @param orderValueMax the largest value of one order
 * @param runValueMax the largest value of a run's orders, sells and buys together
 * @param ordersPerDayMax how many orders may be sent in one day of New York
 * @param priceDistanceMax how far an order's price may lie from that of a second look, as a fraction of the latter
 * @param accountChangeMax how far the net liquidation may change from one session to the next, cash flows apart,
 *     before the owner has to say that it is right; it grows with the square root of the sessions, at most fivefold
 * @param isReversalAllowed whether an order may be opposite to one that filled on the same day
 * @param keepsDayTraderRule whether {@link DayTrades} stops what would be one day trade too many
 * @param asksBroker whether the broker is asked what orders with buys would do to the margin ({@link MarginRules})
 */
public record GuardLimits(
    BigDecimal orderValueMax, BigDecimal runValueMax, int ordersPerDayMax, BigDecimal priceDistanceMax,
    BigDecimal accountChangeMax, boolean isReversalAllowed, boolean keepsDayTraderRule,
    boolean asksBroker) {
  /** With the rule about day trades, and with the broker's word. */
  public GuardLimits(
      BigDecimal orderValueMax, BigDecimal runValueMax, int ordersPerDayMax, BigDecimal priceDistanceMax,
      BigDecimal accountChangeMax, boolean isReversalAllowed) {
    this(orderValueMax, runValueMax, ordersPerDayMax, priceDistanceMax, accountChangeMax, isReversalAllowed, true,
        true);
  }

  public GuardLimits {
    requireAboveZero("order-value-max", orderValueMax);
    requireAboveZero("run-value-max", runValueMax);
    requireAboveZero("price-distance-max", priceDistanceMax);
    requireAboveZero("account-change-max", accountChangeMax);
    if (ordersPerDayMax < 1) {
      throw new IllegalArgumentException("guards.orders-per-day-max must be at least 1, was " + ordersPerDayMax);
    }
  }

  private static void requireAboveZero(String name, BigDecimal value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("guards." + name + " must be above 0, was " + value.toPlainString());
    }
  }
}
