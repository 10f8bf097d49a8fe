package evenkeel.simulator;

import evenkeel.domain.Session;
import evenkeel.tws.OrderStatusWord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Fills orders: market orders after a moment, limit orders when the market reaches them, auction
 * orders at the session's opening or closing price. What is left of a DAY order ends with its
 * session.
 */
final class Exchange {
  private static final Duration BETWEEN_PARTS = Duration.ofMillis(200);
  /** The fills of one auction are told within this time, sales in its first half. */
  private static final Duration AUCTION_SPREAD = Duration.ofSeconds(5);
  private static final String OPENING = "OPG";

  private final House house;
  private final OrderBook book;
  private final OrderTeller teller;
  private final AccountDesk accounts;
  private final IntConsumer beforeFill;
  private final Set<LocalDate> closings = new HashSet<>();
  private final Set<LocalDate> openings = new HashSet<>();
  private boolean watching;

  /** @param beforeFill is told the number of each fill, from 1, before the fill is told */
  Exchange(
      House house, OrderBook book, OrderTeller teller, AccountDesk accounts,
      IntConsumer beforeFill) {
    this.house = house;
    this.book = book;
    this.teller = teller;
    this.accounts = accounts;
    this.beforeFill = beforeFill;
  }

  /** The session at whose end a DAY order that comes now is over. */
  Session sessionNow() {
    return house.hours().openOrNext(house.now());
  }

  boolean isOpen() {
    return house.hours().open(house.now()).isPresent();
  }

  /** Takes an order, new or changed, and lets it wait or fill. */
  void work(ExchangeOrder order) {
    closeLater(house.hours().session(order.session()).orElseThrow());
    if (order.isAuction()) {
      return;
    }
    if (!isOpen() || order.terms().tif().equals(OPENING)) {
      openLater();
    } else if (order.limit().isPresent()) {
      match(order);
    } else {
      int round = order.round();
      house.after(house.scenario().orders().fillDelay(), () -> fillAtMarket(order, round));
    }
  }

  private void fillAtMarket(ExchangeOrder order, int round) {
    if (!order.isOpen() || order.round() != round || !isOpen()) {
      return;
    }
    if (house.market().halted(order.instrument())) {
      watch();
      return;
    }
    fill(order, order.remaining(), touch(order));
  }

  /** What an order pays or gets right now: the other side's price. */
  private BigDecimal touch(ExchangeOrder order) {
    BigDecimal mark = house.market().mark(order.instrument(), house.now())
        .orElse(order.instrument().price());
    BigDecimal half = Market.halfSpread(mark);
    return order.isBuy()
        ? mark.add(half).setScale(2, RoundingMode.CEILING)
        : mark.subtract(half).setScale(2, RoundingMode.FLOOR).max(half);
  }

  /** Fills a limit order that the market has reached, or goes on watching it. */
  private void match(ExchangeOrder order) {
    if (order.allows(touch(order)) && !house.market().halted(order.instrument())) {
      int round = order.round();
      house.after(house.scenario().orders().fillDelay(), () -> {
        if (order.isOpen() && order.round() == round && isOpen()) {
          BigDecimal touch = touch(order);
          fill(order, order.remaining(),
              order.allows(touch) ? touch : order.limit().orElse(touch));
        }
      });
    } else if (order.terms().tif().equals("IOC")) {
      teller.status(order, OrderStatusWord.PENDING_CANCEL);
      end(order, OrderStatusWord.CANCELLED, "Cancelled by System:\n");
      teller.status(order, OrderStatusWord.CANCELLED);
    } else if (order.terms().tif().equals("FOK")) {
      end(order, OrderStatusWord.INACTIVE, "Cancelled by System:\n");
      teller.changed(order);
    } else {
      watch();
    }
  }

  private void watch() {
    if (!watching) {
      watching = true;
      Instant next = house.timeline().again(house.scenario().marketData().tickInterval());
      house.timeline().at(next, this::look);
    }
  }

  private void look() {
    watching = false;
    if (isOpen()) {
      for (ExchangeOrder order : book.working()) {
        if (order.status() == OrderStatusWord.SUBMITTED && !order.isAuction()) {
          if (order.limit().isPresent()) {
            match(order);
          } else {
            fillAtMarket(order, order.round());
          }
        }
      }
    }
  }

  private void openLater() {
    Session next = house.hours().open(house.now())
        .map(it -> house.hours().session(house.hours().sessionAfter(it.date())).orElseThrow())
        .orElseGet(this::sessionNow);
    if (openings.add(next.date())) {
      house.timeline().at(next.open().toInstant(), () -> opened(next.date()));
    }
  }

  private void opened(LocalDate session) {
    openings.remove(session);
    for (ExchangeOrder order : book.working()) {
      if (order.isAuction() || order.status() != OrderStatusWord.PRE_SUBMITTED) {
        continue;
      }
      if (order.terms().tif().equals(OPENING)) {
        auction(order, house.market().open(order.instrument(), session), BigDecimal.ONE);
      } else {
        order.status(OrderStatusWord.SUBMITTED);
        teller.changed(order);
        work(order);
      }
    }
  }

  private void closeLater(Session session) {
    if (closings.add(session.date())) {
      house.timeline().at(session.close().toInstant(), () -> closed(session.date()));
    }
  }

  private void closed(LocalDate session) {
    closings.remove(session);
    Duration first = house.scenario().orders().auctionDelay()
        .plus(house.troubles().auction().late());
    BigDecimal part = house.troubles().auction().part();
    for (ExchangeOrder order : book.working()) {
      if (order.session().equals(session) && order.isAuction()) {
        int round = order.round();
        house.after(first.plus(turn(order)), () -> {
          if (order.isOpen() && order.round() == round) {
            auction(order, house.market().close(order.instrument(), session), part);
          }
        });
      } else if (order.session().equals(session) && !order.terms().tif().equals("GTC")) {
        expire(order);
      }
    }
  }

  /** All fill in one auction; telling the sales first keeps every account solvent in between. */
  private Duration turn(ExchangeOrder order) {
    double half = house.chance("auction").of(order.permId()).uniform() / 2;
    double turn = order.isBuy() ? 0.5 + half : half;
    return Duration.ofMillis((long) (AUCTION_SPREAD.toMillis() * turn));
  }

  private void auction(ExchangeOrder order, Optional<BigDecimal> price, BigDecimal part) {
    if (price.isPresent() && order.allows(price.get())
        && !house.market().halted(order.instrument())) {
      BigDecimal shares = order.remaining().multiply(part).setScale(0, RoundingMode.DOWN);
      if (part.compareTo(BigDecimal.ONE) == 0) {
        shares = order.remaining();
      }
      if (shares.signum() > 0) {
        fill(order, shares, price.get());
      }
    }
    if (order.isOpen() && order.remaining().signum() > 0
        && house.troubles().fillParts() == 1) {
      expire(order);
    }
  }

  /** The rest of an order is over without anybody having asked. */
  private void expire(ExchangeOrder order) {
    end(order, OrderStatusWord.CANCELLED, "Cancelled by System:\n");
    teller.status(order, OrderStatusWord.CANCELLED);
    teller.error(order, 202, "Order Canceled - reason:");
  }

  /** Ends an order and writes so into the exchange's books. */
  void end(ExchangeOrder order, OrderStatusWord status, String words) {
    order.end(status, house.now(), words);
    house.outbox().ledger(
        new LedgerLine(house.now(), LedgerEntry.Event.CANCELLED).order(order).entry());
  }

  private void fill(ExchangeOrder order, BigDecimal shares, BigDecimal price) {
    int parts = house.troubles().fillParts();
    BigDecimal each = shares.divide(BigDecimal.valueOf(parts), 0, RoundingMode.UP);
    if (parts == 1 || each.compareTo(shares) >= 0) {
      deal(order, shares, price);
      return;
    }
    deal(order, each, price);
    int round = order.round();
    BigDecimal rest = shares.subtract(each);
    BigDecimal next = each.min(rest);
    house.after(BETWEEN_PARTS, () -> fillRest(order, round, rest, next, price));
  }

  private void fillRest(
      ExchangeOrder order, int round, BigDecimal rest, BigDecimal each, BigDecimal price) {
    if (!order.isOpen() || order.round() != round) {
      return;
    }
    deal(order, each, price);
    BigDecimal left = rest.subtract(each);
    if (left.signum() > 0) {
      house.after(BETWEEN_PARTS,
          () -> fillRest(order, round, left, each.min(left), price));
    }
  }

  private void deal(ExchangeOrder order, BigDecimal shares, BigDecimal price) {
    BigDecimal filled = order.filled().add(shares);
    BigDecimal value = order.averagePrice().multiply(order.filled())
        .add(shares.multiply(price));
    BigDecimal fee = Deal.commission(filled, value).subtract(order.commission())
        .max(BigDecimal.ZERO);
    order.fill(shares, price, fee);
    if (order.remaining().signum() == 0) {
      order.end(OrderStatusWord.FILLED, house.now(), "Filled Size: " + order.filled());
    } else {
      order.status(OrderStatusWord.SUBMITTED);
    }
    Optional<BigDecimal> realized = order.account().trade(order.instrument(),
        order.isBuy() ? shares : shares.negate(), price, fee, house.today());
    int number = book.dealCount() + 1;
    Deal deal = new Deal(order, execId(order, number), house.now(), shares, price,
        order.filled(), order.averagePrice(), fee, realized);
    book.add(deal);
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.FILLED).order(order)
        .fill(shares, price, deal.execId()).entry());
    beforeFill.accept(number);
    teller.filled(deal);
    if (!house.troubles().isLinkLost()) {
      accounts.traded(order.account(), order.instrument());
    }
  }

  private String execId(ExchangeOrder order, int number) {
    int venue = order.isBuy() ? 0x0000e0d5 : 0x0000dc8f;
    int first = 0x60000000 + house.chance("execId").below(0x10000000);
    return "%08x.%08x.01.01".formatted(venue, first + number);
  }
}
