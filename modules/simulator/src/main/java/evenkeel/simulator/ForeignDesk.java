package evenkeel.simulator;

import evenkeel.tws.Order;
import evenkeel.tws.OrderStatusWord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Orders and executions of others in the account: placed by hand, or by another program. */
final class ForeignDesk {
  private final House house;
  private final OrderDesk orders;
  private final OrderBook book;
  private final Exchange exchange;
  private final Fills fills;

  ForeignDesk(House house, OrderDesk orders, OrderBook book, Exchange exchange, Fills fills) {
    this.house = house;
    this.orders = orders;
    this.book = book;
    this.exchange = exchange;
    this.fills = fills;
  }

  /** Somebody else's order appears in the account. */
  void place(Fault.ForeignOrder fault) {
    Instrument instrument = house.instruments().wanted(fault.symbol());
    Order terms = Order.builder().action(fault.action()).totalQuantity(fault.quantity())
        .orderType(fault.type()).limitPrice(fault.limit()).tif("DAY").build();
    ExchangeOrder order = orders.foreign(fault, terms, account(), instrument);
    fault.fill().ifPresent(it -> house.after(it.after(), () -> fill(order, it.at())));
  }

  private AccountBook account() {
    return house.accounts().iterator().next();
  }

  private void fill(ExchangeOrder order, Optional<BigDecimal> price) {
    if (order.isOpen()) {
      price.ifPresentOrElse(at -> exchange.fillNow(order, at), () -> exchange.fillNow(order));
    }
  }

  /** Their owner cancels the orders that faults have placed, all or those of one contract. */
  void cancel(Fault.CancelForeign fault) {
    Optional<Instrument> only = fault.symbol().map(house.instruments()::wanted);
    book.working().stream().filter(ExchangeOrder::isForeign)
        .filter(it -> only.map(o -> o.conId() == it.instrument().conId()).orElse(true))
        .forEach(it -> orders.cancelByOwner(it));
  }

  /**
   * An execution from before the simulation, of an order without a reference whose client and id
   * are those of somebody here. The account has had its shares all along, so that neither the
   * account nor the exchange's ledger changes.
   */
  void stranger(Fault.StrangerExecution fault) {
    Instrument instrument = house.instruments().wanted(fault.symbol());
    Instant then = house.now().minus(fault.ago());
    Order terms = Order.builder().action(fault.action()).totalQuantity(fault.quantity())
        .orderType("MKT").tif("DAY").build();
    ExchangeOrder order = new ExchangeOrder(orders.permId(), fault.clientId(), fault.orderId(),
        account(), instrument, exchange.sessionNow().date(), OrderDesk.named(terms, account()),
        OrderStatusWord.FILLED);
    BigDecimal price = house.market().mark(instrument, then).orElse(instrument.price());
    BigDecimal fee = Deal.commission(fault.quantity(), price.multiply(fault.quantity()));
    order.fill(fault.quantity(), price, fee);
    order.end(OrderStatusWord.FILLED, then, "Filled Size: " + fault.quantity());
    book.add(new Deal(order, fills.nextExecId(order), then, fault.quantity(), price,
        fault.quantity(), price, fee, Optional.empty(), Optional.empty()));
  }
}
