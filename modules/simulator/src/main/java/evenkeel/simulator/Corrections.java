package evenkeel.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts fills right after they were told: another price, another size, another commission. */
final class Corrections {
  private final House house;
  private final OrderBook book;
  private final OrderTeller teller;
  private final AccountDesk accounts;
  /** Corrections of shares that wait for a fill. */
  private final List<Fault.CorrectShares> waiting = new ArrayList<>();

  Corrections(House house, OrderBook book, OrderTeller teller, AccountDesk accounts) {
    this.house = house;
    this.book = book;
    this.teller = teller;
    this.accounts = accounts;
  }

  /** A fill was told; what faults want put right of it follows in its time. */
  void follow(Deal deal) {
    house.troubles().orders().corrected()
        .ifPresent(it -> house.after(it.after(), () -> correct(deal, it.priceBy())));
    house.troubles().orders().revised()
        .ifPresent(it -> house.after(it.after(), () -> revise(deal, it.by())));
    if (!waiting.isEmpty()) {
      List<Fault.CorrectShares> now = waiting.stream()
          .filter(it -> only(it).map(o -> o.conId() == deal.order().instrument().conId())
              .orElse(true))
          .toList();
      waiting.removeAll(now);
      now.forEach(it -> house.after(it.after(), () -> resize(deal, it.by())));
    }
  }

  /** The newest fill, or the next, turns out to be of another size. */
  void correctShares(Fault.CorrectShares fault) {
    book.newest(only(fault)).ifPresentOrElse(
        it -> house.after(fault.after(), () -> resize(it, fault.by())), () -> waiting.add(fault));
  }

  private Optional<Instrument> only(Fault.CorrectShares fault) {
    return fault.symbol().map(house.instruments()::wanted);
  }

  private void resize(Deal told, BigDecimal by) {
    Deal old = book.present(told);
    ExchangeOrder order = old.order();
    BigDecimal more = by.max(old.shares().negate());
    order.resize(more, old.price());
    order.account().resize(order.instrument(), order.isBuy() ? more : more.negate(), old.price(),
        order.isBuy());
    Deal resized = old.resized(more, order.averagePrice());
    book.replace(old, resized);
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.CORRECTED).order(order)
        .fill(resized.shares(), resized.price(), resized.execId()).entry());
    teller.corrected(resized);
    if (!house.troubles().isLinkLost()) {
      accounts.traded(order.account(), order.instrument());
    }
  }

  private void correct(Deal told, BigDecimal priceBy) {
    Deal old = book.present(told);
    ExchangeOrder order = old.order();
    BigDecimal more = old.shares().multiply(priceBy);
    order.correct(more, BigDecimal.ZERO, old.price().add(priceBy));
    order.account().correct(order.instrument(), order.isBuy() ? more : more.negate());
    Deal corrected = old.corrected(old.price().add(priceBy), order.averagePrice());
    book.replace(old, corrected);
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.CORRECTED).order(order)
        .fill(corrected.shares(), corrected.price(), corrected.execId()).entry());
    teller.corrected(corrected);
  }

  private void revise(Deal told, BigDecimal by) {
    Deal old = book.present(told);
    old.order().correct(BigDecimal.ZERO, by, old.order().lastPrice());
    AccountBook account = old.order().account();
    Instrument instrument = old.order().instrument();
    if (instrument.isForex()) {
      account.pay(Deal.feeCurrency(account, instrument), by.negate());
    } else {
      account.correct(instrument, by);
    }
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.CASH)
        .account(account.id()).instrument(instrument).cash(LedgerEntry.Cause.COMMISSION,
            Deal.feeCurrency(account, instrument), by.negate())
        .entry());
    Deal revised = old.charged(old.commission().add(by));
    book.replace(old, revised);
    teller.charged(revised);
  }
}
