package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Changes accounts without a trade, writes so to the ledger and has clients told. */
final class AccountChanges {
  private static final int CENTS = 2;
  private static final int SHARE_DIGITS = 4;
  private static final int SCALE = 12;
  private static final int INTEREST_SESSION = 3;

  private final House house;
  private final AccountDesk accounts;
  private final OrderDesk orders;

  AccountChanges(House house, AccountDesk accounts, OrderDesk orders) {
    this.house = house;
    this.accounts = accounts;
    this.orders = orders;
  }

  /** Lets margin accounts pay for loans: daily into the accrual, in cash on the third session of a month. */
  void start() {
    if (house.accounts().stream().anyMatch(it -> it.terms().is(AccountTerms.Kind.MARGIN))) {
      endDay(house.today());
    }
  }

  private void endDay(LocalDate today) {
    LocalDate tomorrow = today.plusDays(1);
    house.timeline().at(ExchangeHours.midnight(tomorrow), () -> {
      for (AccountBook book : house.accounts()) {
        if (book.terms().is(AccountTerms.Kind.MARGIN)) {
          book.accrue();
          if (isInterestDay(tomorrow)) {
            book.takeAccrued().forEach((currency, amount) -> pay(book, LedgerEntry.Cause.INTEREST,
                Optional.empty(), currency, cents(amount).negate()));
            accounts.changed(book);
          }
        }
      }
      endDay(tomorrow);
    });
  }

  /** Interest is posted on the third business day of the month that follows (IBKR, interest). */
  private boolean isInterestDay(LocalDate date) {
    return house.hours().isSession(date)
        && house.hours().sessions(date.withDayOfMonth(1), date).size() == INTEREST_SESSION;
  }

  void happen(AccountChange change) {
    switch (change) {
      case AccountChange.Dividend it -> dividend(it);
      case AccountChange.Split it -> split(it);
      case AccountChange.SymbolChange it -> symbolChange(it);
      case AccountChange.SpinOff it -> spinOff(it);
      case AccountChange.Deposit it -> pay(LedgerEntry.Cause.DEPOSIT, it.currency(), it.amount());
      case AccountChange.Withdrawal it ->
        pay(LedgerEntry.Cause.WITHDRAWAL, it.currency(), it.amount().negate());
      case AccountChange.Interest it -> pay(LedgerEntry.Cause.INTEREST, it.currency(), it.amount());
      case AccountChange.Conversion it -> convert(it);
    }
  }

  /** The account that changes of cash are about. */
  private AccountBook first() {
    return house.accounts().iterator().next();
  }

  private void pay(LedgerEntry.Cause cause, String currency, BigDecimal amount) {
    pay(first(), cause, Optional.empty(), currency, amount);
    accounts.changed(first());
  }

  private void pay(
      AccountBook book, LedgerEntry.Cause cause, Optional<Instrument> of, String currency,
      BigDecimal amount) {
    book.pay(currency, amount);
    LedgerLine line = new LedgerLine(house.now(), LedgerEntry.Event.CASH).account(book.id());
    of.ifPresent(line::instrument);
    house.outbox().ledger(line.cash(cause, currency, amount).entry());
  }

  /** A position that somebody moved into the account. */
  void transfer(AccountBook book, Instrument instrument, BigDecimal quantity, BigDecimal cost) {
    book.put(instrument, quantity, cost, house.today());
    position(book, instrument, LedgerEntry.Cause.TRANSFER, quantity);
  }

  private void position(
      AccountBook book, Instrument instrument, LedgerEntry.Cause cause, BigDecimal change) {
    AccountBook.Holding holding = book.holding(instrument).orElseThrow();
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.POSITION)
        .account(book.id()).instrument(instrument)
        .position(cause, change, holding.quantity(), holding.averageCost()).entry());
  }

  private void convert(AccountChange.Conversion change) {
    AccountBook book = first();
    BigDecimal bought = change.amount().multiply(book.rate(change.from()))
        .divide(book.rate(change.to()), CENTS, RoundingMode.HALF_UP);
    pay(book, LedgerEntry.Cause.CONVERSION, Optional.empty(), change.from(),
        change.amount().negate());
    pay(book, LedgerEntry.Cause.CONVERSION, Optional.empty(), change.to(), bought);
    accounts.changed(book);
  }

  /** The accounts that hold the contract, long or short. */
  private List<AccountBook> holders(Instrument instrument) {
    return house.accounts().stream().filter(it -> it.quantity(instrument).signum() != 0).toList();
  }

  private void dividend(AccountChange.Dividend dividend) {
    house.instruments().named(dividend.symbol()).ifPresent(instrument -> holders(instrument)
        .forEach(book -> dividend(book, instrument, dividend)));
  }

  private void dividend(
      AccountBook book, Instrument instrument, AccountChange.Dividend dividend) {
    String currency = dividend.currency().orElse(instrument.currency());
    BigDecimal amount = cents(book.quantity(instrument).multiply(dividend.perShare()));
    pay(book, LedgerEntry.Cause.DIVIDEND, Optional.of(instrument), currency, amount);
    if (dividend.reinvest() && amount.signum() > 0) {
      reinvest(book, instrument, amount);
      accounts.changed(book, instrument);
    } else {
      accounts.changed(book);
    }
  }

  private void reinvest(AccountBook book, Instrument instrument, BigDecimal amount) {
    BigDecimal price = mark(instrument);
    BigDecimal shares = amount.divide(price, SHARE_DIGITS, RoundingMode.DOWN);
    if (shares.signum() == 0) {
      return;
    }
    BigDecimal paid = cents(shares.multiply(price));
    pay(book, LedgerEntry.Cause.REINVESTMENT, Optional.of(instrument), instrument.currency(),
        paid.negate());
    book.add(instrument, shares, paid, house.today());
    position(book, instrument, LedgerEntry.Cause.REINVESTMENT, shares);
  }

  private BigDecimal mark(Instrument instrument) {
    return house.market().mark(instrument, house.now()).orElse(instrument.price());
  }

  private void split(AccountChange.Split split) {
    house.instruments().named(split.symbol()).ifPresent(old -> {
      AccountChange.Ratio ratio = split.ratio();
      BigDecimal factor = ratio.before().divide(ratio.after(), SCALE, RoundingMode.HALF_UP);
      Instrument after = old.renamed(old.symbol(), split.conId().orElse(old.conId()))
          .priced(old.price().multiply(factor));
      replace(LedgerEntry.Cause.SPLIT, old, after, ratio);
    });
  }

  private void symbolChange(AccountChange.SymbolChange change) {
    house.instruments().named(change.symbol())
        .ifPresent(old -> replace(LedgerEntry.Cause.SYMBOL_CHANGE, old,
            old.renamed(change.to(), change.conId().orElse(old.conId())),
            new AccountChange.Ratio(BigDecimal.ONE, BigDecimal.ONE)));
  }

  /** A contract goes on under another id, with all that is held of it. */
  void renumber(Instrument gone, int conId) {
    replace(LedgerEntry.Cause.NEW_CONTRACT_ID, gone, gone.renamed(gone.symbol(), conId),
        new AccountChange.Ratio(BigDecimal.ONE, BigDecimal.ONE));
  }

  /** One contract takes the place of another; orders of the old one end. */
  private void replace(
      LedgerEntry.Cause cause, Instrument old, Instrument after, AccountChange.Ratio ratio) {
    orders.cancelAll(old);
    house.market().adjust(old, after,
        ratio.before().divide(ratio.after(), SCALE, RoundingMode.HALF_UP));
    house.instruments().replace(old, Optional.of(after));
    for (AccountBook book : holders(old)) {
      BigDecimal before = book.quantity(old);
      BigDecimal exact = shares(before, ratio);
      BigDecimal whole = kept(before, exact);
      book.replace(old, after, exact, whole);
      if (old.conId() == after.conId()) {
        position(book, after, cause, whole.subtract(before));
      } else {
        position(book, old, cause, before.negate());
        position(book, after, cause, whole);
      }
      inLieu(book, after, exact.subtract(whole), mark(after));
      if (old.conId() != after.conId()) {
        accounts.changed(book, old);
      }
      accounts.changed(book, after);
    }
  }

  private static BigDecimal shares(BigDecimal before, AccountChange.Ratio ratio) {
    return before.multiply(ratio.after())
        .divide(ratio.before(), SHARE_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  /** A position that was whole stays whole; one with a fraction keeps its fraction. */
  private static BigDecimal kept(BigDecimal before, BigDecimal exact) {
    boolean isWhole = before.stripTrailingZeros().scale() <= 0;
    return plain(isWhole ? exact.setScale(0, RoundingMode.DOWN) : exact);
  }

  private static BigDecimal plain(BigDecimal shares) {
    BigDecimal stripped = shares.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Pays a fraction of a share in cash. */
  private void inLieu(
      AccountBook book, Instrument instrument, BigDecimal fraction, BigDecimal price) {
    BigDecimal amount = cents(fraction.multiply(price));
    if (amount.signum() != 0) {
      pay(book, LedgerEntry.Cause.CASH_IN_LIEU, Optional.of(instrument), instrument.currency(),
          amount);
    }
  }

  private void spinOff(AccountChange.SpinOff change) {
    house.instruments().named(change.symbol()).ifPresent(parent -> {
      Instrument child = parent.renamed(change.to(), change.conId()).priced(change.cost());
      house.instruments().replace(child, Optional.of(child));
      BigDecimal perShare = change.cost().multiply(change.ratio().after())
          .divide(change.ratio().before(), SCALE, RoundingMode.HALF_UP);
      BigDecimal mark = mark(parent);
      BigDecimal left = mark.subtract(perShare).max(new BigDecimal("0.01"));
      house.market().adjust(parent, parent, left.divide(mark, SCALE, RoundingMode.HALF_UP));
      for (AccountBook book : holders(parent)) {
        BigDecimal held = book.quantity(parent);
        BigDecimal exact = shares(held, change.ratio());
        BigDecimal whole = kept(held, exact);
        book.reduceCost(parent, perShare);
        book.put(child, whole, change.cost(), house.today());
        position(book, parent, LedgerEntry.Cause.SPIN_OFF, BigDecimal.ZERO);
        position(book, child, LedgerEntry.Cause.SPIN_OFF, whole);
        inLieu(book, child, exact.subtract(whole), change.cost());
        accounts.changed(book, parent);
        accounts.changed(book, child);
      }
    });
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(CENTS, RoundingMode.HALF_UP);
  }
}
