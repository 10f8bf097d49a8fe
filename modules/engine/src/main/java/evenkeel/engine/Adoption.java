package evenkeel.engine;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Contract;
import evenkeel.domain.ContractId;
import evenkeel.domain.CurrencyPair;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Fill;
import evenkeel.domain.Fills;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderRef;
import evenkeel.domain.OrderType;
import evenkeel.domain.Reconciliation;
import evenkeel.domain.RunEvent.OrderAdopted;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Orders at the broker under references of ours that the journal does not know. Its tail was lost, and with it that
 * they were ever meant; the broker is the source of truth, so they are taken into the books as they stand there.
 */
final class Adoption {
  private static final Duration SETTLE_WITHIN = Duration.ofMinutes(10);

  /** What is known of such an order. */
  private record Found(
      String ref, Symbol symbol, Side side, BigDecimal quantity, String type, String timeInForce,
      Optional<BigDecimal> limit, Optional<ContractId> contract) {}

  private Adoption() {}

  /** One event for each, in the broker's order; none in dry-run, where nothing of ours is looked after. */
  static List<OrderAdopted> of(
      ExecutionBook book, Reconciliation.Books books, OrderExecutor.Surroundings around, Instant now) {
    if (around.settings().mode() == TradingMode.DRY_RUN) {
      return List.of();
    }
    Map<String, Found> found = new LinkedHashMap<>();
    Stream.concat(books.open().stream(), books.completed().stream())
        .filter(order -> order.account().equals(around.account()))
        .forEach(order -> found.putIfAbsent(order.orderRef(), of(order, books.fills())));
    books.fills().stream().filter(fill -> fill.account().equals(around.account())).forEach(fill -> found.putIfAbsent(
        fill.orderRef(), new Found(fill.orderRef(), fill.symbol(), fill.side(), filled(fill.orderRef(), books.fills()),
            "", "", Optional.empty(), fill.contract())));
    return found.values().stream().filter(order -> !isKnown(book, order.ref()))
        // Of another installation that trades this account: it has a journal of its own.
        .filter(order -> OrderRef.otherInstance(order.ref(), around.account(), around.settings().instance()).isEmpty())
        .flatMap(order -> adopt(order, around, now).stream()).toList();
  }

  private static boolean isKnown(ExecutionBook book, String ref) {
    return book.orders().anyMatch(life -> life.leg().ref().value().equals(ref));
  }

  private static Found of(BrokerOrder order, List<Fill> fills) {
    // A completed order may show no size (TWS API, completed orders).
    BigDecimal quantity = order.quantity().max(filled(order.orderRef(), fills)).max(order.filled());
    return new Found(order.orderRef(), order.symbol(), order.side(), quantity, order.terms().type(),
        order.terms().timeInForce(), order.terms().limit(), order.contract().map(Contract::id));
  }

  /** Shares executed under a reference; a correction counts in place of what it corrects. */
  private static BigDecimal filled(String ref, List<Fill> fills) {
    Map<String, Fill> newest = new LinkedHashMap<>();
    fills.stream().filter(fill -> fill.orderRef().equals(ref)).forEach(fill -> newest.merge(
        Fill.family(fill.execId()), fill, (one, other) -> Fills.isNewer(other.execId(), one.execId()) ? other : one));
    return newest.values().stream().map(Fill::shares).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Optional<OrderAdopted> adopt(Found order, OrderExecutor.Surroundings around, Instant now) {
    Optional<RunId> run = OrderRef.run(order.ref(), around.account(), order.symbol(), order.side());
    boolean isWhole = order.quantity().signum() > 0 && order.quantity().stripTrailingZeros().scale() <= 0;
    if (run.isEmpty() || !isWhole) {
      return Optional.empty();
    }
    OrderType type = type(order, around.settings().orderType());
    // Gateways echo 0.0 where there is no limit.
    BigDecimal price = order.limit().orElse(BigDecimal.ZERO);
    TimeInForce timeInForce = order.timeInForce().equals(TimeInForce.GTC.name()) ? TimeInForce.GTC : TimeInForce.DAY;
    Optional<CurrencyPair> pair = CurrencyPair.named(order.symbol().value());
    var leg = new Leg(
        new OrderRef(order.ref()), order.symbol(), order.side(), order.quantity(),
        price, type, timeInForce, type.hasLimit() ? order.limit() : Optional.empty(),
        BigDecimal.ZERO, order.contract().filter(id -> pair.isEmpty()), pair);
    return Optional.of(new OrderAdopted(
        run.get(), around.account(), around.settings().mode(), leg, settleBy(leg, now), now));
  }

  private static OrderType type(Found order, OrderType usual) {
    return Arrays.stream(OrderType.values()).filter(type -> type.name().equals(order.type()))
        .filter(type -> !type.hasLimit() || order.limit().isPresent()).findFirst().orElse(usual);
  }

  private static Instant settleBy(Leg leg, Instant now) {
    Instant soon = now.plus(SETTLE_WITHIN);
    if (leg.timeInForce() == TimeInForce.GTC) {
      return Runs.goodTill(now).plus(SETTLE_WITHIN);
    }
    return NyseCalendar.session(now.atZone(NyseCalendar.ZONE).toLocalDate())
        .map(session -> session.close().toInstant().plus(SETTLE_WITHIN)).filter(soon::isBefore).orElse(soon);
  }
}
