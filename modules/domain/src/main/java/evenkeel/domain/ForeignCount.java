package evenkeel.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What open orders of others leave of a portfolio for a plan.
 *
 * @param portfolio what is left
 * @param reasons why no plan may be made from it now; none where it may
 */
public record ForeignCount(Portfolio portfolio, List<String> reasons) {
  public ForeignCount {
    reasons = List.copyOf(reasons);
  }

  /**
   * What the orders leave under this rule.
   *
   * @param targets what the plan is about
   * @param prices of the targets, and of what the orders need priced
   */
  public static ForeignCount of(
      Portfolio portfolio, Collection<Symbol> targets, List<ForeignOrder> orders, Map<Symbol, BigDecimal> prices,
      ForeignOrders rule) {
    return switch (rule) {
      case IGNORE -> new ForeignCount(portfolio, List.of());
      case WAIT -> {
        var reasons = new ArrayList<String>();
        orders.stream().filter(order -> isForAny(order, targets, portfolio)).map(ForeignCount::waiting)
            .forEach(reasons::add);
        yield left(portfolio, orders, prices, reasons);
      }
      case COUNT -> left(portfolio, orders, prices, new ArrayList<>());
    };
  }

  /** Whether one of the targets is what it trades. */
  public static boolean isForAny(ForeignOrder order, Collection<Symbol> targets, Portfolio portfolio) {
    return targets.stream().anyMatch(target -> order.isFor(target, portfolio));
  }

  /** Why a run waits for it. */
  public static String waiting(ForeignOrder order) {
    return "an open order that is not ours trades a target: " + order.sentence()
        + "; let it fill or cancel it in TWS (foreign-orders = wait)";
  }

  /** Why the cash cannot be counted. */
  public static String costUnknown(ForeignOrder order) {
    return "nobody knows what an open order that is not ours will cost: " + order.sentence();
  }

  /** Shares that others sell and cash that others spend are gone; what they will bring is not there yet. */
  private static ForeignCount left(
      Portfolio before, List<ForeignOrder> orders, Map<Symbol, BigDecimal> prices, List<String> reasons) {
    BigDecimal cash = before.cash();
    BigDecimal worth = before.netLiquidation();
    SortedMap<ContractId, Holding> holdings = new TreeMap<>(before.holdings());
    for (ForeignOrder order : orders) {
      Optional<BigDecimal> cost = order.cost(prices);
      if (cost.isEmpty()) {
        reasons.add(costUnknown(order));
        continue;
      }
      cash = cash.subtract(cost.get());
      worth = worth.subtract(cost.get());
      BigDecimal signed = order.side() == Side.BUY ? order.remaining() : order.remaining().negate();
      Optional<Holding> held = before.holdings().values().stream()
          .filter(holding -> order.isFor(holding.symbol(), Optional.of(holding.id()))).findFirst();
      Optional<BigDecimal> price = Optional.ofNullable(prices.get(order.symbol())).or(order::limit);
      if (held.isPresent() && price.isPresent()) {
        holdings.computeIfPresent(held.get().id(), (id, holding) -> new Holding(
            holding.contract(), holding.shares().add(signed).max(BigDecimal.ZERO), holding.averageCost()));
        worth = worth.add(signed.multiply(price.get()));
      }
    }
    return new ForeignCount(
        new Portfolio(before.currency(), worth, cash, holdings, before.contracts(), before.currencies()), reasons);
  }
}
