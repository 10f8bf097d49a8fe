package evenkeel.domain;

import evenkeel.domain.DoubtedPrice.Basis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;

/**
 * Which price of an execution counts. What the broker tells is believed where it can be a price and is neither below
 * half nor above twice of the price that the order was planned at, or where the broker's average of the order agrees.
 *
 * @param price what counts
 * @param doubt present where it is not the price that was told
 */
public record FillPrice(BigDecimal price, Optional<DoubtedPrice> doubt) {
  private static final BigDecimal TWO = new BigDecimal(2);
  private static final BigDecimal AGREES_WITHIN = new BigDecimal("0.01");

  /** Of an execution of this order. */
  public static FillPrice of(OrderLife life, Fill fill) {
    BigDecimal told = fill.price();
    Optional<BigDecimal> derived = fill.average().flatMap(
        average -> derived(life.fills(), Fill.family(fill.execId()), fill.shares(), average));
    boolean isConfirmed = Prices.isPrice(told) && derived.filter(average -> agree(told, average)).isPresent();
    if (fill.shares().signum() == 0 || isConfirmed || isBelievable(told, life.leg())) {
      return new FillPrice(told, Optional.empty());
    }
    return derived.filter(average -> isBelievable(average, life.leg()))
        .map(average -> new FillPrice(average, Optional.of(new DoubtedPrice(told, Basis.AVERAGE))))
        .orElseGet(() -> new FillPrice(
            life.leg().estimatedPrice().max(BigDecimal.ZERO), Optional.of(new DoubtedPrice(told, Basis.PLAN))));
  }

  /**
   * The price of the one execution that waits for an average, from the broker's average of all; empty where none waits,
   * several do, or the average says nothing that can be believed.
   */
  public static Optional<Fills.Booked> resolved(OrderLife life, Fill.OrderAverage average) {
    Fills fills = life.fills();
    var waiting = fills.executions().entrySet().stream().filter(entry -> isWaiting(entry.getValue())).toList();
    if (waiting.size() != 1) {
      return Optional.empty();
    }
    Fills.Booked booked = waiting.getFirst().getValue();
    return derived(fills, waiting.getFirst().getKey(), booked.shares(), average)
        .filter(price -> isBelievable(price, life.leg()))
        .map(price -> booked.at(price, new DoubtedPrice(
            booked.doubted().orElseThrow().told(), Basis.LATER_AVERAGE)));
  }

  static boolean isWaiting(Fills.Booked booked) {
    return booked.doubted().filter(doubt -> doubt.basis() == Basis.PLAN).isPresent();
  }

  private static Optional<BigDecimal> derived(
      Fills fills, String family, BigDecimal shares, Fill.OrderAverage average) {
    BigDecimal others = BigDecimal.ZERO;
    BigDecimal value = BigDecimal.ZERO;
    for (Map.Entry<String, Fills.Booked> entry : fills.executions().entrySet()) {
      if (entry.getKey().equals(family)) {
        continue;
      }
      if (isWaiting(entry.getValue())) {
        return Optional.empty();
      }
      others = others.add(entry.getValue().shares());
      value = value.add(entry.getValue().shares().multiply(entry.getValue().price()));
    }
    boolean isOfAll = average.shares().compareTo(others.add(shares)) == 0;
    return shares.signum() <= 0 || !isOfAll || !Prices.isPrice(average.price())
        ? Optional.empty()
        : Optional.of(average.shares().multiply(average.price()).subtract(value).divide(shares, MathContext.DECIMAL64))
            .filter(Prices::isPrice);
  }

  private static boolean isBelievable(BigDecimal price, Leg leg) {
    BigDecimal planned = leg.estimatedPrice();
    return Prices.isPrice(price) && (planned.signum() <= 0
        || (price.multiply(TWO).compareTo(planned) >= 0 && price.compareTo(planned.multiply(TWO)) <= 0));
  }

  private static boolean agree(BigDecimal one, BigDecimal other) {
    return one.subtract(other).abs().compareTo(other.multiply(AGREES_WITHIN)) <= 0;
  }
}
