package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last look at orders before they may be sent. It has nothing in common with what planned them: its own prices, its
 * own sums. Every objection names the number and the limit.
 */
public final class GuardRules {
  private static final BigDecimal TWO = new BigDecimal(2);
  private static final String NO_PRICE = ": a second look found no price";

  private GuardRules() {}

  /**
   * What the orders are judged by.
   *
   * @param portfolio as it was seen now, not as it was planned with
   * @param prices of a second look, for the symbols that have one
   * @param book what is under way and what was done today
   * @param foreign open orders that are not ours, of all clients and of TWS
   * @param last the last look that was believed; empty at the first, and once the owner has confirmed the value since
   */
  public record Sight(
      Portfolio portfolio, Map<Symbol, BigDecimal> prices, ExecutionBook book, Optional<Seen> last, Instant now,
      List<ForeignOrder> foreign) {
    /** Without an order of others. */
    public Sight(
        Portfolio portfolio, Map<Symbol, BigDecimal> prices, ExecutionBook book, Optional<Seen> last, Instant now) {
      this(portfolio, prices, book, last, now, List.of());
    }

    public Sight {
      prices = Map.copyOf(prices);
      foreign = List.copyOf(foreign);
    }
  }

  /**
   * A look at the account that was believed.
   *
   * @param portfolio what was seen; empty where a journal of an earlier version did not keep it, so that cash flows
   *     since are unknown
   */
  public record Seen(BigDecimal netLiquidation, Instant at, Optional<Portfolio> portfolio) {
    /** A look of which only the value is known. */
    public Seen(BigDecimal netLiquidation, Instant at) {
      this(netLiquidation, at, Optional.empty());
    }
  }

  /** Everything that speaks against the decision's orders; nothing where they may go. */
  public static List<String> objections(Decision decision, Sight sight, GuardLimits limits) {
    List<PlannedOrder> orders = decision.orders();
    List<CurrencyOrder> conversions = decision.currencyOrders();
    var objections = new ArrayList<String>();
    accountChange(sight, limits).ifPresent(objections::add);
    addValues(orders, BigDecimal.ZERO, sight, limits, objections);
    addCount(orders.size() + conversions.size(), sight, limits, objections);
    addShortSales(orders, sight, objections);
    orders.forEach(order -> otherContract(order, sight).ifPresent(objections::add));
    boolean isLimited = decision.verdict() instanceof Decision.Place place && place.wish().limit().isPresent();
    addCash(orders, conversions, reserve(decision), sight, objections);
    CurrencyGuard.addObjections(conversions, sight, limits, objections);
    orders.forEach(order -> price(order, isLimited, sight, limits).ifPresent(objections::add));
    orders.forEach(order -> reversal(order, sight, limits).ifPresent(objections::add));
    if (limits.keepsDayTraderRule()) {
      DayTrades.objection(orders, sight.book(), sight.portfolio().netLiquidation(), sight.now())
          .ifPresent(objections::add);
    }
    return List.copyOf(objections);
  }

  /**
   * Everything that speaks against the owner's change of an order: it is judged as an order by hand in the place of the
   * one that stands. It is no further order of the day, and none that makes another day trade.
   *
   * @param firstRuns the cap that applies now; empty for none
   */
  public static List<String> objections(
      OrderChange change, Sight seen, PlanRules rules, Optional<FirstRuns> firstRuns, GuardLimits limits) {
    Leg leg = change.wanted();
    Sight sight = new Sight(
        seen.portfolio(), seen.prices(), seen.book().without(leg.ref()), seen.last(), seen.now(), seen.foreign());
    Optional<BigDecimal> price = leg.limit().or(() -> Optional.ofNullable(sight.prices().get(leg.symbol())));
    if (price.isEmpty()) {
      return List.of(leg.side() + " " + plain(leg.quantity()) + " " + leg.symbol() + NO_PRICE);
    }
    PlannedOrder whole = order(leg, leg.quantity(), price.get(), rules);
    PlannedOrder rest = order(leg, change.rest(), price.get(), rules);
    BigDecimal others = valueOfRun(sight, seen.book().runOf(leg.ref()).orElseThrow().id());
    var objections = new ArrayList<String>();
    accountChange(sight, limits).ifPresent(objections::add);
    addValues(List.of(whole), others, sight, limits, objections);
    firstRuns.flatMap(first -> others.signum() == 0
        ? first.objection(whole)
        : first.objection(others.add(whole.estimatedValue()))).ifPresent(objections::add);
    addShortSales(List.of(rest), sight, objections);
    addCash(List.of(rest), List.of(), rules.cashReserve(), sight, objections);
    price(whole, leg.limit().isPresent(), sight, limits).ifPresent(objections::add);
    reversal(whole, sight, limits).ifPresent(objections::add);
    return List.copyOf(objections);
  }

  private static PlannedOrder order(Leg leg, BigDecimal quantity, BigDecimal price, PlanRules rules) {
    BigDecimal value = quantity.multiply(price);
    return new PlannedOrder(
        leg.symbol(), leg.side(), quantity, price, value, rules.commissions().estimate(quantity, value), leg.drift(),
        leg.contract());
  }

  /** What the other orders of its run have traded and may still trade. */
  private static BigDecimal valueOfRun(Sight others, RunId run) {
    return others.book().runs().get(run).orders().values().stream().filter(life -> !life.leg().isConversion())
        .map(life -> life.fills().value().add(isOpen(life) ? valueOfRest(life, others) : BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What has to be looked at beside the symbols of the orders: purchases under way of which nobody knows what they
   * cost, as those that the broker has and the journal lost.
   */
  public static Stream<Symbol> unpriced(ExecutionBook book) {
    return book.orders().filter(life -> !life.leg().isConversion()).filter(GuardRules::isOpen)
        .filter(GuardRules::isUnpriced).map(life -> life.leg().symbol());
  }

  private static boolean isUnpriced(OrderLife life) {
    return life.leg().side() == Side.BUY && life.atMost().estimatedPrice().signum() == 0;
  }

  /**
   * The price of a second look: the last one, else the middle of an uncrossed market, else the previous close where
   * that is a price at this time.
   */
  public static Optional<BigDecimal> price(Quote quote, Instant now, PreviousCloseInSession rule) {
    Optional<BigDecimal> bid = quote.bid().filter(GuardRules::isPositive);
    Optional<BigDecimal> middle = quote.ask().filter(GuardRules::isPositive)
        .flatMap(ask -> bid.filter(it -> it.compareTo(ask) <= 0).map(it -> it.add(ask).divide(TWO)));
    return quote.last().filter(GuardRules::isPositive).or(() -> middle)
        .or(() -> quote.previousClose().filter(close -> isPositive(close) && rule.isPriceAt(now)));
  }

  private static boolean isPositive(BigDecimal value) {
    return value.signum() > 0;
  }

  /** Why the account's value is not believed; empty where it is, or where there was no look before. */
  public static Optional<String> accountChange(Sight sight, GuardLimits limits) {
    return sight.last().flatMap(last -> AccountChange.objection(
        last, sight.portfolio(), sight.now(), sight.book(), limits.accountChangeMax()));
  }

  private static void addValues(
      List<PlannedOrder> orders, BigDecimal others, Sight sight, GuardLimits limits, List<String> objections) {
    BigDecimal worth = sight.portfolio().netLiquidation();
    BigDecimal orderMax = limits.orderValueMax().multiply(worth);
    BigDecimal sum = others;
    for (PlannedOrder order : orders) {
      BigDecimal value = value(order, sight);
      sum = sum.add(value);
      if (value.compareTo(orderMax) > 0) {
        objections.add(named(order) + " is for " + money(value) + ", more than guards.order-value-max "
            + percent(limits.orderValueMax()) + " of " + money(worth) + ", which is " + money(orderMax));
      }
    }
    BigDecimal runMax = limits.runValueMax().multiply(worth);
    if (sum.compareTo(runMax) > 0) {
      objections.add("the orders are for " + money(sum) + " together, more than guards.run-value-max "
          + percent(limits.runValueMax()) + " of " + money(worth) + ", which is " + money(runMax));
    }
  }

  /** At the dearer of the two prices. */
  private static BigDecimal value(PlannedOrder order, Sight sight) {
    BigDecimal second = sight.prices().getOrDefault(order.symbol(), BigDecimal.ZERO);
    return order.quantity().multiply(order.price().max(second));
  }

  private static void addCount(
      int orders, Sight sight, GuardLimits limits, List<String> objections) {
    long sent = sight.book().orders().filter(life -> life.submission()
        .filter(submission -> isToday(submission.at(), sight)).isPresent()).count();
    if (sent + orders > limits.ordersPerDayMax()) {
      objections.add(sent + " orders were sent today and " + orders + " more are wanted, more than"
          + " guards.orders-per-day-max " + limits.ordersPerDayMax());
    }
  }

  private static void addShortSales(List<PlannedOrder> orders, Sight sight, List<String> objections) {
    for (PlannedOrder order : orders) {
      if (order.side() != Side.SELL) {
        continue;
      }
      BigDecimal held = held(order, sight.portfolio());
      BigDecimal underWay = open(sight, Side.SELL)
          .filter(life -> life.leg().symbol().equals(order.symbol())).map(GuardRules::rest)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
      List<ForeignOrder> others = sight.foreign().stream().filter(other -> other.side() == Side.SELL)
          .filter(other -> other.isFor(order.symbol(), order.contract().or(() -> sight.portfolio().contract(
              order.symbol()))))
          .toList();
      BigDecimal foreign = others.stream().map(ForeignOrder::remaining).reduce(BigDecimal.ZERO, BigDecimal::add);
      if (order.quantity().add(underWay).add(foreign).compareTo(held) > 0) {
        objections.add(named(order) + " would be a short sale: " + plain(held) + " shares are held"
            + (underWay.signum() == 0 ? "" : " and orders for " + plain(underWay) + " are under way")
            + (others.isEmpty() ? "" : " and orders that are not ours sell them too: " + sentences(others)));
      }
    }
  }

  private static Optional<String> otherContract(PlannedOrder order, Sight sight) {
    return order.contract().flatMap(wanted -> sight.portfolio().contract(order.symbol())
        .filter(now -> !now.equals(wanted))
        .map(now -> named(order) + " is for contract " + wanted + ", and a second look found that " + order.symbol()
            + " means contract " + now));
  }

  private static String sentences(List<ForeignOrder> orders) {
    return orders.stream().map(ForeignOrder::sentence).collect(Collectors.joining(", "));
  }

  /** Of the very contract; an order that names none is read by its symbol. */
  private static BigDecimal held(PlannedOrder order, Portfolio portfolio) {
    return order.contract().map(portfolio::shares).orElseGet(() -> portfolio.shares(order.symbol()));
  }

  /** What an order by hand has to leave; a plan has reckoned with it. */
  private static BigDecimal reserve(Decision decision) {
    return decision.verdict() instanceof Decision.Place place ? place.cashReserve() : BigDecimal.ZERO;
  }

  /** Buys are paid for by cash and by the run's own sells, after what is under way. */
  private static void addCash(
      List<PlannedOrder> orders, List<CurrencyOrder> conversions, BigDecimal reserve, Sight sight,
      List<String> objections) {
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal proceeds = BigDecimal.ZERO;
    for (PlannedOrder order : orders) {
      BigDecimal value = order.quantity().multiply(order.price());
      cost = cost.add(order.estimatedCommission()).add(order.side() == Side.BUY ? value : BigDecimal.ZERO);
      proceeds = proceeds.add(order.side() == Side.SELL ? value : BigDecimal.ZERO);
    }
    boolean isBuying = orders.stream().anyMatch(order -> order.side() == Side.BUY);
    if (isBuying) {
      open(sight, Side.BUY).filter(GuardRules::isUnpriced).map(OrderLife::leg)
          .filter(leg -> !sight.prices().containsKey(leg.symbol())).findFirst()
          .ifPresent(leg -> objections.add("what BUY " + plain(leg.quantity()) + " " + leg.symbol()
              + " under way will cost is not known" + NO_PRICE));
      sight.foreign().stream().filter(order -> order.cost(sight.prices()).isEmpty()).map(ForeignCount::costUnknown)
          .forEach(objections::add);
    }
    BigDecimal foreign = sight.foreign().stream().map(order -> order.cost(sight.prices()).orElse(BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal bound = open(sight, Side.BUY).map(life -> valueOfRest(life, sight)).reduce(BigDecimal.ZERO,
        BigDecimal::add);
    BigDecimal converted = conversions.stream().map(order -> order.proceeds().subtract(order.estimatedCommission()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    Optional<BigDecimal> settled = Settlement.settled(sight.portfolio());
    BigDecimal free = sight.portfolio().cash().subtract(reserve);
    BigDecimal there = free.subtract(bound).subtract(foreign).add(proceeds).add(converted);
    if (isBuying && settled.isPresent() && cost.compareTo(settled.get().subtract(bound).subtract(foreign)) > 0) {
      objections.add("the buys cost " + money(cost) + " and " + money(settled.get().subtract(bound).subtract(foreign))
          + " has settled; this is a cash account, in which only settled cash buys");
    }
    if (isBuying && cost.compareTo(there) > 0) {
      objections.add("the buys cost " + money(cost) + " and " + money(there) + " is there: cash of "
          + money(free)
          + (reserve.signum() == 0 ? "" : " beyond the reserve of " + money(reserve))
          + (bound.add(foreign).signum() == 0 ? "" : " less " + money(bound.add(foreign)) + " for buys under way")
          + (foreign.signum() == 0 ? "" : " and orders that are not ours")
          + (proceeds.signum() == 0 ? "" : " and " + money(proceeds) + " from the sells")
          + (converted.signum() == 0 ? "" : " and " + money(converted) + " from the conversions"));
    }
  }

  private static Optional<String> price(PlannedOrder order, boolean isLimited, Sight sight, GuardLimits limits) {
    BigDecimal second = sight.prices().get(order.symbol());
    if (second == null) {
      return Optional.of(named(order) + NO_PRICE);
    }
    BigDecimal distance = order.price().subtract(second).divide(second, MathContext.DECIMAL32);
    // A limit that the market has to come to harms nobody; one far on its other side is a slip.
    BigDecimal harm = !isLimited ? distance.abs() : order.side() == Side.BUY ? distance : distance.negate();
    return harm.compareTo(limits.priceDistanceMax()) > 0
        ? Optional.of(named(order) + " at " + plain(order.price()) + " is " + percent(distance.abs()) + " away from "
            + plain(second) + " of a second look, more than guards.price-distance-max "
            + percent(limits.priceDistanceMax()))
        : Optional.empty();
  }

  private static Optional<String> reversal(PlannedOrder order, Sight sight, GuardLimits limits) {
    if (limits.isReversalAllowed()) {
      return Optional.empty();
    }
    Side other = order.side() == Side.BUY ? Side.SELL : Side.BUY;
    BigDecimal filled = sight.book().orders().filter(life -> life.leg().isFor(order.symbol(), other))
        .flatMap(life -> life.fills().executions().values().stream())
        .filter(execution -> isToday(execution.at(), sight)).map(Fills.Booked::shares)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    return filled.signum() > 0
        ? Optional.of(named(order) + " is opposite to a " + other + " of " + plain(filled)
            + " shares that filled today (guards.reversal-within-a-day)")
        : Optional.empty();
  }

  private static Stream<OrderLife> open(Sight sight, Side side) {
    return sight.book().runs().values().stream()
        .flatMap(
            run -> run.orders().values().stream().filter(life -> isOpen(life) && !isOfPast(run, life, sight.now())))
        .filter(life -> life.leg().side() == side && !life.leg().isConversion());
  }

  /** Whatever became of an order of unknown fate whose time was over on an earlier day is in the portfolio. */
  private static boolean isOfPast(Run run, OrderLife life, Instant now) {
    return life instanceof OrderLife.Parked && NyseCalendar.day(run.settleBy()).isBefore(NyseCalendar.day(now));
  }

  /** Whether it may still fill: the worse of the two where nobody knows. */
  static boolean isOpen(OrderLife life) {
    return switch (life) {
      case OrderLife.Planned planned -> true;
      case OrderLife.InFlight sent -> true;
      case OrderLife.Working working -> true;
      case OrderLife.Parked parked -> true;
      case OrderLife.Closed closed -> false;
    };
  }

  private static BigDecimal rest(OrderLife life) {
    return life.atMost().quantity().subtract(life.fills().shares()).max(BigDecimal.ZERO);
  }

  private static BigDecimal valueOfRest(OrderLife life, Sight sight) {
    return rest(life).multiply(isUnpriced(life)
        ? sight.prices().getOrDefault(life.leg().symbol(), BigDecimal.ZERO)
        : life.atMost().estimatedPrice());
  }

  private static boolean isToday(Instant at, Sight sight) {
    return day(at).equals(day(sight.now()));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(NyseCalendar.ZONE).toLocalDate();
  }

  private static String named(PlannedOrder order) {
    return order.side() + " " + plain(order.quantity()) + " " + order.symbol();
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  private static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String percent(BigDecimal fraction) {
    return plain(fraction.movePointRight(2).setScale(2, RoundingMode.HALF_UP)) + " %";
  }
}
