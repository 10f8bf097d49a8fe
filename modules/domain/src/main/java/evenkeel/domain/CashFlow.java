package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Cash that came or went without a fill of ours: a deposit, a withdrawal, a dividend. */
public final class CashFlow {
  private CashFlow() {}

  /**
   * How much came since the last look, in all currencies together, below zero where it went. A trade that somebody
   * else made is no cash flow: where the holdings changed by anything but our fills, nothing is concluded.
   *
   * @param before what was seen then
   * @param orders every order of ours that may have filled since
   */
  public static BigDecimal unexplained(
      Portfolio before, Instant at, Portfolio now, Stream<OrderLife> orders) {
    BigDecimal cash = now.cash().subtract(before.cash()).add(ofOtherCurrencies(before.currencies(), now.currencies()));
    // A journal of a version that kept no contract ids can be compared by symbol only.
    boolean isBySymbol = Stream.of(before, now).flatMap(each -> each.holdings().keySet().stream())
        .anyMatch(ContractId::isStandIn);
    var shares = new TreeMap<ContractId, BigDecimal>();
    // A currency pair records a conversion, and both sides of that are in the cash.
    now.holdings().values().stream().filter(holding -> !holding.contract().isCurrency()).forEach(
        holding -> shares.merge(key(holding, isBySymbol), holding.shares(), BigDecimal::add));
    before.holdings().values().stream().filter(holding -> !holding.contract().isCurrency()).forEach(
        holding -> shares.merge(key(holding, isBySymbol), holding.shares().negate(), BigDecimal::add));
    for (OrderLife life : orders.toList()) {
      boolean isSell = life.leg().side() == Side.SELL;
      boolean isConversion = life.leg().isConversion();
      for (var part : life.fills().byFamily().entrySet()) {
        Fills.Booked fill = part.getValue();
        if (fill.at().isAfter(at)) {
          // A conversion takes of one currency what it brings of the other.
          BigDecimal value = isConversion ? BigDecimal.ZERO : fill.shares().multiply(fill.price());
          cash = isSell ? cash.subtract(value) : cash.add(value);
          Commission charged = life.fills().commissions().get(part.getKey());
          cash = charged == null ? cash : cash.add(charged.amount());
          if (!isConversion) {
            shares.merge(
                key(life.leg(), now, isBySymbol), isSell ? fill.shares() : fill.shares().negate(), BigDecimal::add);
          }
        }
      }
    }
    return shares.values().stream().allMatch(it -> it.signum() == 0) ? cash : BigDecimal.ZERO;
  }

  private static ContractId key(Holding holding, boolean isBySymbol) {
    return isBySymbol ? ContractId.standIn(holding.symbol()) : holding.id();
  }

  private static ContractId key(Leg leg, Portfolio now, boolean isBySymbol) {
    ContractId bySymbol = ContractId.standIn(leg.symbol());
    return isBySymbol ? bySymbol : leg.contract().or(() -> now.contract(leg.symbol())).orElse(bySymbol);
  }

  /** At one rate for both looks, so that a rate that moved is no cash flow; a conversion brings what it takes. */
  private static BigDecimal ofOtherCurrencies(Cash before, Cash now) {
    var currencies = new TreeSet<>(before.balances().keySet());
    currencies.addAll(now.balances().keySet());
    BigDecimal flow = BigDecimal.ZERO;
    for (String currency : currencies) {
      BigDecimal rate = now.rates().getOrDefault(currency, before.rates().getOrDefault(currency, BigDecimal.ZERO));
      BigDecimal more = now.balances().getOrDefault(currency, BigDecimal.ZERO)
          .subtract(before.balances().getOrDefault(currency, BigDecimal.ZERO));
      flow = flow.add(more.multiply(rate));
    }
    return flow;
  }
}
