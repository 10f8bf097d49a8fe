package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A month end's orders and what the broker may say of them, in few words. */
final class Orders {
  static final AccountId ACCOUNT = new AccountId("DU1234567");
  static final RunId RUN = new RunId("20251031-month-end");
  static final int CLIENT = 10;
  /** 15:30 in New York. */
  static final Instant NOW = Instant.parse("2025-10-31T19:30:00Z");
  static final Instant CUT_OFF = NOW.plus(Duration.ofMinutes(15));
  static final Instant SETTLE_BY = NOW.plus(Duration.ofMinutes(40));
  static final CommissionSchedule COMMISSIONS = Plans.IBKR_FIXED;

  private Orders() {}

  static OrderRef ref(String symbol, Side side) {
    return OrderRef.of(ACCOUNT, RUN, new Symbol(symbol), side);
  }

  static Leg leg(String symbol, Side side, int quantity, String price) {
    return leg(OrderType.MOC, symbol, side, quantity, price);
  }

  static Leg leg(OrderType type, String symbol, Side side, int quantity, String price) {
    return new Leg(
        ref(symbol, side), new Symbol(symbol), side, new BigDecimal(quantity), new BigDecimal(price), type,
        TimeInForce.DAY, Optional.empty(), new BigDecimal("0.1"), Optional.empty());
  }

  static RunEvent.RunStarted started(String cash, Leg... legs) {
    return started(RUN, NOW, cash, legs);
  }

  static RunEvent.RunStarted started(RunId run, Instant at, String cash, Leg... legs) {
    return new RunEvent.RunStarted(
        run, ACCOUNT, TradingMode.PAPER, List.of(legs), new BigDecimal(cash), BigDecimal.ZERO, at.plus(
            Duration.between(NOW, CUT_OFF)),
        at.plus(Duration.between(NOW, SETTLE_BY)), at);
  }

  static OrderEvent.SubmissionStarted sent(Leg leg, int orderId) {
    return sent(leg, orderId, 1);
  }

  static OrderEvent.SubmissionStarted sent(Leg leg, int orderId, int attempt) {
    return new OrderEvent.SubmissionStarted(leg.ref(), orderId, CLIENT, attempt, NOW);
  }

  static OrderEvent.OrderAcknowledged known(Leg leg, int orderId) {
    return known(leg, orderId, BrokerStatus.PRE_SUBMITTED);
  }

  static OrderEvent.OrderAcknowledged known(Leg leg, int orderId, BrokerStatus status) {
    return new OrderEvent.OrderAcknowledged(leg.ref(), orderId, CLIENT, permId(orderId), status, NOW);
  }

  static OrderEvent.FillRecorded filled(Leg leg, String execId, String shares, String price) {
    return new OrderEvent.FillRecorded(
        leg.ref(), execId, new BigDecimal(shares), new BigDecimal(price), NOW, NOW);
  }

  static OrderEvent.CommissionRecorded charged(Leg leg, String execId, String amount) {
    return new OrderEvent.CommissionRecorded(
        leg.ref(), execId, new BigDecimal(amount), "USD", Optional.empty(), NOW);
  }

  static OrderEvent.OrderClosed closed(Leg leg, OrderOutcome outcome) {
    return new OrderEvent.OrderClosed(leg.ref(), outcome, 0, "over", NOW);
  }

  static OrderEvent.OrderParked parked(Leg leg) {
    return new OrderEvent.OrderParked(leg.ref(), "nobody knows", NOW);
  }

  static ExecutionBook book(ExecutionEvent... events) {
    return after(ExecutionBook.EMPTY, events);
  }

  static ExecutionBook after(ExecutionBook book, ExecutionEvent... events) {
    for (ExecutionEvent event : events) {
      book = book.apply(event);
    }
    return book;
  }

  /** An order as the broker shows it, under the ids that {@link #known} gives it. */
  static BrokerOrder atBroker(Leg leg, int orderId, BrokerStatus status) {
    return atBroker(leg.ref().value(), leg, CLIENT, orderId, permId(orderId), status);
  }

  static BrokerOrder atBroker(
      String orderRef, Leg leg, int clientId, int orderId, long permId, BrokerStatus status) {
    return new BrokerOrder(
        orderId, clientId, permId, orderRef, ACCOUNT, leg.symbol(), leg.side(), leg.quantity(),
        new BrokerOrder.OrderTerms(leg.type().name(), "DAY", Optional.empty()), status, BigDecimal.ZERO, "");
  }

  static Fill fill(Leg leg, int orderId, String execId, String shares) {
    return fill(leg.ref().value(), leg, CLIENT, orderId, permId(orderId), execId, shares);
  }

  static Fill fill(
      String orderRef, Leg leg, int clientId, int orderId, long permId, String execId, String shares) {
    return new Fill(
        execId, orderId, clientId, permId, orderRef, ACCOUNT, leg.symbol(), leg.side(), new BigDecimal(shares),
        leg.estimatedPrice(), NOW);
  }

  static long permId(int orderId) {
    return 7_000_000_000L + orderId;
  }
}
