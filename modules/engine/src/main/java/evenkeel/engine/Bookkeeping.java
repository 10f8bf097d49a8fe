package evenkeel.engine;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Commission;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Fill;
import evenkeel.domain.Fills;
import evenkeel.domain.OrderEvent.CommissionRecorded;
import evenkeel.domain.OrderEvent.FillRecorded;
import evenkeel.domain.OrderEvent.OrderAcknowledged;
import evenkeel.domain.OrderEvent.OrderClosed;
import evenkeel.domain.OrderEvent.OrderStatusChanged;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Reconciliation;
import evenkeel.gateway.MessageCode;
import evenkeel.gateway.OrderNews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what the broker says into events for the journal: nothing that is booked already, everything else once, each
 * event fit to follow the one before. Confined to one command; the journal's state is not touched.
 */
final class Bookkeeping {
  private final Instant now;
  private final List<ExecutionEvent> events = new ArrayList<>();
  private ExecutionBook book;

  Bookkeeping(ExecutionBook book, Instant now) {
    this.book = book;
    this.now = now;
  }

  /** The state that the events lead to. */
  ExecutionBook book() {
    return book;
  }

  List<ExecutionEvent> events() {
    return List.copyOf(events);
  }

  void add(ExecutionEvent event) {
    book = book.apply(event);
    events.add(event);
  }

  void shown(BrokerOrder order) {
    find(order.orderRef(), order.permId(), order.clientId(), order.orderId())
        .ifPresent(
            life -> know(life, order.orderId(), order.clientId(), order.permId(), order.status(), order.reason()));
  }

  void status(OrderNews.Status status) {
    String reason = status.whyHeld().isEmpty() ? "" : "held: " + status.whyHeld();
    find("", status.permId(), status.clientId(), status.orderId()).ifPresent(
        life -> know(life, status.orderId(), status.clientId(), status.permId(), status.status(), reason));
  }

  /** Books an execution; empty when it is not of an order of ours. */
  Optional<OrderRef> executed(Fill fill) {
    Optional<OrderLife> found = find(fill.orderRef(), fill.permId(), fill.clientId(), fill.orderId());
    found.ifPresent(life -> {
      OrderRef ref = life.leg().ref();
      if (life instanceof OrderLife.Planned || life instanceof OrderLife.InFlight) {
        know(life, fill.orderId(), fill.clientId(), fill.permId(), BrokerStatus.SUBMITTED, "");
      }
      if (!life.fills().contains(fill.execId())) {
        add(new FillRecorded(ref, fill.execId(), fill.shares(), fill.price(), fill.at(), now));
      }
      closeIfOver(ref);
    });
    return found.map(life -> life.leg().ref());
  }

  /** Books a commission; false when its execution is not known (yet). */
  boolean charged(Commission commission) {
    String family = Fill.family(commission.execId());
    Optional<OrderLife> found = book.orders().filter(life -> life.fills().executions().containsKey(family)).findFirst();
    found.filter(life -> !life.fills().contains(commission)).ifPresent(life -> add(new CommissionRecorded(
        life.leg().ref(), commission.execId(), commission.amount(), commission.currency(), commission.realizedPnl(),
        now)));
    return found.isPresent();
  }

  /** Books a refusal or the end of an order; what the code leaves open is left open. */
  void notice(OrderNews.Notice notice, int clientId) {
    find("", 0, clientId, notice.orderId()).ifPresent(life -> {
      switch (MessageCode.ofOrder(notice.code()).kind()) {
        case REFUSED -> close(life, OrderOutcome.REJECTED, notice);
        case ENDED -> close(life, OrderOutcome.CANCELLED, notice);
        case INFORMATION, WARNING, FATE_UNKNOWN, CONNECTIVITY -> {
          // The order stands, or its fate is asked for.
        }
      }
    });
  }

  /** Takes over what the broker's books say of one order. They may bring a closed order back to life; news may not. */
  void adopt(Reconciliation.Adopt adopt) {
    adopt.fills().forEach(this::executed);
    adopt.order().ifPresent(order -> {
      OrderLife life = book.order(adopt.ref()).orElseThrow();
      boolean isCompleted = order.clientId() < 0;
      if (isCompleted && order.status() == BrokerStatus.INACTIVE && !life.isAtRest()) {
        add(new OrderClosed(adopt.ref(), OrderOutcome.REJECTED, 0, order.reason(), now));
      } else if (life instanceof OrderLife.Closed && order.status().isWorking() && !isFilled(life)) {
        acknowledge(life, order.orderId(), order.clientId(), order.permId(), order.status());
      } else {
        know(life, order.orderId(), order.clientId(), order.permId(), order.status(), order.reason());
      }
    });
  }

  private void know(
      OrderLife life, int orderId, int clientId, long permId, BrokerStatus status, String reason) {
    if (life instanceof OrderLife.Closed closed && !isAliveAfterAll(closed, status)) {
      return;
    }
    if (life instanceof OrderLife.Working working && (working.permId() == permId || permId == 0)) {
      if (status != BrokerStatus.UNKNOWN && !(working.status() == status && working.reason().equals(reason))) {
        add(new OrderStatusChanged(life.leg().ref(), status, reason, now));
      }
    } else {
      acknowledge(life, orderId, clientId, permId, status);
    }
    closeIfOver(life.leg().ref());
  }

  /** After the broker's end of an order late words are nothing; after an end of our own making they are the truth. */
  private static boolean isAliveAfterAll(OrderLife.Closed closed, BrokerStatus status) {
    return switch (closed.outcome()) {
      case NEVER_ARRIVED, SKIPPED -> status.isWorking();
      case FILLED, CANCELLED, REJECTED -> false;
    };
  }

  private void acknowledge(OrderLife life, int orderId, int clientId, long permId, BrokerStatus status) {
    int knownId = orderId > 0 ? orderId : life.submission().map(OrderLife.Submission::orderId).orElse(0);
    int owner = clientId >= 0 ? clientId : life.submission().map(OrderLife.Submission::clientId).orElse(-1);
    add(new OrderAcknowledged(life.leg().ref(), knownId, owner, permId, status, now));
  }

  private void closeIfOver(OrderRef ref) {
    if (!(book.order(ref).orElseThrow() instanceof OrderLife.Working working)) {
      return;
    }
    if (isFilled(working)) {
      add(new OrderClosed(ref, OrderOutcome.FILLED, 0, "", now));
    } else if (working.status() == BrokerStatus.CANCELLED || working.status() == BrokerStatus.API_CANCELLED) {
      add(new OrderClosed(ref, OrderOutcome.CANCELLED, 0, working.reason(), now));
    }
  }

  private static boolean isFilled(OrderLife life) {
    Fills fills = life.fills();
    return fills.shares().compareTo(life.leg().quantity()) >= 0;
  }

  private void close(OrderLife life, OrderOutcome outcome, OrderNews.Notice notice) {
    if (isFilled(life)) {
      return;
    }
    boolean isSaid = life instanceof OrderLife.Closed closed && !closed.reason().isEmpty();
    if (!isSaid && !(life instanceof OrderLife.Planned)) {
      String text = notice.text().replace('\n', ' ').strip();
      add(new OrderClosed(life.leg().ref(), outcome, notice.code(), text, now));
    }
  }

  private Optional<OrderLife> find(String orderRef, long permId, int clientId, int orderId) {
    if (!orderRef.isEmpty()) {
      return book.orders().filter(life -> life.leg().ref().value().equals(orderRef)).findFirst();
    }
    Optional<OrderLife> byPermanentId = book.orders().filter(
        life -> permId != 0 && life instanceof OrderLife.Working working && working.permId() == permId).findFirst();
    return byPermanentId.or(() -> book.orders().filter(
        life -> orderId > 0 && life.submission()
            .filter(sent -> sent.orderId() == orderId && sent.clientId() == clientId).isPresent())
        .findFirst());
  }
}
