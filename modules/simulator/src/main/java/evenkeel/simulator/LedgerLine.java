package evenkeel.simulator;

import evenkeel.tws.Order;
import evenkeel.tws.PlaceOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects a {@link LedgerEntry}. */
final class LedgerLine {
  private final Instant time;
  private final LedgerEntry.Event event;
  private OptionalInt clientId = OptionalInt.empty();
  private OptionalInt orderId = OptionalInt.empty();
  private OptionalLong permId = OptionalLong.empty();
  private Optional<String> orderRef = Optional.empty();
  private Optional<String> account = Optional.empty();
  private Optional<String> symbol = Optional.empty();
  private OptionalInt conId = OptionalInt.empty();
  private Optional<String> action = Optional.empty();
  private Optional<String> orderType = Optional.empty();
  private Optional<String> tif = Optional.empty();
  private Optional<BigDecimal> quantity = Optional.empty();
  private Optional<BigDecimal> price = Optional.empty();
  private Optional<BigDecimal> filled = Optional.empty();
  private Optional<BigDecimal> remaining = Optional.empty();
  private Optional<String> execId = Optional.empty();
  private OptionalInt code = OptionalInt.empty();
  private Optional<String> text = Optional.empty();
  private Optional<LedgerEntry.Booking> booking = Optional.empty();

  LedgerLine(Instant time, LedgerEntry.Event event) {
    this.time = time;
    this.event = event;
  }

  LedgerLine client(int id) {
    clientId = OptionalInt.of(id);
    return this;
  }

  /** A placed order as its client wrote it; who is not known to the exchange yet. */
  LedgerLine order(int id, PlaceOrder placed) {
    Order order = placed.order();
    orderId = OptionalInt.of(id);
    orderRef = some(order.orderRef());
    account = some(order.account().value());
    symbol = some(placed.contract().symbol());
    action = some(order.action());
    orderType = some(order.orderType());
    tif = some(order.tif());
    quantity = order.totalQuantity();
    price = order.limitPrice();
    return this;
  }

  /** An order at the exchange, with how far it has filled. */
  LedgerLine order(ExchangeOrder order) {
    clientId = OptionalInt.of(order.clientId());
    orderId = OptionalInt.of(order.orderId());
    permId = OptionalLong.of(order.permId());
    orderRef = some(order.terms().orderRef());
    account = some(order.account().id());
    instrument(order.instrument());
    action = some(order.terms().action());
    orderType = some(order.terms().orderType());
    tif = some(order.terms().tif());
    quantity = Optional.of(order.quantity());
    price = order.terms().limitPrice();
    filled = Optional.of(order.filled());
    remaining = Optional.of(order.remaining());
    return this;
  }

  LedgerLine account(String id) {
    account = some(id);
    return this;
  }

  LedgerLine instrument(Instrument of) {
    symbol = some(of.isForex() ? Instruments.localSymbol(of) : of.symbol());
    conId = OptionalInt.of(of.conId());
    return this;
  }

  LedgerLine cash(LedgerEntry.Cause cause, String currency, BigDecimal amount) {
    booking = Optional.of(new LedgerEntry.Booking.Cash(cause, currency, amount));
    return this;
  }

  LedgerLine position(
      LedgerEntry.Cause cause, BigDecimal change, BigDecimal shares, BigDecimal cost) {
    booking = Optional.of(new LedgerEntry.Booking.Position(cause, change, shares, cost));
    return this;
  }

  LedgerLine fill(BigDecimal shares, BigDecimal at, String id) {
    quantity = Optional.of(shares);
    price = Optional.of(at);
    execId = Optional.of(id);
    return this;
  }

  LedgerLine reason(int reasonCode, String reason) {
    code = OptionalInt.of(reasonCode);
    text = some(reason);
    return this;
  }

  LedgerLine text(String words) {
    text = some(words);
    return this;
  }

  LedgerEntry entry() {
    return new LedgerEntry(time, event, clientId, orderId, permId, orderRef, account, symbol,
        conId, action, orderType, tif, quantity, price, filled, remaining, execId, code, text,
        booking);
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
