package evenkeel.simulator;

import evenkeel.tws.CompletedOrdersEnd;
import evenkeel.tws.ExecutionDetailsEnd;
import evenkeel.tws.OpenOrderEnd;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.ServerMessage;
import java.time.Instant;

/** Orders and fills when they are asked for. */
final class OrderReports {
  private final House house;
  private final OrderBook book;
  private final OrderTeller teller;
  private final OrderMessages messages;

  OrderReports(House house, OrderBook book, OrderTeller teller, OrderMessages messages) {
    this.house = house;
    this.book = book;
    this.teller = teller;
    this.messages = messages;
  }

  /** The client's own working orders. */
  void own(Link link) {
    showOwn(link);
    endNarrower(link, new OpenOrderEnd(), true);
  }

  void showOwn(Link link) {
    book.working().stream().filter(it -> it.clientId() == link.clientId())
        .forEach(it -> teller.show(link, it));
  }

  void all(Link link) {
    book.working().forEach(it -> teller.show(link, it));
    house.send(link, new OpenOrderEnd());
  }

  /** @param apiOnly without those placed by hand */
  void completed(Link link, boolean apiOnly) {
    if (!house.troubles().orders().isCompletedForgotten()) {
      book.endedSince(midnight()).stream().filter(it -> !(apiOnly && it.isUnbound()))
          .forEach(it -> house.send(link, messages.completed(link, it)));
    }
    house.send(link, new CompletedOrdersEnd());
  }

  void executions(Link link, RequestExecutions request) {
    if (!house.troubles().orders().areExecutionsEmpty(house.now())) {
      for (Deal deal : book.deals(midnight(), request.filter(), house.clock().zone())) {
        house.send(link, messages.execution(link, deal, request.reqId()));
        house.send(link, messages.commission(deal));
      }
    }
    endNarrower(link, new ExecutionDetailsEnd(request.reqId()), !request.filter().time().isEmpty());
  }

  /** @param isNarrower whether less was asked for than everything */
  private void endNarrower(Link link, ServerMessage end, boolean isNarrower) {
    if (isNarrower && house.troubles().data().doesEndComeWhenFiltered(end.type().wireName())) {
      house.outbox().sendSurely(link, end);
    } else {
      house.send(link, end);
    }
  }

  /**
   * A Gateway knows the orders and fills since midnight of its own zone only (TWS API
   * documentation, executions and commissions; ib_insync#483).
   */
  private Instant midnight() {
    return house.clock().midnight(house.now());
  }
}
