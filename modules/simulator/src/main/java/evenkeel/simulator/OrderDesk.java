package evenkeel.simulator;

import evenkeel.tws.AccountId;
import evenkeel.tws.CancelOrder;
import evenkeel.tws.Margin;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.Order;
import evenkeel.tws.OrderBound;
import evenkeel.tws.OrderStatusWord;
import evenkeel.tws.PlaceOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/** Takes orders, changes and cancels from clients: what is refused, held, or goes to the exchange. */
final class OrderDesk {
  private static final Duration REJECTED = Duration.ofMillis(100);

  private final House house;
  private final LogIns logIns;
  private final OrderBook book;
  private final OrderTeller teller;
  private final OrderMessages messages;
  private final Exchange exchange;
  private final OrderRules rules;
  private final IntConsumer beforeOrder;
  /** Orders and cancels that wait at the Gateway for the link to IBKR. */
  private final List<Runnable> heldBack = new ArrayList<>();
  /** Orders that vanished behind a confirmation window. */
  private final List<Runnable> behindWindow = new ArrayList<>();
  /** Orders that a precaution has stopped in TWS, behind Transmit. */
  private final Set<PlaceOrder> behindTransmit = new HashSet<>();
  private final OrderPrecautions precautions;
  private int placed;
  private int accepted;
  private int bound;
  private boolean bindsByItself;

  /** @param beforeOrder is told the number of each order that arrives, from 1 */
  OrderDesk(
      House house, LogIns logIns, OrderBook book, OrderTeller teller, OrderMessages messages,
      Exchange exchange, IntConsumer beforeOrder) {
    this.house = house;
    this.logIns = logIns;
    this.book = book;
    this.teller = teller;
    this.messages = messages;
    this.exchange = exchange;
    this.rules = new OrderRules(house);
    this.precautions = new OrderPrecautions(house, rules);
    this.beforeOrder = beforeOrder;
  }

  void place(Link link, PlaceOrder request) {
    LedgerLine line = new LedgerLine(house.now(), LedgerEntry.Event.RECEIVED)
        .client(link.clientId()).order(request.orderId(), request);
    if (request.order().whatIf()) {
      // What goes wrong with orders is not meant for it.
      house.outbox().ledger(line.text("what-if").entry());
      check(link, request).ifPresent(what -> whenLinked(() -> preview(link, request, what)));
      return;
    }
    house.outbox().ledger(line.entry());
    beforeOrder.accept(++placed);
    if (house.troubles().takeSwallowed()) {
      behindWindow.add(() -> take(link, request));
      return;
    }
    take(link, request);
  }

  private void take(Link link, PlaceOrder request) {
    Optional<OrderRules.Refusal> wished = house.scenario().session().readOnly()
        ? Optional.empty()
        : house.troubles().takeRefusal().map(it -> new OrderRules.Refusal(it.code(), it.text()))
            .or(() -> house.troubles().orders().refusal(house.chance("refusals").of(placed)));
    if (wished.isPresent()) {
      refuse(link, request, wished.get());
      return;
    }
    Optional<Meant> meant = check(link, request).filter(what -> request.order().transmit());
    // An order that is not to be transmitted waits without a word until it is sent again.
    if (meant.isEmpty()) {
      return;
    }
    Optional<Fault.HiddenOrder> hidden = house.troubles().orders().hiddenOrders().take();
    if (hidden.isPresent()) {
      hide(link, request, meant.get(), hidden.get());
    } else {
      whenLinked(() -> pass(link, request, meant.get()));
    }
  }

  /** Refuses an order that stays in TWS, and sends it on when somebody clicks Transmit. */
  private void hide(Link link, PlaceOrder request, Meant what, Fault.HiddenOrder fault) {
    refuse(link, request, new OrderRules.Refusal(fault.code(), fault.text()));
    behindTransmit.add(request);
    int clientId = link.clientId();
    fault.transmittedAfter().ifPresent(it -> house.after(it, () -> {
      if (behindTransmit.remove(request)) {
        whenLinked(() -> accept(clientId, request.orderId(), request.order(), what.account(),
            what.instrument(), false));
      }
    }));
  }

  /** What an order is for. */
  private record Meant(AccountBook account, Instrument instrument, Optional<ExchangeOrder> known) {}

  /** What the order is for, its id counting as used; empty once the Gateway has refused it. */
  private Optional<Meant> check(Link link, PlaceOrder request) {
    int clientId = link.clientId();
    if (house.scenario().session().readOnly()) {
      refuse(link, request, new OrderRules.Refusal(321, READ_ONLY));
      return Optional.empty();
    }
    Optional<ExchangeOrder> known = book.find(clientId, request.orderId());
    if (!logIns.isFresh(clientId, request.orderId())
        && (known.isEmpty() || request.order().whatIf())) {
      refuse(link, request, new OrderRules.Refusal(103, "Duplicate order id"));
      return Optional.empty();
    }
    Optional<AccountBook> account = house.accountOrOnly(request.order().account());
    Optional<Instrument> found = house.instruments().find(request.contract());
    Optional<OrderRules.Refusal> refusal = account.isEmpty()
        ? Optional.of(new OrderRules.Refusal(435, "You must specify an account."))
        : request.contract().exchange().isEmpty()
            ? Optional.of(new OrderRules.Refusal(321, NO_EXCHANGE))
            : rules.gateway(request, found).or(() -> request.order().whatIf()
                ? Optional.empty()
                : precautions.objection(account.get(), found.orElseThrow(), request.orderId(),
                    request.order()));
    if (refusal.isPresent() || request.order().transmit()) {
      used(link, request);
    }
    refusal.ifPresent(it -> refuse(link, request, it));
    return refusal.isPresent()
        ? Optional.empty()
        : Optional.of(new Meant(account.orElseThrow(), found.orElseThrow(), known));
  }

  private static final String READ_ONLY = "Error validating request.-'bF' : cause - The API"
      + " interface is currently in Read-Only mode.";

  private static final String NO_EXCHANGE = "Error validating request.-'bF' : cause - Missing order"
      + " exchange";

  private void used(Link link, PlaceOrder request) {
    logIns.used(link.clientId(), request.orderId());
  }

  private void refuse(Link link, PlaceOrder request, OrderRules.Refusal refusal) {
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.REJECTED)
        .client(link.clientId()).order(request.orderId(), request)
        .reason(refusal.code(), refusal.text()).entry());
    house.error(link, request.orderId(), refusal.code(), refusal.text());
  }

  private void whenLinked(Runnable action) {
    if (house.troubles().isLinkLost()) {
      heldBack.add(action);
    } else {
      action.run();
    }
  }

  /** The link to IBKR is back: what waited is passed on. */
  void linked() {
    List<Runnable> waiting = List.copyOf(heldBack);
    heldBack.clear();
    waiting.forEach(Runnable::run);
  }

  /** Somebody has answered the window: what waited behind it goes on. */
  void windowConfirmed() {
    house.troubles().swallow(0);
    List<Runnable> waiting = List.copyOf(behindWindow);
    behindWindow.clear();
    waiting.forEach(Runnable::run);
  }

  /** The Gateway goes down: what waited at it is lost. */
  void forgetHeldBack() {
    heldBack.clear();
    behindWindow.clear();
    behindTransmit.clear();
  }

  private void pass(Link link, PlaceOrder request, Meant what) {
    if (what.known().isPresent()) {
      modify(link, request, what.account(), what.instrument(), what.known().get());
    } else {
      accept(link.clientId(), request.orderId(), request.order(), what.account(),
          what.instrument(), false);
    }
  }

  private ExchangeOrder accept(
      int clientId, int orderId, Order terms, AccountBook account, Instrument instrument,
      boolean pushed) {
    Optional<OrderRules.Refusal> refusal = rules.broker(account, instrument, terms, book);
    boolean open = exchange.isOpen(instrument);
    boolean waits = OrderRules.isAuction(terms) || !open || terms.tif().equals("OPG");
    ExchangeOrder order = new ExchangeOrder(permId(), clientId, orderId, account, instrument,
        exchange.sessionFor(terms.tif()), named(terms, account), firstStatus(terms, waits, refusal));
    if (house.troubles().takeSilenced()) {
      order.keepQuiet();
    } else if (pushed) {
      order.tellAll();
    }
    book.add(order);
    if (refusal.isPresent()) {
      reject(order, refusal.get());
      return order;
    }
    house.outbox().ledger(
        new LedgerLine(house.now(), LedgerEntry.Event.ACCEPTED).order(order).entry());
    house.troubles().takeNote().ifPresent(it -> teller.error(order, it.code(), it.text()));
    if (instrument.isForex()) {
      Forex.oddLot(account, instrument, terms.action(), order.quantity())
          .ifPresent(it -> teller.error(order, 399, it));
    }
    if (!order.isBuy() && account.wouldFreeRide(instrument, house.today())) {
      teller.error(order, 399, freeRiding(order));
    }
    if (!open) {
      teller.error(order, 399, outsideHours(order));
    }
    if (order.isAuction() && terms.outsideRth()) {
      teller.error(order, 2109, "Order Event Warning:Attribute 'Outside Regular Trading Hours' is"
          + " ignored based on the order type and destination.");
    }
    house.troubles().orders().sizeReduced().take().ifPresent(it -> reduce(order, it.part()));
    if (!isHeldUp(order, waits)) {
      start(order, waits);
    }
    return order;
  }

  private void start(ExchangeOrder order, boolean waits) {
    order.hidePermId(house.troubles().orders().permIdLate().isTaken());
    teller.changed(order);
    if (order.shownPermId() == 0) {
      order.hidePermId(false);
      teller.changed(order);
    }
    if (order.limit().isPresent() && !waits && order.status() == OrderStatusWord.PRE_SUBMITTED) {
      order.status(OrderStatusWord.SUBMITTED);
      teller.changed(order);
    }
    exchange.work(order);
  }

  /** Whether a fault keeps the order from working, for a while or for ever. */
  private boolean isHeldUp(ExchangeOrder order, boolean waits) {
    Optional<Fault.NextOrderInactive> inactive = house.troubles().takeInactive();
    Optional<Fault.HeldOrder> held = house.troubles().orders().held().take();
    if (inactive.isEmpty() && held.isEmpty()) {
      return false;
    }
    if (inactive.isPresent()) {
      order.status(OrderStatusWord.INACTIVE);
    } else {
      order.hold("locate");
      order.status(OrderStatusWord.PRE_SUBMITTED);
      teller.error(order, 404, "Order held while securities are located.");
    }
    teller.changed(order);
    exchange.keepUntilClose(order);
    inactive.flatMap(Fault.NextOrderInactive::worksAfter)
        .or(() -> held.flatMap(Fault.HeldOrder::worksAfter))
        .ifPresent(it -> house.after(it, () -> wake(order, waits)));
    return true;
  }

  private void reduce(ExchangeOrder order, BigDecimal part) {
    BigDecimal left = OrderTroubles.part(order.quantity(), part).max(BigDecimal.ONE);
    order.modify(order.terms().toBuilder().totalQuantity(left).build());
    house.outbox().ledger(
        new LedgerLine(house.now(), LedgerEntry.Event.MODIFIED).order(order).entry());
    teller.error(order, 481, "Order size was reduced to " + left.toPlainString() + ".");
  }

  private void wake(ExchangeOrder order, boolean waits) {
    if (order.isOpen()) {
      order.hold("");
      order.status(waits ? OrderStatusWord.PRE_SUBMITTED : OrderStatusWord.SUBMITTED);
      teller.changed(order);
      exchange.work(order);
    }
  }

  private OrderStatusWord firstStatus(
      Order terms, boolean waits, Optional<OrderRules.Refusal> refusal) {
    if (OrderRules.isAuction(terms) && refusal.isEmpty()) {
      return OrderStatusWord.fromWire(house.scenario().orders().waitingStatus()).orElseThrow();
    }
    // Seen: market orders to sell are Submitted from the start, all others PreSubmitted first.
    boolean marketSale = terms.orderType().equals("MKT") && terms.action().equals("SELL");
    return marketSale && !waits ? OrderStatusWord.SUBMITTED : OrderStatusWord.PRE_SUBMITTED;
  }

  static Order named(Order terms, AccountBook account) {
    Order.Builder named = terms.toBuilder().account(new AccountId(account.id()));
    return (terms.tif().isEmpty() ? named.tif("DAY") : named).build();
  }

  long permId() {
    return 600_000_000L + house.chance("permId").below(300_000_000) + ++accepted;
  }

  /** Refused by IBKR, in the sequence that was seen: accepted for a moment, the reason, the end. */
  private void reject(ExchangeOrder order, OrderRules.Refusal refusal) {
    teller.changed(order);
    teller.error(order, refusal.code(), refusal.text());
    order.end(
        OrderStatusWord.fromWire(house.scenario().orders().rejectedStatus()).orElseThrow(),
        house.now(), refusal.text());
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.REJECTED).order(order)
        .reason(refusal.code(), refusal.text()).entry());
    house.after(REJECTED, () -> teller.changed(order));
  }

  /** The words are ours; IBKR's surveillance acts at the end of the day. */
  private static String freeRiding(ExchangeOrder order) {
    return "Order Message:\nSELL %s %s\nWarning: Free riding: the purchase of this position has not settled."
        .formatted(order.quantity().toPlainString(), order.instrument().symbol())
        + " For 90 days purchases will be limited to settled cash.";
  }

  private String outsideHours(ExchangeOrder order) {
    Instant opens = exchange.opens(order.instrument());
    return "Order Message:\n%s %s %s\nWarning: Your order will not be placed at the exchange until %s."
        .formatted(order.terms().action(), order.quantity().toPlainString(),
            order.instrument().symbol(), messages.time(opens));
  }

  private void modify(
      Link link, PlaceOrder request, AccountBook account, Instrument instrument,
      ExchangeOrder order) {
    Order changed = named(request.order(), account);
    if (order.status() == OrderStatusWord.FILLED) {
      refuse(link, request, new OrderRules.Refusal(104, "Cannot modify a filled order."));
    } else if (!order.isOpen()) {
      refuse(link, request, new OrderRules.Refusal(103, "Duplicate order id"));
    } else if (order.account() != account || order.instrument().conId() != instrument.conId()
        || !order.terms().action().equals(changed.action())) {
      refuse(link, request, new OrderRules.Refusal(105,
          "Order being modified does not match original order."));
    } else if (order.isAuction() && rules.isPastCutOff()) {
      refuse(link, request, new OrderRules.Refusal(201, "Order rejected - reason:The time for"
          + " changing orders for the closing auction has passed."));
    } else if (changed.totalQuantity().orElse(BigDecimal.ZERO).compareTo(order.filled()) <= 0) {
      refuse(link, request, new OrderRules.Refusal(105,
          "Order being modified does not match original order."));
    } else {
      rules.change(order, changed, book).ifPresentOrElse(it -> refuse(link, request, it),
          () -> change(order, changed));
    }
  }

  private void change(ExchangeOrder order, Order terms) {
    order.modify(terms);
    house.outbox().ledger(
        new LedgerLine(house.now(), LedgerEntry.Event.MODIFIED).order(order).entry());
    if (exchange.isOpen(order.instrument()) && !order.isAuction()) {
      if (order.limit().isPresent()) {
        order.status(OrderStatusWord.PRE_SUBMITTED);
        teller.changed(order);
      }
      order.status(OrderStatusWord.SUBMITTED);
    }
    teller.changed(order);
    exchange.work(order);
  }

  /** Answers a what-if order; its id counts as used, as that of any order. */
  private void preview(Link link, PlaceOrder request, Meant what) {
    Order order = request.order();
    AccountBook account = what.account();
    Optional<Fault.PreviewTrouble.Kind> trouble = house.troubles().orders().previews().take()
        .map(Fault.PreviewTrouble::kind);
    if (trouble.equals(Optional.of(Fault.PreviewTrouble.Kind.SILENT))) {
      return;
    }
    if (trouble.equals(Optional.of(Fault.PreviewTrouble.Kind.REFUSED))) {
      refuse(link, request, new OrderRules.Refusal(201, "Order rejected - reason:YOUR ORDER IS NOT"
          + " ACCEPTED. IN ORDER TO OBTAIN THE DESIRED POSITION YOUR EQUITY WITH LOAN VALUE MUST"
          + " EXCEED THE INITIAL MARGIN"));
      return;
    }
    if (trouble.equals(Optional.of(Fault.PreviewTrouble.Kind.HALTED))) {
      refuse(link, request, OrderRules.HALTED);
      return;
    }
    Optional<OrderRules.Refusal> lacking = rules.preview(account, what.instrument(), order, book);
    if (lacking.isPresent()) {
      refuse(link, request, lacking.get());
      return;
    }
    AccountValues values = new AccountValues(account, house.market(), house.now());
    BigDecimal worth = rules.worth(account, what.instrument(), order);
    BigDecimal signed = order.action().equals("BUY") ? worth : worth.negate();
    BigDecimal change = what.instrument().isForex() ? BigDecimal.ZERO : signed;
    String feeCurrency = Deal.feeCurrency(account, what.instrument());
    BigDecimal rate = account.rate(feeCurrency);
    BigDecimal fee = Deal.commission(account, what.instrument(),
        order.totalQuantity().orElse(BigDecimal.ONE),
        worth.divide(account.rate(what.instrument().currency()), 8, RoundingMode.HALF_UP));
    boolean isOpen = trouble.isPresent();
    Margin initial = isOpen ? Margin.NONE : margin(values.initialMargin(), values.initialChange(change));
    Margin equity = isOpen ? Margin.NONE : margin(values.equityWithLoan(), fee.multiply(rate).negate());
    OpenOrder answer = messages.preview(request.orderId(), link.clientId(), what.instrument(),
        named(order, account), initial, equity, fee, feeCurrency);
    Optional<Fault.WhatIfTwice> twice = house.troubles().orders().whatIfTwice().take();
    if (twice.isPresent()) {
      house.send(link, messages.warning(answer, WHAT_IF_WARNING));
      house.after(twice.get().delay(), () -> house.send(link, answer));
    } else {
      house.send(link, answer);
    }
  }

  private static final String WHAT_IF_WARNING = "Warning: the figures of this order are not known"
      + " yet.";

  private static Margin margin(BigDecimal before, BigDecimal change) {
    return new Margin(money(before), money(change), money(before.add(change)));
  }

  private static Optional<BigDecimal> money(BigDecimal amount) {
    return Optional.of(new BigDecimal(AccountValues.text(amount)));
  }

  void cancel(Link link, CancelOrder request) {
    int orderId = request.orderId();
    if (house.scenario().session().readOnly()) {
      house.error(link, orderId, 321, READ_ONLY);
      return;
    }
    if (house.troubles().orders().swallowedCancels().isTaken()) {
      return;
    }
    Optional<ExchangeOrder> found = book.toCancel(link.clientId(), orderId);
    if (found.isEmpty() || house.troubles().takeCancelNotFound()) {
      house.error(link, orderId, 10147,
          "OrderId " + orderId + " that needs to be cancelled is not found.");
      return;
    }
    ExchangeOrder order = found.get();
    if (order.isOpen() && house.troubles().takeCancelOvertaken()) {
      exchange.fillNow(order);
    }
    if (!order.isOpen()) {
      house.error(link, orderId, 10148, "OrderId " + orderId
          + " that needs to be cancelled can not be cancelled, state: " + order.status().wire()
          + ".");
    } else if (order.isAuction() && order.session().equals(house.today())
        && rules.isPastCutOff()) {
      house.error(link, orderId, 161, "Cancel attempted when order is not in a cancellable"
          + " state.  Order permId =" + order.permId());
    } else {
      int clientId = link.clientId();
      whenLinked(() -> cancel(order, clientId));
    }
  }

  /** @param clientId of whoever cancels: the status bears it, seen with foreign orders */
  private void cancel(ExchangeOrder order, int clientId) {
    if (!order.isOpen()) {
      return;
    }
    if (house.chance("pendingCancel").of(order.permId()).uniform() < 0.5) {
      teller.cancelStatus(order, OrderStatusWord.PENDING_CANCEL, clientId);
    }
    if (house.troubles().orders().fillAfterCancel().isTaken()) {
      teller.cancelStatus(order, OrderStatusWord.CANCELLED, clientId);
      teller.cancelled(order, clientId);
      order.tellOnlyExecutions();
      exchange.fillNow(order);
      return;
    }
    exchange.end(order, OrderStatusWord.CANCELLED, "Cancelled by Trader");
    teller.cancelStatus(order, OrderStatusWord.CANCELLED, clientId);
    teller.cancelled(order, clientId);
  }

  /** Working orders go on under another permId, or in two. */
  void secondPermIds(boolean twin) {
    for (ExchangeOrder order : book.working()) {
      if (twin) {
        ExchangeOrder second = new ExchangeOrder(permId(), order.clientId(), order.orderId(),
            order.account(), order.instrument(), order.session(), order.terms(), order.status());
        book.add(second);
        house.outbox().ledger(
            new LedgerLine(house.now(), LedgerEntry.Event.ACCEPTED).order(second).entry());
        teller.changed(second);
        exchange.work(second);
      } else {
        order.permId(permId());
        house.outbox().ledger(
            new LedgerLine(house.now(), LedgerEntry.Event.MODIFIED).order(order).entry());
        teller.changed(order);
      }
    }
  }

  void cancelAll(Link link) {
    if (house.scenario().session().readOnly()) {
      house.error(link, -1, 321, READ_ONLY);
      return;
    }
    int clientId = link.clientId();
    whenLinked(() -> book.working().forEach(it -> cancel(it, clientId)));
  }

  /** IBKR cancels, for a reason of its own. */
  void cancelAll(Fault.CancelOrders which) {
    List<ExchangeOrder> working = book.working();
    int kept = Math.max(0, working.size() - which.newest());
    cancel(List.copyOf(working.subList(kept, working.size())), which.reason());
  }

  /** A contract is gone, and with it the orders for it. */
  void cancelAll(Instrument gone) {
    cancel(book.working().stream().filter(it -> it.instrument().conId() == gone.conId()).toList(),
        "Corporate action");
  }

  private void cancel(List<ExchangeOrder> working, String reason) {
    for (ExchangeOrder order : working) {
      exchange.end(order, OrderStatusWord.CANCELLED, "Cancelled by System:\n");
      teller.status(order, OrderStatusWord.CANCELLED);
      teller.error(order, 202, "Order Canceled - reason:" + reason);
    }
  }

  /** Takes somebody else's order. */
  ExchangeOrder foreign(
      Fault.ForeignOrder fault, Order terms, AccountBook account, Instrument instrument) {
    ExchangeOrder order = accept(fault.clientId(), fault.orderId(), terms, account, instrument,
        fault.pushed());
    order.markForeign();
    if (bindsByItself) {
      bind();
    }
    return order;
  }

  /** Orders are taken from the exchange by hand, and stay in the list of open ones. */
  void deactivate(int newest) {
    List<ExchangeOrder> working = book.working();
    for (ExchangeOrder order : working.subList(Math.max(0, working.size() - newest),
        working.size())) {
      order.deactivate();
      house.outbox().ledger(
          new LedgerLine(house.now(), LedgerEntry.Event.MODIFIED).order(order).entry());
      teller.changed(order);
    }
  }

  /** Whoever has placed an order cancels it. */
  void cancelByOwner(ExchangeOrder order) {
    whenLinked(() -> cancel(order, order.clientId()));
  }

  /** Client 0 has asked that orders placed by hand from now on get ids, or not any more. */
  void bindByItself(boolean wished) {
    bindsByItself = wished;
  }

  /** Orders placed by hand get ids below 0, under which client 0 can change them. */
  void bind() {
    for (ExchangeOrder order : book.unbound()) {
      order.bind(-++bound);
      house.links().ofClient(0).ifPresent(
          link -> house.send(link, new OrderBound(order.permId(), 0, order.orderId())));
    }
  }
}
