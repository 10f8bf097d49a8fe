package evenkeel.engine;

import evenkeel.domain.ContractCriteria;
import evenkeel.domain.HandOrder;
import evenkeel.domain.OrderType;
import evenkeel.domain.Symbol;
import evenkeel.gateway.InstrumentDetails;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Whether an order fits the broker's contract. */
public final class Fitness {
  private Fitness() {}

  /**
   * Why this order cannot be placed: not exactly one contract, not this type, not at this limit; empty where it can.
   *
   * @param criteria what the owner says of the symbol's contract
   * @param found what the Gateway knows under the order's symbol
   */
  public static Optional<String> objection(
      HandOrder order, ContractCriteria criteria, List<InstrumentDetails> found) {
    return objection(order.symbol(), criteria, found, order.type(), order.limit());
  }

  static Optional<String> objection(
      Symbol symbol, ContractCriteria criteria, List<InstrumentDetails> found, OrderType type,
      Optional<BigDecimal> limit) {
    return switch (Qualification.of(symbol, criteria, found)) {
      case Qualification.Unknown none -> Optional.of(none.sentence());
      case Qualification.Ambiguous several -> Optional.of(several.sentence());
      case Qualification.NoneFits none -> Optional.of(none.sentence());
      case Qualification.OtherCurrency other -> Optional.of(other.sentence());
      case Qualification.One one -> objection(one.details(), type, limit);
    };
  }

  static Optional<String> objection(InstrumentDetails details, OrderType type, Optional<BigDecimal> limit) {
    return details.orderTypes().contains(type.name())
        ? HandOrder.offTheGrid(limit, details.minTick())
        : Optional.of(details.instrument().symbol() + " cannot be traded with " + type + " orders");
  }
}
