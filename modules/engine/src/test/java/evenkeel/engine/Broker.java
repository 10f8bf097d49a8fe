package evenkeel.engine;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Commission;
import evenkeel.domain.Fill;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderRef;
import evenkeel.domain.OrderType;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.OrderNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a broker says of the orders of one month end, in few words. */
final class Broker {
  static final AccountId ACCOUNT = Journals.ACCOUNT;
  static final RunId RUN = Journals.RUN;
  static final int CLIENT = 10;
  /** 15:30 in New York. */
  static final Instant START = Instant.parse("2025-10-31T19:30:00Z");
  static final Instant CUT_OFF = START.plus(Duration.ofMinutes(15));
  static final Instant SETTLE_BY = START.plus(Duration.ofMinutes(40));

  static final Leg GLD = leg("GLD", Side.SELL, 100, "300");
  static final Leg DBMF = leg("DBMF", Side.SELL, 200, "25");
  static final Leg BIL = leg("BIL", Side.BUY, 300, "90");

  private Broker() {}

  static Leg leg(String symbol, Side side, int quantity, String price) {
    return leg(OrderType.MOC, symbol, side, quantity, price);
  }

  static Leg leg(OrderType type, String symbol, Side side, int quantity, String price) {
    return new Leg(
        OrderRef.of(ACCOUNT, RUN, new Symbol(symbol), side), new Symbol(symbol), side, new BigDecimal(quantity),
        new BigDecimal(price), type, TimeInForce.DAY, Optional.empty(), new BigDecimal("0.1"), Optional.empty());
  }

  static RunEvent.RunStarted started(Leg... legs) {
    return new RunEvent.RunStarted(
        RUN, ACCOUNT, TradingMode.PAPER, List.of(legs), new BigDecimal("5000"), BigDecimal.ZERO, CUT_OFF, SETTLE_BY,
        START);
  }

  static long permId(int orderId) {
    return 7_000_000_000L + orderId;
  }

  static BrokerOrder order(Leg leg, int orderId, BrokerStatus status) {
    return new BrokerOrder(
        orderId, CLIENT, permId(orderId), leg.ref().value(), ACCOUNT, leg.symbol(), leg.side(), leg.quantity(),
        terms(leg), status, BigDecimal.ZERO, "");
  }

  /** As completed orders are told: without order and client id. */
  static BrokerOrder over(Leg leg, int orderId, BrokerStatus status, String reason) {
    return new BrokerOrder(
        0, -1, permId(orderId), leg.ref().value(), ACCOUNT, leg.symbol(), leg.side(), BigDecimal.ZERO, terms(leg),
        status, BigDecimal.ZERO, reason);
  }

  private static BrokerOrder.OrderTerms terms(Leg leg) {
    return new BrokerOrder.OrderTerms(leg.type().name(), "DAY", Optional.empty());
  }

  static OrderNews.Shown shown(Leg leg, int orderId, BrokerStatus status) {
    return new OrderNews.Shown(order(leg, orderId, status));
  }

  static OrderNews.Status status(int orderId, BrokerStatus status) {
    return status(orderId, permId(orderId), status, "");
  }

  static OrderNews.Status status(int orderId, long permId, BrokerStatus status, String whyHeld) {
    return new OrderNews.Status(
        orderId, CLIENT, permId, status, BigDecimal.ZERO, BigDecimal.ZERO, whyHeld);
  }

  static Fill fill(Leg leg, int orderId, String execId, String shares) {
    return fill(leg, orderId, execId, shares, leg.estimatedPrice().toString());
  }

  static Fill fill(Leg leg, int orderId, String execId, String shares, String price) {
    return new Fill(
        execId, orderId, CLIENT, permId(orderId), leg.ref().value(), ACCOUNT, leg.symbol(), leg.side(),
        new BigDecimal(shares), new BigDecimal(price), START);
  }

  static OrderNews.Executed executed(Leg leg, int orderId, String execId, String shares) {
    return new OrderNews.Executed(fill(leg, orderId, execId, shares));
  }

  static Commission commission(String execId, String amount) {
    return new Commission(execId, new BigDecimal(amount), "USD", Optional.empty());
  }

  static OrderNews.Charged charged(String execId, String amount) {
    return new OrderNews.Charged(commission(execId, amount));
  }

  static OrderNews.Notice notice(int orderId, int code) {
    return new OrderNews.Notice(orderId, code, "words of " + code);
  }
}
