package evenkeel.simulator;

import evenkeel.tws.OrderStatusWord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/** Books fills: in the order, in the account, in the exchange's ledger; and has them told. */
final class Fills {
  private static final Duration BETWEEN_PARTS = Duration.ofMillis(200);

  private final House house;
  private final OrderBook book;
  private final OrderTeller teller;
  private final AccountDesk accounts;
  private final IntConsumer beforeTelling;
  private final Corrections corrections;
  /** Orders of which more parts follow. */
  private final Set<ExchangeOrder> inParts = new HashSet<>();
  private int made;
  /** How many executions have got an id since the ids began. */
  private int numbered;

  /** @param beforeTelling hears the number of each fill, from 1, before clients do */
  Fills(
      House house, OrderBook book, OrderTeller teller, AccountDesk accounts,
      Corrections corrections, IntConsumer beforeTelling) {
    this.house = house;
    this.book = book;
    this.teller = teller;
    this.accounts = accounts;
    this.beforeTelling = beforeTelling;
    this.corrections = corrections;
  }

  boolean isInParts(ExchangeOrder order) {
    return inParts.contains(order);
  }

  /**
   * Fills so many shares at this price, in one piece or in as many as a fault asks for.
   *
   * @param whenFilled what comes after the last piece
   */
  void fill(ExchangeOrder order, BigDecimal shares, BigDecimal price, Runnable whenFilled) {
    BigDecimal parts = BigDecimal.valueOf(house.troubles().fillParts());
    BigDecimal each = shares.divide(parts, 0, RoundingMode.UP).min(shares);
    part(order, order.round(), shares, each, price, whenFilled);
  }

  private void part(
      ExchangeOrder order, int round, BigDecimal left, BigDecimal each, BigDecimal price,
      Runnable whenFilled) {
    inParts.remove(order);
    if (!order.isOpen() || order.round() != round) {
      return;
    }
    BigDecimal shares = each.min(left);
    deal(order, shares, price);
    BigDecimal rest = left.subtract(shares);
    if (rest.signum() > 0) {
      inParts.add(order);
      house.after(BETWEEN_PARTS, () -> part(order, round, rest, each, price, whenFilled));
    } else {
      whenFilled.run();
    }
  }

  private void deal(ExchangeOrder order, BigDecimal shares, BigDecimal price) {
    BigDecimal filled = order.filled().add(shares);
    BigDecimal value = order.averagePrice().multiply(order.filled())
        .add(shares.multiply(price));
    BigDecimal fee = Deal.commission(order.account(), order.instrument(), filled, value).subtract(order.commission())
        .max(BigDecimal.ZERO);
    order.fill(shares, price, fee);
    if (order.remaining().signum() == 0) {
      order.end(OrderStatusWord.FILLED, house.now(), "Filled Size: " + order.filled());
    } else {
      order.status(OrderStatusWord.SUBMITTED);
    }
    Optional<BigDecimal> realized = order.account().trade(order.instrument(),
        order.isBuy() ? shares : shares.negate(), price, fee, house.today());
    int number = ++made;
    Deal deal = new Deal(order, nextExecId(order), house.now(), shares, price,
        order.filled(), order.averagePrice(), fee, realized,
        house.troubles().orders().mispriced().take());
    book.add(deal);
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.FILLED).order(order)
        .fill(shares, price, deal.execId())
        .cash(LedgerEntry.Cause.COMMISSION,
            Deal.feeCurrency(order.account(), order.instrument()), fee.negate())
        .entry());
    beforeTelling.accept(number);
    teller.filled(deal);
    corrections.follow(deal);
    if (!house.troubles().isLinkLost()) {
      accounts.traded(order.account(), order.instrument());
    }
  }

  /** The ids of executions begin again. */
  void restartIds() {
    numbered = 0;
  }

  String nextExecId(ExchangeOrder order) {
    int venue = order.isBuy() ? 0x0000e0d5 : 0x0000dc8f;
    int first = 0x60000000 + house.chance("execId").below(0x10000000);
    return "%08x.%08x.01.01".formatted(venue, first + ++numbered);
  }
}
