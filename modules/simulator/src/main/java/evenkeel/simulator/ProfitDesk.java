package evenkeel.simulator;

import evenkeel.tws.Pnl;
import evenkeel.tws.PnlSingle;
import evenkeel.tws.RequestPnl;
import evenkeel.tws.RequestPnlSingle;
import evenkeel.tws.ServerMessage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Profit and loss, told again with every price while it is subscribed. */
final class ProfitDesk {
  private final House house;
  private final SortedMap<String, Subscription> subscriptions = new TreeMap<>();
  private boolean ticking;

  /** @param message what to tell; empty while there is nothing to tell */
  private record Subscription(Link link, Supplier<Optional<ServerMessage>> message) {}

  ProfitDesk(House house) {
    this.house = house;
    house.onGone(link -> subscriptions.values().removeIf(it -> it.link() == link));
  }

  void account(Link link, RequestPnl request) {
    Optional<AccountBook> book = house.accountOrOnly(request.account());
    if (book.isEmpty()) {
      house.error(link, request.reqId(), 321,
          "Error validating request.-'da' : cause - Invalid account code");
      return;
    }
    subscribe(link, request.reqId(), () -> {
      AccountValues values = new AccountValues(book.get(), house.market(), house.now());
      return Optional.of(new Pnl(request.reqId(), amount(values.daily()),
          amount(values.unrealized()), amount(values.realized())));
    });
  }

  /** One holding; of what is not held a Gateway says nothing at all. */
  void single(Link link, RequestPnlSingle request) {
    Optional<AccountBook> book = house.accountOrOnly(request.account());
    if (book.isEmpty()) {
      house.error(link, request.reqId(), 321,
          "Error validating request.-'db' : cause - Invalid account code");
      return;
    }
    subscribe(link, request.reqId(), () -> book.get().holdings().stream()
        .filter(it -> it.instrument().conId() == request.conId()).findFirst().map(it -> {
          AccountValues values = new AccountValues(book.get(), house.market(), house.now());
          BigDecimal mark = values.mark(it.instrument());
          return new PnlSingle(request.reqId(), Optional.of(it.quantity()),
              amount(values.daily(it)), amount(it.unrealized(mark)),
              amount(values.today(it).realized()), amount(it.value(mark)));
        }));
  }

  void cancel(Link link, int reqId) {
    subscriptions.remove(key(link, reqId));
  }

  private void subscribe(Link link, int reqId, Supplier<Optional<ServerMessage>> message) {
    Subscription subscription = new Subscription(link, message);
    subscriptions.put(key(link, reqId), subscription);
    tell(subscription);
    tickLater();
  }

  private void tell(Subscription subscription) {
    subscription.message().get().ifPresent(it -> house.send(subscription.link(), it));
  }

  private void tickLater() {
    if (!ticking) {
      ticking = true;
      house.timeline().at(
          house.timeline().again(house.scenario().marketData().tickInterval()), this::tick);
    }
  }

  private void tick() {
    ticking = false;
    boolean open = house.hours().open(house.now()).isPresent();
    if (open && !house.troubles().isLinkLost()) {
      subscriptions.values().forEach(this::tell);
    }
    if (!subscriptions.isEmpty()) {
      tickLater();
    }
  }

  private static String key(Link link, int reqId) {
    return "%d/%d".formatted(link.id().value(), reqId);
  }

  private static Optional<BigDecimal> amount(BigDecimal exact) {
    return Optional.of(exact.setScale(2, RoundingMode.HALF_UP));
  }
}
