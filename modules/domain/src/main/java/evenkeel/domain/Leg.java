package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One order that a run intends.
 *
 * @param quantity whole shares, positive; of a currency pair whole units of its base currency
 * @param estimatedPrice the price that the plan was made with
 * @param limit present exactly for order types with a limit
 * @param drift current weight less target weight at the decision, as a fraction
 * @param contract the very contract to trade; empty only when read from a journal of a version that kept none, and for
 *     a currency pair, of which each pair of currencies has one
 * @param pair the currency pair that it trades into the traded currency; empty for shares, as in journals of before
 */
public record Leg(
    OrderRef ref,
    Symbol symbol,
    Side side,
    BigDecimal quantity,
    BigDecimal estimatedPrice,
    OrderType type,
    TimeInForce timeInForce,
    Optional<BigDecimal> limit,
    BigDecimal drift,
    Optional<ContractId> contract,
    Optional<CurrencyPair> pair) {

  public Leg {
    if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("a leg is for whole shares above 0, was " + quantity);
    }
    if (type.hasLimit() != limit.isPresent()) {
      throw new IllegalArgumentException(
          "a limit price belongs to LMT and LOC only, order type " + type);
    }
  }

  /** For shares. */
  public Leg(
      OrderRef ref, Symbol symbol, Side side, BigDecimal quantity, BigDecimal estimatedPrice, OrderType type,
      TimeInForce timeInForce, Optional<BigDecimal> limit, BigDecimal drift, Optional<ContractId> contract) {
    this(ref, symbol, side, quantity, estimatedPrice, type, timeInForce, limit, drift, contract, Optional.empty());
  }

  /** The leg of a conversion, for the day and with its limit. */
  public static Leg of(OrderRef ref, CurrencyOrder order) {
    return new Leg(
        ref, order.pair().symbol(), order.side(), order.quantity(), order.limit(), OrderType.LMT, TimeInForce.DAY,
        Optional.of(order.limit()), BigDecimal.ZERO, Optional.empty(), Optional.of(order.pair()));
  }

  /** Whether it converts cash, and trades no shares. */
  public boolean isConversion() {
    return pair.isPresent();
  }

  /** What a conversion brings in for so many units of the base currency that cost this much of the other one. */
  BigDecimal converted(BigDecimal units, BigDecimal value) {
    return side == Side.BUY ? units : value;
  }

  /** Shares times the plan's price. */
  public BigDecimal estimatedValue() {
    return quantity.multiply(estimatedPrice);
  }

  public boolean isFor(Symbol otherSymbol, Side otherSide) {
    return symbol.equals(otherSymbol) && side == otherSide;
  }

  /** The same leg with another size and limit, at which it is also valued where there is one. */
  public Leg withTerms(BigDecimal otherQuantity, Optional<BigDecimal> otherLimit) {
    return new Leg(
        ref, symbol, side, otherQuantity, otherLimit.orElse(estimatedPrice), type, timeInForce, otherLimit, drift,
        contract, pair);
  }

  Leg withEstimatedPrice(BigDecimal price) {
    return new Leg(ref, symbol, side, quantity, price, type, timeInForce, limit, drift, contract, pair);
  }

  /** The same leg for another contract of its symbol. */
  public Leg withContract(ContractId other) {
    return new Leg(
        ref, symbol, side, quantity, estimatedPrice, type, timeInForce, limit, drift, Optional.of(other));
  }

  /** The same leg under another reference. */
  public Leg withRef(OrderRef other) {
    return new Leg(other, symbol, side, quantity, estimatedPrice, type, timeInForce, limit, drift, contract, pair);
  }

  /** The same leg for fewer shares. */
  public Leg withQuantity(BigDecimal fewer) {
    return new Leg(ref, symbol, side, fewer, estimatedPrice, type, timeInForce, limit, drift, contract, pair);
  }
}
