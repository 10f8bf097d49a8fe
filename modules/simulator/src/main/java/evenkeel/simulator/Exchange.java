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

/**
 * Fills orders: market orders after a moment, limit orders when the market reaches them, auction
 * orders at the session's opening or closing price. What is left of a DAY order ends with its
 * session.
 */
final class Exchange {
  /** The fills of one auction are told within this time, sales in its first half. */
  private static final Duration AUCTION_SPREAD = Duration.ofSeconds(5);
  private static final String OPENING = "OPG";

  private final House house;
  private final OrderBook book;
  private final OrderTeller teller;
  private final Fills fills;
  private final Set<LocalDate> closings = new HashSet<>();
  private final Set<LocalDate> openings = new HashSet<>();
  private boolean watching;

  Exchange(House house, OrderBook book, OrderTeller teller, Fills fills) {
    this.house = house;
    this.book = book;
    this.teller = teller;
    this.fills = fills;
  }

  /** The session at whose end a DAY order that comes now is over. */
  Session sessionNow() {
    return house.hours().openOrNext(house.now());
  }

  boolean isOpen() {
    return house.hours().open(house.now()).isPresent();
  }

  /** Whether this is traded now; currency pairs have hours of their own. */
  boolean isOpen(Instrument instrument) {
    return instrument.isForex() ? Forex.isOpen(house.now()) : isOpen();
  }

  /** When what is closed now opens. */
  Instant opens(Instrument instrument) {
    return instrument.isForex()
        ? Forex.opensAfter(house.now())
        : sessionNow().open().toInstant();
  }

  /** The session that an order belongs to which comes now. */
  LocalDate sessionFor(String tif) {
    LocalDate session = sessionNow().date();
    return tif.equals(OPENING) && isOpen() ? house.hours().sessionAfter(session) : session;
  }

  /** Takes an order, new or changed, and lets it wait or fill. */
  void work(ExchangeOrder order) {
    keepUntilClose(order);
    if (order.isAuction()) {
      return;
    }
    if (order.instrument().isForex() && !isOpen(order.instrument())) {
      house.timeline().at(opens(order.instrument()), () -> workIfOpen(order));
    } else if (!isOpen(order.instrument()) || isForOpening(order)) {
      openLater();
    } else if (order.limit().isPresent()) {
      match(order);
    } else {
      int round = order.round();
      house.after(house.scenario().orders().fillDelay(), () -> fillAtMarket(order, round));
    }
  }

  private void workIfOpen(ExchangeOrder order) {
    if (order.isOpen()) {
      work(order);
    }
  }

  /** Lets an order end with its session, also one that does not work. */
  void keepUntilClose(ExchangeOrder order) {
    closeLater(isGoodTillCancelled(order)
        ? sessionNow()
        : house.hours().session(order.session()).orElseThrow());
  }

  private static boolean isGoodTillCancelled(ExchangeOrder order) {
    return order.terms().tif().equals("GTC");
  }

  private static boolean isForOpening(ExchangeOrder order) {
    return order.terms().tif().equals(OPENING);
  }

  private void fillAtMarket(ExchangeOrder order, int round) {
    if (!order.isOpen() || order.round() != round || !isOpen(order.instrument())
        || fills.isInParts(order)) {
      return;
    }
    if (house.market().halted(order.instrument())) {
      watch();
      return;
    }
    trade(order, order.remaining(), touch(order), Exchange::nothing);
  }

  /** Fills, or with a fault fills a part and cancels the rest. */
  private void trade(
      ExchangeOrder order, BigDecimal shares, BigDecimal price, Runnable whenFilled) {
    Optional<Fault.PartThenCancelled> cut = house.troubles().orders().partThenCancelled().take();
    BigDecimal part = cut.map(it -> OrderTroubles.part(shares, it.part())).orElse(shares);
    if (part.signum() == 0) {
      expire(order);
    } else {
      fills.fill(order, part, price, cut.isPresent() ? () -> expire(order) : whenFilled);
    }
  }

  private static void nothing() {}

  /** Fills an order at the market, whatever it waits for. */
  void fillNow(ExchangeOrder order) {
    fills.fill(order, order.remaining(), touch(order), Exchange::nothing);
  }

  /** Fills an order at this price, whatever it waits for. */
  void fillNow(ExchangeOrder order, BigDecimal price) {
    fills.fill(order, order.remaining(), price, Exchange::nothing);
  }

  /** What an order pays or gets right now: the other side's price. */
  private BigDecimal touch(ExchangeOrder order) {
    BigDecimal mark = house.market().mark(order.instrument(), house.now())
        .orElse(order.instrument().price());
    if (order.instrument().isForex()) {
      return mark;
    }
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
        if (order.isOpen() && order.round() == round && isOpen(order.instrument())
            && !fills.isInParts(order)) {
          BigDecimal touch = touch(order);
          trade(order, order.remaining(),
              order.allows(touch) ? touch : order.limit().orElse(touch), Exchange::nothing);
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
      book.working().stream().filter(this::isWatched).forEach(order -> {
        if (order.limit().isPresent()) {
          match(order);
        } else {
          fillAtMarket(order, order.round());
        }
      });
    }
  }

  private boolean isWatched(ExchangeOrder order) {
    return !order.isAuction() && !isForOpening(order) && !fills.isInParts(order)
        && order.status() != OrderStatusWord.INACTIVE && order.whyHeld().isEmpty();
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
      if (order.isAuction() || order.status() == OrderStatusWord.INACTIVE
          || !order.whyHeld().isEmpty()) {
        continue;
      }
      if (isForOpening(order)) {
        auction(order, house.market().open(order.instrument(), session), BigDecimal.ONE);
      } else {
        if (order.status() == OrderStatusWord.PRE_SUBMITTED) {
          order.status(OrderStatusWord.SUBMITTED);
          teller.changed(order);
        }
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
      boolean ends = order.session().equals(session) && !isGoodTillCancelled(order);
      if (ends && order.isAuction() && order.status() != OrderStatusWord.INACTIVE
          && order.whyHeld().isEmpty()) {
        int round = order.round();
        house.after(first.plus(turn(order)), () -> {
          if (order.isOpen() && order.round() == round) {
            auction(order, house.market().close(order.instrument(), session), part);
          }
        });
      } else if (ends) {
        expire(order);
      } else if (!order.isAuction()) {
        openLater();
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
    boolean trades = price.isPresent() && order.allows(price.get())
        && !house.market().halted(order.instrument());
    BigDecimal shares = part.compareTo(BigDecimal.ONE) == 0
        ? order.remaining()
        : order.remaining().multiply(part).setScale(0, RoundingMode.DOWN);
    if (trades && shares.signum() > 0) {
      trade(order, shares, price.get(), () -> expire(order));
    } else {
      expire(order);
    }
  }

  /** The rest of an order is over without anybody having asked. */
  private void expire(ExchangeOrder order) {
    if (!order.isOpen()) {
      return;
    }
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
}
