package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Other terms for an order that stands.
 *
 * @param order as it stands
 * @param quantity of all of it, what has filled included
 * @param limit present exactly for order types with a limit
 */
public record OrderChange(OrderLife order, BigDecimal quantity, Optional<BigDecimal> limit) {
  /** The terms that are not given stay. */
  public static OrderChange of(OrderLife order, Optional<BigDecimal> quantity, Optional<BigDecimal> limit) {
    return new OrderChange(order, quantity.orElse(order.leg().quantity()), limit.or(order.leg()::limit));
  }

  /** Whether it would trade more than it may now, or at a worse price: then it is as good as a further order. */
  public boolean isMore() {
    Leg leg = order.leg();
    boolean isWorse = limit.isPresent() && leg.limit().isPresent()
        && limit.get().compareTo(leg.limit().get()) == (leg.side() == Side.BUY ? 1 : -1);
    return isWorse || quantity.compareTo(leg.quantity()) > 0;
  }

  /** Whether such an order may be wanted at all. */
  public boolean isSensible() {
    Leg leg = order.leg();
    return HandOrder.objections(quantity, leg.type(), leg.timeInForce(), limit).isEmpty();
  }

  /** The order as it would be. */
  public Leg wanted() {
    return order.leg().withTerms(quantity, limit);
  }

  /** What it would trade beyond the order as it stands; empty where that is no share more. */
  public Optional<Leg> added() {
    BigDecimal more = quantity.subtract(order.leg().quantity());
    return more.signum() > 0 ? Optional.of(wanted().withQuantity(more)) : Optional.empty();
  }

  /** Shares that it could still trade. */
  BigDecimal rest() {
    return quantity.subtract(order.fills().shares()).max(BigDecimal.ZERO);
  }
}
