package evenkeel.domain;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether an order of a run may still leave beside open orders that are not ours, which may have come after the guards
 * looked: together they must not sell more than is held nor spend more than is there.
 */
public final class ForeignConflict {
  private ForeignConflict() {}

  /**
   * Why the order may not leave; empty where it may.
   *
   * @param contract what it would be sent for
   * @param held of that contract, at the newest look at the positions; empty where nobody knows
   */
  public static Optional<String> of(
      Run run, Leg leg, Optional<ContractId> contract, Optional<BigDecimal> held, ExecutionBook book,
      List<ForeignOrder> foreign, CommissionSchedule commissions) {
    if (leg.isConversion()) {
      return conversion(leg, foreign);
    }
    return switch (leg.side()) {
      case SELL -> sale(leg, contract, held, book, foreign);
      case BUY -> purchase(run, leg, foreign, commissions);
    };
  }

  /** The guards have counted those that were there before; one that came since is not outrun. */
  private static Optional<String> conversion(Leg leg, List<ForeignOrder> foreign) {
    CurrencyPair pair = leg.pair().orElseThrow();
    String given = leg.side() == Side.BUY ? pair.quote() : pair.base();
    List<ForeignOrder> takers = foreign.stream()
        .filter(order -> CurrencyPair.named(order.symbol().value()).filter(it -> it.has(given)).isPresent()).toList();
    return takers.isEmpty()
        ? Optional.empty()
        : Optional.of("orders that are not ours trade " + given + " too: " + sentences(takers));
  }

  private static Optional<String> sale(
      Leg leg, Optional<ContractId> contract, Optional<BigDecimal> held, ExecutionBook book,
      List<ForeignOrder> foreign) {
    List<ForeignOrder> sellers = foreign.stream()
        .filter(order -> order.side() == Side.SELL && order.isFor(leg.symbol(), contract)).toList();
    if (sellers.isEmpty()) {
      return Optional.empty();
    }
    // Ours count in full: what filled of them may have filled after the look.
    BigDecimal ours = book.orders().filter(life -> !(life instanceof OrderLife.Closed))
        .filter(life -> life.leg().isFor(leg.symbol(), Side.SELL) && !life.leg().ref().equals(leg.ref()))
        .map(life -> life.atMost().quantity()).reduce(leg.quantity(), BigDecimal::add);
    BigDecimal all = sellers.stream().map(ForeignOrder::remaining).reduce(ours, BigDecimal::add);
    BigDecimal there = held.orElse(BigDecimal.ZERO);
    return all.compareTo(there) > 0
        ? Optional.of("together with orders that are not ours it would sell more than the " + Text.of(there)
            + " shares that are held: " + sentences(sellers))
        : Optional.empty();
  }

  private static Optional<String> purchase(
      Run run, Leg leg, List<ForeignOrder> foreign, CommissionSchedule commissions) {
    var prices = new HashMap<Symbol, BigDecimal>();
    run.orders().values().forEach(life -> prices.put(life.leg().symbol(), life.leg().estimatedPrice()));
    List<ForeignOrder> spenders = foreign.stream()
        .filter(order -> order.cost(prices).map(cost -> cost.signum() > 0).orElse(true)).toList();
    Optional<ForeignOrder> unknown = spenders.stream().filter(order -> order.cost(prices).isEmpty()).findFirst();
    if (unknown.isPresent()) {
      return unknown.map(ForeignCount::costUnknown);
    }
    BigDecimal bound = spenders.stream().map(order -> order.cost(prices).orElseThrow())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    return bound.signum() > 0
        && RunStep.affordable(run, leg.ref(), commissions, bound).compareTo(leg.quantity()) < 0
            ? Optional.of("orders that are not ours may take the cash for it: " + sentences(spenders))
            : Optional.empty();
  }

  private static String sentences(List<ForeignOrder> orders) {
    return orders.stream().map(ForeignOrder::sentence).collect(Collectors.joining(", "));
  }
}
