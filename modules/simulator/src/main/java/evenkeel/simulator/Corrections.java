package evenkeel.simulator;

import java.math.BigDecimal;

/** Puts fills right after they were told: another price, another commission. */
final class Corrections {
  private final House house;
  private final OrderBook book;
  private final OrderTeller teller;

  Corrections(House house, OrderBook book, OrderTeller teller) {
    this.house = house;
    this.book = book;
    this.teller = teller;
  }

  /** A fill was told; what faults want put right of it follows in its time. */
  void follow(Deal deal) {
    house.troubles().orders().corrected()
        .ifPresent(it -> house.after(it.after(), () -> correct(deal, it.priceBy())));
    house.troubles().orders().revised()
        .ifPresent(it -> house.after(it.after(), () -> revise(deal, it.by())));
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
    old.order().account().correct(old.order().instrument(), by);
    Deal revised = old.charged(old.commission().add(by));
    book.replace(old, revised);
    teller.charged(revised);
  }
}
