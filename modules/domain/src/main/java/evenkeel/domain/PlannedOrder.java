package evenkeel.domain;

import java.math.BigDecimal;

/**
 * An order that a plan wants: a whole, positive number of shares at the price it was planned with.
 *
 * @param estimatedValue quantity times price
 * @param drift of its symbol before the plan, a fraction
 */
public record PlannedOrder(Symbol symbol, Side side, BigDecimal quantity, BigDecimal price,
    BigDecimal estimatedValue, BigDecimal estimatedCommission, BigDecimal drift) {
  /** The owner's order, valued at this price. */
  public static PlannedOrder of(HandOrder wish, BigDecimal price, CommissionSchedule commissions) {
    BigDecimal value = wish.quantity().multiply(price);
    return new PlannedOrder(
        wish.symbol(), wish.side(), wish.quantity(), price, value,
        commissions.estimate(wish.quantity(), value), BigDecimal.ZERO);
  }

  static PlannedOrder of(DriftLine line, Side side, BigDecimal quantity,
      CommissionSchedule commissions) {
    BigDecimal value = quantity.multiply(line.price());
    return new PlannedOrder(line.symbol(), side, quantity, line.price(), value,
        commissions.estimate(quantity, value), line.drift());
  }
}
