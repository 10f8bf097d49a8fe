package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An order that a plan wants: a whole, positive number of shares at the price it was planned with.
 *
 * @param estimatedValue quantity times price
 * @param drift of its symbol before the plan, a fraction
 * @param contract the very contract to trade; empty for a plan from a file, which names symbols only, and when read
 *     from a journal of a version that kept none
 */
public record PlannedOrder(Symbol symbol, Side side, BigDecimal quantity, BigDecimal price,
    BigDecimal estimatedValue, BigDecimal estimatedCommission, BigDecimal drift,
    Optional<ContractId> contract) {
  /** The owner's order for this contract, valued at this price. */
  public static PlannedOrder of(
      HandOrder wish, BigDecimal price, CommissionSchedule commissions, Optional<ContractId> contract) {
    BigDecimal value = wish.quantity().multiply(price);
    return new PlannedOrder(
        wish.symbol(), wish.side(), wish.quantity(), price, value,
        commissions.estimate(wish.quantity(), value), BigDecimal.ZERO, contract);
  }

  static PlannedOrder of(DriftLine line, Side side, BigDecimal quantity,
      CommissionSchedule commissions) {
    BigDecimal value = quantity.multiply(line.price());
    return new PlannedOrder(line.symbol(), side, quantity, line.price(), value,
        commissions.estimate(quantity, value), line.drift(), line.contract());
  }

  /** The same order for so many shares, which changes its value and its commission. */
  PlannedOrder withQuantity(BigDecimal shares, CommissionSchedule commissions) {
    BigDecimal value = shares.multiply(price);
    return new PlannedOrder(
        symbol, side, shares, price, value, commissions.estimate(shares, value), drift, contract);
  }
}
