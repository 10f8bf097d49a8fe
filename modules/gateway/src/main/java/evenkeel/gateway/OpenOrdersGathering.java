package evenkeel.gateway;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OpenOrderEnd;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.ServerMessage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Open orders, each of which comes as a pair: openOrder, then orderStatus with what is filled.
 *
 * <p>The end carries no id. Where another question's end may still come, the rows of this one follow such an end at
 * once, so that a quiet period after the end decides.
 */
final class OpenOrdersGathering implements Exchange.Gathering<List<BrokerOrder>> {
  private final Map<Long, BrokerOrder> orders;
  private final Consumer<String> log;
  private final boolean isOfOneClient;
  private boolean isEndDoubtful;
  private boolean hasEnded;

  private OpenOrdersGathering(Map<Long, BrokerOrder> orders, Consumer<String> log, boolean isOfOneClient) {
    this.orders = orders;
    this.log = log;
    this.isOfOneClient = isOfOneClient;
    this.isEndDoubtful = isOfOneClient;
  }

  /** Of all clients. */
  static OpenOrdersGathering ofAll(Consumer<String> log) {
    return new OpenOrdersGathering(new LinkedHashMap<>(), log, false);
  }

  /** Of our own client, beside what has come of all. */
  OpenOrdersGathering ofOneClient() {
    return new OpenOrdersGathering(orders, log, true);
  }

  @Override
  public Optional<Answer<List<BrokerOrder>>> take(ServerMessage message, Instant now) {
    // A preview looks like an order and is none.
    if (message instanceof OpenOrder open && !open.order().whatIf()) {
      Wire.order(open).ifPresentOrElse(
          order -> orders.put(key(order.permId(), order.clientId(), order.orderId()), order),
          () -> log.accept("open order permId=" + open.order().permId()));
    } else if (message instanceof OrderStatus status) {
      orders.computeIfPresent(
          key(status.permId(), status.clientId(), status.orderId()),
          (key, order) -> withStatus(order, Wire.status(status)));
    } else if (message instanceof OpenOrderEnd) {
      hasEnded = true;
    }
    return hasEnded && !isEndDoubtful ? told() : Optional.empty();
  }

  @Override
  public int rows() {
    return orders.size();
  }

  @Override
  public boolean hasEnded() {
    return hasEnded;
  }

  @Override
  public void doubtEnd() {
    isEndDoubtful = true;
  }

  @Override
  public void startFrom(Exchange.Gathering<?> other) {
    if (other instanceof OpenOrdersGathering same) {
      orders.putAll(same.orders);
    }
  }

  @Override
  public Optional<Answer<List<BrokerOrder>>> atDeadline() {
    return hasEnded ? told() : Optional.empty();
  }

  private Optional<Answer<List<BrokerOrder>>> told() {
    return Optional.of(isOfOneClient
        ? new Answer.Partial<>(List.copyOf(orders.values()), "open orders: " + Answer.OWN_ORDERS_ALONE)
        : new Answer.Given<>(List.copyOf(orders.values())));
  }

  private static long key(long permId, int clientId, int orderId) {
    return permId != 0 ? permId : -((long) clientId << 32 | orderId);
  }

  private static BrokerOrder withStatus(BrokerOrder order, OrderNews.Status status) {
    BrokerStatus word = status.status() == BrokerStatus.UNKNOWN ? order.status() : status.status();
    return new BrokerOrder(
        order.orderId(), order.clientId(), order.permId(), order.orderRef(), order.account(), order.symbol(),
        order.side(), order.quantity(), order.terms(), word, status.filled(),
        status.whyHeld().isEmpty() ? order.reason() : "held: " + status.whyHeld(), order.contract());
  }
}
