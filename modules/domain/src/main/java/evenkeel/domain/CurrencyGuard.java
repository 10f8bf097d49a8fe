package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last look at conversions before they may be sent, with the account's cash and rates as they are now. A conversion
 * moves money within the account, so that its value counts by {@code guards.run-value-max}.
 */
final class CurrencyGuard {
  private CurrencyGuard() {}

  static void addObjections(
      List<CurrencyOrder> orders, GuardRules.Sight sight, GuardLimits limits, List<String> objections) {
    BigDecimal worth = sight.portfolio().netLiquidation();
    BigDecimal max = limits.runValueMax().multiply(worth);
    BigDecimal sum = orders.stream().map(CurrencyOrder::proceeds).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(max) > 0) {
      objections.add("the conversions are for " + Text.money(sum) + " together, more than guards.run-value-max "
          + Text.percent(limits.runValueMax()) + " of " + Text.money(worth) + ", which is " + Text.money(max));
    }
    Map<String, BigDecimal> taken = underWay(sight);
    for (CurrencyOrder order : orders) {
      BigDecimal rate = sight.portfolio().currencies().rates().get(order.other());
      if (rate == null) {
        objections.add(named(order) + ": a second look found no rate of " + order.other());
        continue;
      }
      BigDecimal second = order.side() == Side.BUY ? BigDecimal.ONE.divide(rate, MathContext.DECIMAL32) : rate;
      BigDecimal distance = order.rate().subtract(second).abs().divide(second, MathContext.DECIMAL32);
      if (distance.compareTo(limits.priceDistanceMax()) > 0) {
        objections.add(named(order) + " at " + Text.of(order.rate()) + " is " + Text.percent(distance) + " away from "
            + Text.of(second) + " of a second look, more than guards.price-distance-max "
            + Text.percent(limits.priceDistanceMax()));
      }
      BigDecimal there = sight.portfolio().currencies().balances().getOrDefault(order.other(), BigDecimal.ZERO)
          .subtract(taken.getOrDefault(order.other(), BigDecimal.ZERO));
      for (ForeignOrder foreign : sight.foreign()) {
        there = there.subtract(foreign.cost(order.other(), sight.portfolio().currencies().rates()));
      }
      if (order.cost().compareTo(there) > 0) {
        objections.add(named(order) + " costs " + Text.money(order.cost()) + " " + order.other() + " and "
            + Text.money(there) + " is there");
      }
      taken.merge(order.other(), order.cost(), BigDecimal::add);
    }
  }

  /** What open orders of ours and of others may still take of each currency. */
  private static Map<String, BigDecimal> underWay(GuardRules.Sight sight) {
    var taken = new TreeMap<String, BigDecimal>();
    sight.book().orders().filter(GuardRules::isOpen).filter(life -> life.leg().isConversion()).forEach(life -> {
      Leg leg = life.atMost();
      BigDecimal rest = leg.quantity().subtract(life.fills().shares()).max(BigDecimal.ZERO);
      CurrencyPair pair = leg.pair().orElseThrow();
      taken.merge(leg.side() == Side.BUY ? pair.quote() : pair.base(),
          leg.side() == Side.BUY ? rest.multiply(leg.estimatedPrice()) : rest, BigDecimal::add);
    });
    return taken;
  }

  private static String named(CurrencyOrder order) {
    return order.side() + " " + Text.of(order.quantity()) + " " + order.pair();
  }
}
