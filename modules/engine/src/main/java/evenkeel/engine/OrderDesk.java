package evenkeel.engine;

import evenkeel.domain.AccountLock;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderChange;
import evenkeel.domain.OrderEvent.CancelRequested;
import evenkeel.domain.OrderEvent.ChangeRequested;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Pending;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Cancellation;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.OrderTicket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the owner asks of orders that stand at the broker: whether it may be asked, the events that record it, and what
 * is to be sent once those are on disk. Only orders under our own client id are touched: a Gateway was seen to cancel
 * other clients' orders by their ids (TWS API).
 */
final class OrderDesk {
  /** The answer to a request. */
  sealed interface Outcome {}

  /** These are the orders that a message is about, and this is the message. */
  record Granted(List<OrderRef> orders, Errand errand) implements Outcome {}

  record Refused(String why) implements Outcome {}

  /** What leaves. */
  sealed interface Errand {}

  record Cancelling(Cancellation what) implements Errand {}

  record Changing(OrderTicket ticket) implements Errand {}

  private final OrderExecutor.Surroundings around;
  private final List<BrokerOrder> open;
  private final Optional<String> obstacle;
  private final Optional<String> heldBack;
  private final Instant now;

  /**
   * @param open the broker's open orders when it was asked last
   * @param isReady whether the broker may be asked for anything
   * @param heldBack why it may be asked for cancels alone; empty where that is not so
   */
  OrderDesk(
      OrderExecutor.Surroundings around, List<BrokerOrder> open, boolean isReady, Optional<String> heldBack) {
    this.heldBack = heldBack;
    this.around = around;
    this.open = open;
    this.now = around.clock().instant();
    if (around.settings().mode() == TradingMode.DRY_RUN) {
      obstacle = Optional.of("the mode is dry-run, in which nothing is sent");
    } else if (!isReady) {
      obstacle = Optional.of("the link to IBKR is not ready; try again when it is");
    } else {
      obstacle = Optional.empty();
    }
  }

  Outcome cancel(Bookkeeping books, int orderId) {
    if (obstacle.isPresent()) {
      return new Refused(obstacle.get());
    }
    Optional<OrderLife> found = books.book().called(around.clientId(), orderId);
    Optional<BrokerOrder> stray = stray(orderId);
    if (found.isEmpty() && stray.isEmpty()) {
      return new Refused(unknown(orderId));
    }
    Errand errand = new Cancelling(new Cancellation.One(orderId));
    if (found.isEmpty()) {
      BrokerOrder order = stray.get();
      books.add(new DeskEvent.StrayCancelRequested(orderId, order.orderRef(), order.symbol(), order.side(), now));
      return new Granted(List.of(), errand);
    }
    Optional<String> over = over(found.get(), orderId);
    if (over.isPresent()) {
      return new Refused(over.get());
    }
    OrderRef ref = found.get().leg().ref();
    books.add(new CancelRequested(ref, now));
    return new Granted(List.of(ref), errand);
  }

  /** Everything that stands at the broker, and everything that was not sent yet. */
  Outcome cancelAll(Bookkeeping books) {
    if (obstacle.isPresent()) {
      return new Refused(obstacle.get());
    }
    books.add(new DeskEvent.CancelAllRequested(now));
    var orders = new ArrayList<OrderRef>();
    for (Run run : books.book().unsettled().toList()) {
      if (run.orders().values().stream().anyMatch(OrderLife.Planned.class::isInstance)) {
        books.add(new RunEvent.RunHalted(run.id(), Optional.empty(), "everything was cancelled by the owner", now));
      }
      run.orders().values().stream()
          .filter(life -> life instanceof OrderLife.Working || life instanceof OrderLife.InFlight)
          .map(life -> life.leg().ref()).forEach(orders::add);
    }
    orders.forEach(ref -> books.add(new CancelRequested(ref, now)));
    return new Granted(orders, new Cancelling(new Cancellation.All()));
  }

  /** The symbol to look up before a change can be made; empty where it cannot be made anyway. */
  Optional<Symbol> symbolOf(Bookkeeping books, int orderId) {
    return obstacle.or(() -> heldBack).isPresent()
        ? Optional.empty()
        : books.book().called(around.clientId(), orderId).map(life -> life.leg().symbol());
  }

  /** Why what was granted may not leave after all, now that it is on disk; empty where it may. */
  Optional<String> obstacle(Bookkeeping books, Granted granted) {
    return switch (granted.errand()) {
      case Cancelling cancel -> Optional.empty();
      case Changing change -> changeObstacle(books, change.ticket().leg());
    };
  }

  private Optional<String> changeObstacle(Bookkeeping books, Leg leg) {
    boolean isTooLate = leg.type().fillsAtClose() && isPastCutOff(books.book().runOf(leg.ref()).orElseThrow());
    return isTooLate
        ? Optional.of("orders for the close cannot be changed after the cut-off")
        : around.owner().pause().map(OwnersWord.Pause::sentence);
  }

  /** The terms that are not given stay. */
  Outcome change(
      Bookkeeping books, OrderExecutor.Change change, Answer<List<InstrumentDetails>> contracts) {
    int orderId = change.orderId();
    if (obstacle.isPresent() || heldBack.isPresent()) {
      return new Refused(obstacle.or(() -> heldBack).get());
    }
    Optional<OrderLife> found = books.book().called(around.clientId(), orderId);
    Optional<String> freeze = books.book().lock().freeze()
        .filter(it -> it.isOfAccount()
            || found.filter(life -> it.isOf(life.leg().contract(), life.leg().symbol())).isPresent())
        .map(AccountLock.Freeze::sentence);
    if (freeze.isPresent()) {
      return new Refused(freeze.get());
    }
    if (found.isEmpty()) {
      return new Refused(stray(orderId).map(order -> "order " + orderId + " is none that Evenkeel placed and knows;"
          + " it can be cancelled, and a new one placed").orElseGet(() -> unknown(orderId)));
    }
    OrderLife life = found.get();
    Leg leg = life.leg();
    var wanted = OrderChange.of(life, change.quantity(), change.limit());
    BigDecimal quantity = wanted.quantity();
    Optional<BigDecimal> limit = wanted.limit();
    Optional<String> objection = over(life, orderId).or(() -> objection(books, life, orderId, quantity, limit));
    if (objection.isPresent()) {
      return new Refused(objection.get());
    }
    if (wanted.isMore() && !change.isExamined()) {
      return new Refused("the terms of order " + orderId + " have just changed; try again");
    }
    if (!(contracts instanceof Answer.Given<List<InstrumentDetails>> given)) {
      return new Refused(contracts.problem());
    }
    Optional<String> trouble = Fitness.objection(
        leg.symbol(), around.settings().targets().criteria(leg.symbol()), given.value(), leg.type(), limit)
        .or(() -> otherContract(leg, given.value()));
    if (trouble.isPresent()) {
      return new Refused(trouble.get());
    }
    books.add(new ChangeRequested(leg.ref(), quantity, limit, now));
    return new Granted(List.of(leg.ref()), new Changing(new OrderTicket(
        orderId, around.account(), Qualification.routed(leg.symbol(), given.value().getFirst()), wanted.wanted())));
  }

  private static Optional<String> otherContract(Leg leg, List<InstrumentDetails> found) {
    return leg.contract().filter(id -> found.stream().noneMatch(it -> it.instrument().contractId() == id.value()))
        .map(id -> leg.symbol() + " means another contract now than that of the order, " + id);
  }

  private Optional<String> objection(
      Bookkeeping books, OrderLife life, int orderId, BigDecimal quantity, Optional<BigDecimal> limit) {
    Leg leg = life.leg();
    if (leg.isConversion()) {
      return Optional.of("a conversion cannot be changed; cancel it, and the purchases make do with the cash there is");
    }
    List<String> nonsense = HandOrder.objections(quantity, leg.type(), leg.timeInForce(), limit);
    if (!nonsense.isEmpty()) {
      return Optional.of(String.join("; ", nonsense));
    }
    // An unknown id would be taken for a new order.
    if (!(life instanceof OrderLife.Working working) || !working.status().isWorking()) {
      return Optional
          .of("order " + orderId + " does not stand at the broker as far as is known; it is being asked for");
    }
    if (quantity.compareTo(life.fills().shares()) <= 0) {
      return Optional.of("order " + orderId + " has filled " + life.fills().shares().toPlainString()
          + " shares already; cancel it to keep it at that");
    }
    if (new Pending.Terms(quantity, limit, now).are(leg.quantity(), leg.limit())) {
      return Optional.of("order " + orderId + " has these terms already");
    }
    return changeObstacle(books, leg);
  }

  /** One that stands for a later session can be changed before the cut-off of that day. */
  private boolean isPastCutOff(Run run) {
    return now.isAfter(run.deadline()) && NyseCalendar.session(now.atZone(NyseCalendar.ZONE).toLocalDate())
        .filter(session -> now.isAfter(around.settings().cutOff().cutOff(session))).isPresent();
  }

  private static Optional<String> over(OrderLife life, int orderId) {
    return life instanceof OrderLife.Closed closed
        ? Optional.of("order " + orderId + " (" + life.leg().side() + " " + life.leg().symbol() + ") is over: "
            + closed.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        : Optional.empty();
  }

  /** An order that the broker has under our client id and no run knows. */
  private Optional<BrokerOrder> stray(int orderId) {
    return open.stream().filter(order -> order.orderId() == orderId && order.clientId() == around.clientId()
        && order.account().equals(around.account())).findFirst();
  }

  private String unknown(int orderId) {
    return open.stream().filter(order -> order.orderId() == orderId).findFirst()
        .map(order -> "order " + orderId + " was placed by API client " + order.clientId() + " and not by "
            + around.clientId() + "; cancel it where it was placed, or everything with cancel --all")
        .orElse("no order " + orderId + " of API client " + around.clientId()
            + " is known; evenkeel orders shows what is open");
  }
}
