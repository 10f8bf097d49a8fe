package evenkeel.simulator;

import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.GatewayTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All orders and fills of the simulation. They outlive every connection and every restart. */
final class OrderBook {
  private final List<ExchangeOrder> orders = new ArrayList<>();
  private final List<Deal> deals = new ArrayList<>();
  private final List<Deal> forgotten = new ArrayList<>();

  void add(ExchangeOrder order) {
    orders.add(order);
  }

  void add(Deal deal) {
    deals.add(deal);
  }

  /** A fill is put right: its new form takes the place of the old one. */
  void replace(Deal old, Deal corrected) {
    deals.replaceAll(it -> it.isOfSameFill(old) ? corrected : it);
  }

  /** The present form of a fill that may have been put right since. */
  Deal present(Deal deal) {
    return deals.stream().filter(it -> it.isOfSameFill(deal)).findFirst().orElse(deal);
  }

  /** The latest order that this client gave this id. */
  Optional<ExchangeOrder> find(int clientId, int orderId) {
    return orders.reversed().stream()
        .filter(it -> it.clientId() == clientId && it.orderId() == orderId).findFirst();
  }

  /**
   * The order that a cancel means: the client's own, else a working one of somebody else with the
   * id. Gateways of 2026 cancel those, against IBKR's documents.
   */
  Optional<ExchangeOrder> toCancel(int clientId, int orderId) {
    return find(clientId, orderId)
        .or(() -> working().stream()
            .filter(it -> it.orderId() == orderId && !it.isUnbound()).findFirst());
  }

  /** Those placed by hand that no client can change yet. */
  List<ExchangeOrder> unbound() {
    return working().stream().filter(ExchangeOrder::isUnbound).toList();
  }

  /** How many work for the same account, instrument and side; an instrument takes so many only. */
  long workingLike(AccountBook account, Instrument instrument, boolean buys) {
    return working(account).stream().filter(it -> it.isBuy() == buys
        && it.instrument().conId() == instrument.conId()).count();
  }

  /** Those that can still fill, oldest first; a copy. */
  List<ExchangeOrder> working() {
    return orders.stream().filter(ExchangeOrder::isOpen).toList();
  }

  List<ExchangeOrder> working(AccountBook account) {
    return orders.stream().filter(it -> it.isOpen() && it.account() == account).toList();
  }

  /** Those that have ended since this moment, in the order in which they came. */
  List<ExchangeOrder> endedSince(Instant since) {
    return orders.stream().filter(it -> !it.isOpen() && !it.endedAt().isBefore(since)).toList();
  }

  /** The fills since this moment that the filter lets pass. */
  List<Deal> deals(Instant since, ExecutionFilter filter, ZoneId zone) {
    Instant from = GatewayTime.parse(filter.time(), zone).map(it -> start(it, zone))
        .filter(it -> it.isAfter(since)).orElse(since);
    return deals.stream().filter(it -> !it.time().isBefore(from) && passes(it, filter))
        .filter(it -> forgotten.isEmpty() || forgotten.stream().noneMatch(it::isOfSameFill))
        .toList();
  }

  /** So many of the newest fills are not shown any more. */
  void forget(int count) {
    forgotten.addAll(deals.subList(Math.max(0, deals.size() - count), deals.size()));
  }

  /** The newest fill, if wished of this contract; those from before the simulation do not count. */
  Optional<Deal> newest(Optional<Instrument> only) {
    return deals.reversed().stream().filter(it -> orders.contains(it.order()))
        .filter(it -> only.map(o -> o.conId() == it.order().instrument().conId()).orElse(true))
        .findFirst();
  }

  private static Instant start(GatewayTime time, ZoneId zone) {
    return switch (time) {
      case GatewayTime.Day day -> day.date().atStartOfDay(zone).toInstant();
      case GatewayTime.Moment moment -> moment.instant();
      case GatewayTime.Unplaced local -> local.time().atZone(zone).toInstant();
    };
  }

  private static boolean passes(Deal deal, ExecutionFilter filter) {
    ExchangeOrder order = deal.order();
    String side = order.isBuy() ? "BUY" : "SELL";
    String told = order.isBuy() ? "BOT" : "SLD";
    return (filter.clientId() == 0 || filter.clientId() == order.clientId())
        && (filter.account().isEmpty() || filter.account().value().equals(order.account().id()))
        && (filter.symbol().isEmpty() || filter.symbol().equals(order.instrument().symbol()))
        && (filter.exchange().isEmpty() || filter.exchange().equals("SMART")
            || filter.exchange().equals(order.instrument().primaryExchange()))
        && (filter.secType().isEmpty() || filter.secType().equals(order.instrument().securityType()))
        && (filter.side().isEmpty() || filter.side().equals(side) || filter.side().equals(told));
  }
}
