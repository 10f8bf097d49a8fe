package evenkeel.simulator;

import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.OrderStatusWord;
import evenkeel.tws.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tells clients about orders, in the sequences that real Gateways show: openOrder with orderStatus
 * for every change, executions before both, commissions after.
 */
final class OrderTeller {
  /** How long a change waits for the one that overtakes it. */
  private static final Duration OVERTAKEN = Duration.ofSeconds(2);

  private final House house;
  private final LogIns logIns;
  private final OrderMessages messages;
  private final List<Runnable> untold = new ArrayList<>();
  /** Changes that are told after the next one of the same order. */
  private final Map<ExchangeOrder, Runnable> swapped = new LinkedHashMap<>();

  OrderTeller(House house, LogIns logIns, OrderMessages messages) {
    this.house = house;
    this.logIns = logIns;
    this.messages = messages;
  }

  /** Whoever hears about an order by itself: its own client and the master client. */
  private Set<Link> audience(ExchangeOrder order) {
    Set<Link> audience = new LinkedHashSet<>();
    if (order.isToldToAll()) {
      audience.addAll(house.links().ready());
    } else if (order.isTalkedAbout()) {
      house.links().ofClient(order.clientId()).ifPresent(audience::add);
      OptionalInt master = house.scenario().session().masterClient();
      if (master.isPresent()) {
        house.links().ofClient(master.getAsInt()).ifPresent(audience::add);
      }
    }
    return audience;
  }

  /** Tells now, or keeps it while the link to IBKR is lost. */
  private void whenLinked(Runnable telling) {
    Duration late = house.troubles().orderNewsLate();
    if (house.troubles().isLinkLost()) {
      untold.add(telling);
    } else if (late.isZero()) {
      telling.run();
    } else {
      house.after(late, telling);
    }
  }

  /** The link is back: what was kept is told, or never. */
  void linked(boolean tell) {
    List<Runnable> kept = List.copyOf(untold);
    untold.clear();
    if (tell) {
      kept.forEach(Runnable::run);
    }
  }

  private OrderStatus status(ExchangeOrder order, OrderStatusWord word, int clientId) {
    OrderStatus status = messages.status(order, word, clientId);
    return word == OrderStatusWord.CANCELLED && house.troubles().isRemainingHidden()
        ? messages.withoutRemaining(status)
        : status;
  }

  /** The order with its status, as after every change. */
  void changed(ExchangeOrder order) {
    OpenOrder open = messages.open(order);
    OrderStatus status = status(order, order.status(), order.clientId());
    whenLinked(() -> inTurn(order,
        () -> audience(order).forEach(link -> sendPair(link, open, status))));
  }

  /** Tells a change now, or with a fault after the next change of the same order. */
  private void inTurn(ExchangeOrder order, Runnable telling) {
    Runnable overtaken = swapped.remove(order);
    if (overtaken != null) {
      telling.run();
      overtaken.run();
    } else if (house.troubles().orders().isSwapped()) {
      swapped.put(order, telling);
      house.after(OVERTAKEN, () -> {
        if (swapped.remove(order, telling)) {
          telling.run();
        }
      });
    } else {
      telling.run();
    }
  }

  private void send(Link link, ServerMessage message) {
    for (int i = 0; i < house.troubles().orders().messageTimes(); i++) {
      house.send(link, message);
    }
  }

  /** A status without the order, as around a cancel by its own client. */
  void status(ExchangeOrder order, OrderStatusWord word) {
    OrderStatus status = status(order, word, order.clientId());
    whenLinked(() -> audience(order).forEach(link -> sendStatus(link, status)));
  }

  void error(ExchangeOrder order, int code, String text) {
    whenLinked(() -> audience(order)
        .forEach(link -> house.error(link, order.orderId(), code, text)));
  }

  /**
   * Around a cancel by this client, whose id the status bears even when the order is somebody
   * else's; both hear of it.
   */
  void cancelStatus(ExchangeOrder order, OrderStatusWord word, int clientId) {
    OrderStatus status = status(order, word, clientId);
    whenLinked(() -> withCanceller(order, clientId).forEach(link -> sendStatus(link, status)));
  }

  void cancelled(ExchangeOrder order, int clientId) {
    whenLinked(() -> withCanceller(order, clientId).forEach(
        link -> house.error(link, order.orderId(), 202, "Order Canceled - reason:")));
  }

  private Set<Link> withCanceller(ExchangeOrder order, int clientId) {
    Set<Link> links = audience(order);
    house.links().ofClient(clientId).ifPresent(links::add);
    return links;
  }

  /** What was asked for: the order with its status, to whoever asked. */
  void show(Link link, ExchangeOrder order) {
    sendPair(link, messages.open(order),
        status(order, order.status(), order.clientId()));
  }

  private void sendPair(Link link, OpenOrder open, OrderStatus status) {
    send(link, open);
    logIns.shown(link.clientId(), open.order().clientId(), open.orderId());
    sendStatus(link, status);
  }

  private void sendStatus(Link link, OrderStatus status) {
    for (int i = 0; i < house.troubles().statusTimes(); i++) {
      send(link, status);
    }
  }

  /** A fill, in the sequence of messages that is in force. */
  void filled(Deal deal) {
    ExchangeOrder order = deal.order();
    OpenOrder open = messages.open(order);
    OrderStatus status = status(order, order.status(), order.clientId());
    Fault.FillMessages.Sequence sequence = sequence(order);
    Optional<Fault.ExtraExecutions> extra = house.troubles().orders().extraExecutions().take();
    whenLinked(() -> inTurn(order, () -> audience(order).forEach(link -> {
      tell(link, deal, open, status, sequence);
      extra.ifPresent(it -> send(link, messages.extra(messages.execution(link, deal, -1), it.kind())));
    })));
    boolean complete = !order.isOpen();
    switch (sequence) {
      case USUAL -> commissionLater(deal, complete);
      case STATUS_FIRST, EXECUTION_ONLY -> commissionLater(deal, false);
      case STATUS_ONLY, COMMISSION_FIRST -> {
        // Told already, or never.
      }
    }
  }

  private Fault.FillMessages.Sequence sequence(ExchangeOrder order) {
    if (order.tellsOnlyExecutions()) {
      return Fault.FillMessages.Sequence.EXECUTION_ONLY;
    }
    return order.tellsStatusFirst()
        ? Fault.FillMessages.Sequence.STATUS_FIRST
        : house.troubles().sequence();
  }

  private void tell(
      Link link, Deal deal, OpenOrder open, OrderStatus status,
      Fault.FillMessages.Sequence sequence) {
    ExecutionDetails execution = messages.execution(link, deal, -1);
    switch (sequence) {
      case USUAL -> {
        send(link, execution);
        sendPair(link, open, status);
      }
      case STATUS_FIRST -> {
        sendPair(link, open, status);
        send(link, execution);
      }
      case EXECUTION_ONLY -> send(link, execution);
      case STATUS_ONLY -> sendPair(link, open, status);
      case COMMISSION_FIRST -> {
        send(link, messages.commission(deal));
        send(link, execution);
        sendPair(link, open, status);
      }
    }
  }

  /** A fill as it is now, under its new id, with its commission. */
  void corrected(Deal deal) {
    whenLinked(() -> audience(deal.order()).forEach(link -> {
      send(link, messages.execution(link, deal, -1));
      send(link, messages.commission(deal));
    }));
  }

  /** The commission of a fill as it is now. */
  void charged(Deal deal) {
    whenLinked(() -> audience(deal.order()).forEach(
        link -> send(link, messages.commission(deal))));
  }

  private void commissionLater(Deal deal, boolean orderAgain) {
    Duration delay = house.scenario().orders().commissionDelay()
        .plus(house.troubles().commissionLate());
    house.after(delay, () -> whenLinked(() -> audience(deal.order()).forEach(link -> {
      if (orderAgain) {
        send(link, messages.withFee(deal.order()));
      }
      for (int i = 0; i < house.troubles().commissionTimes(); i++) {
        send(link, messages.commission(deal));
      }
    })));
  }
}
