package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one account owns. Trades settle at once. Cash of a currency may fall below zero, as in a
 * margin account; whether a purchase is accepted at all is decided before.
 */
final class AccountBook {
  private static final int COST_SCALE = 8;
  private static final BigDecimal INTEREST_DAYS = new BigDecimal(360);

  private final String id;
  private final String baseCurrency;
  private final SortedMap<String, BigDecimal> rates;
  private final SortedMap<String, BigDecimal> cash = new TreeMap<>();
  private final SortedMap<Integer, Holding> holdings = new TreeMap<>();
  /** What was traded in currency pairs; the cash has it already. */
  private final SortedMap<Integer, Holding> virtual = new TreeMap<>();
  private final AccountTerms terms;
  private final Settlement settlement = new Settlement();
  /** Interest on loans that has not been charged yet, by currency, above 0. */
  private final SortedMap<String, BigDecimal> accrued = new TreeMap<>();
  private boolean virtualIsShown;

  /**
   * What is or was held of an instrument.
   *
   * @param averageCost of a share, commissions included
   * @param realized on {@code day}
   * @param quantityBefore what was held when {@code day} began
   * @param paid on {@code day} for purchases, less what sales brought, commissions included
   */
  record Holding(
      Instrument instrument, BigDecimal quantity, BigDecimal averageCost, LocalDate day,
      BigDecimal realized, BigDecimal quantityBefore, BigDecimal paid) {

    Holding on(LocalDate today) {
      return today.equals(day)
          ? this
          : new Holding(instrument, quantity, averageCost, today, BigDecimal.ZERO, quantity,
              BigDecimal.ZERO);
    }

    BigDecimal value(BigDecimal mark) {
      return quantity.multiply(mark);
    }

    BigDecimal unrealized(BigDecimal mark) {
      return quantity.multiply(mark.subtract(averageCost));
    }

    /** What the day has brought: the value gained since the previous close, trades included. */
    BigDecimal daily(BigDecimal mark, BigDecimal previousClose) {
      return value(mark).subtract(quantityBefore.multiply(previousClose)).subtract(paid);
    }
  }

  /** @param rates what one unit of a currency is in the base currency */
  AccountBook(
      AccountSettings settings, Map<String, BigDecimal> rates, LocalDate today,
      Function<String, Instrument> instruments) {
    this.id = settings.id();
    this.baseCurrency = settings.baseCurrency();
    this.terms = settings.terms();
    this.rates = new TreeMap<>(rates);
    this.rates.put(baseCurrency, BigDecimal.ONE);
    cash.putAll(settings.cash());
    cash.putIfAbsent(baseCurrency, BigDecimal.ZERO);
    terms.settled().forEach((currency, settled) -> settlement.begin(currency,
        cash.getOrDefault(currency, BigDecimal.ZERO).subtract(settled), today));
    for (AccountSettings.Position position : settings.positions()) {
      put(instruments.apply(position.symbol()), position.quantity(), position.cost(), today);
    }
  }

  String id() {
    return id;
  }

  String baseCurrency() {
    return baseCurrency;
  }

  SortedMap<String, BigDecimal> cash() {
    return Collections.unmodifiableSortedMap(cash);
  }

  Collection<Holding> holdings() {
    return Collections.unmodifiableCollection(holdings.values());
  }

  /** What clients see as positions: the holdings, and virtual ones where the account shows them. */
  List<Holding> shown() {
    List<Holding> shown = new ArrayList<>(holdings.values());
    if (virtualIsShown || terms.virtualFxPositions()) {
      shown.addAll(virtual.values());
    }
    return shown;
  }

  void showVirtual() {
    virtualIsShown = true;
  }

  /** The position that clients see of an instrument. */
  Optional<Holding> shown(Instrument instrument) {
    return shown().stream().filter(it -> it.instrument().conId() == instrument.conId())
        .findFirst();
  }

  Optional<Holding> holding(Instrument instrument) {
    return Optional.ofNullable(holdings.get(instrument.conId()));
  }

  BigDecimal quantity(Instrument instrument) {
    return holding(instrument).map(Holding::quantity).orElse(BigDecimal.ZERO);
  }

  /** Puts a position into the account without a trade. */
  void put(Instrument instrument, BigDecimal quantity, BigDecimal cost, LocalDate today) {
    of(instrument).put(instrument.conId(), new Holding(instrument, quantity, cost, today,
        BigDecimal.ZERO, quantity, BigDecimal.ZERO));
  }

  AccountTerms terms() {
    return terms;
  }

  /** What has settled of a currency. */
  BigDecimal settled(String currency, LocalDate today) {
    return cash.getOrDefault(currency, BigDecimal.ZERO)
        .subtract(settlement.unsettled(currency, today));
  }

  /** All settled cash in the base currency. */
  BigDecimal settled(LocalDate today) {
    return cash.keySet().stream().map(it -> settled(it, today).multiply(rate(it)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What a cash account may spend of a currency. */
  BigDecimal spendable(String currency, LocalDate today) {
    return terms.unsettledPurchases() && !settlement.isRestricted(today)
        ? cash.getOrDefault(currency, BigDecimal.ZERO)
        : settled(currency, today);
  }

  /** Whether a sale now would be free riding. */
  boolean wouldFreeRide(Instrument instrument, LocalDate today) {
    return terms.is(AccountTerms.Kind.CASH) && settlement.isUnpaid(instrument, today);
  }

  /** A day's interest on loans; a year has 360 days. */
  void accrue() {
    cash.forEach((currency, balance) -> {
      if (balance.signum() < 0) {
        accrued.merge(currency, balance.negate().multiply(terms.loanRate())
            .divide(INTEREST_DAYS, COST_SCALE, RoundingMode.HALF_UP), BigDecimal::add);
      }
    });
  }

  /** Interest on loans that has not been charged yet. */
  BigDecimal accrued(String currency) {
    return accrued.getOrDefault(currency, BigDecimal.ZERO);
  }

  /** Takes what has been accrued, by currency, to be charged. */
  SortedMap<String, BigDecimal> takeAccrued() {
    SortedMap<String, BigDecimal> taken = new TreeMap<>(accrued);
    accrued.clear();
    return taken;
  }

  /** Cash comes in, or goes out where the amount is below 0, without a trade. */
  void pay(String currency, BigDecimal amount) {
    cash.merge(currency, amount, BigDecimal::add);
  }

  /** Adds shares that were paid for otherwise. */
  void add(Instrument instrument, BigDecimal shares, BigDecimal paid, LocalDate today) {
    Holding before = holding(instrument).orElseThrow().on(today);
    BigDecimal after = before.quantity().add(shares);
    BigDecimal average = before.quantity().multiply(before.averageCost()).add(paid).divide(after,
        COST_SCALE, RoundingMode.HALF_UP);
    holdings.put(instrument.conId(), new Holding(instrument, after, average, today,
        before.realized(), before.quantityBefore(), before.paid().add(paid)));
  }

  /**
   * One contract takes the place of another.
   *
   * @param exact how many shares the old ones are worth, by which the cost of each changes
   * @param kept how many of them are held from now on
   */
  void replace(Instrument old, Instrument after, BigDecimal exact, BigDecimal kept) {
    Holding before = holding(old).orElseThrow();
    BigDecimal average = before.quantity().multiply(before.averageCost()).divide(exact,
        COST_SCALE, RoundingMode.HALF_UP);
    BigDecimal yesterday = before.quantityBefore().multiply(exact).divide(before.quantity(),
        COST_SCALE, RoundingMode.HALF_UP);
    holdings.put(old.conId(), new Holding(old, BigDecimal.ZERO, BigDecimal.ZERO, before.day(),
        BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
    holdings.put(after.conId(), new Holding(after, kept, average, before.day(),
        before.realized(), yesterday, before.paid()));
  }

  /** Each share of a holding has cost this much less than was booked. */
  void reduceCost(Instrument instrument, BigDecimal perShare) {
    Holding before = holding(instrument).orElseThrow();
    holdings.put(instrument.conId(), new Holding(instrument, before.quantity(),
        before.averageCost().subtract(perShare).max(BigDecimal.ZERO), before.day(),
        before.realized(), before.quantityBefore(), before.paid()));
  }

  private SortedMap<Integer, Holding> of(Instrument instrument) {
    return instrument.isForex() ? virtual : holdings;
  }

  boolean knows(String currency) {
    return rates.containsKey(currency);
  }

  /** What one unit of this currency is in the base currency. */
  BigDecimal rate(String currency) {
    BigDecimal rate = rates.get(currency);
    if (rate == null) {
      throw new ScenarioProblem(
          "exchange-rates: what is 1 " + currency + " in " + baseCurrency + "?");
    }
    return rate;
  }

  /** All cash in the base currency. */
  BigDecimal totalCash() {
    return cash.entrySet().stream().map(it -> it.getValue().multiply(rate(it.getKey())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Books a trade.
   *
   * @param signed shares bought, or minus the shares sold
   * @return the profit of the part that closed a position, commission included; empty when all of
   *     it opened one
   */
  Optional<BigDecimal> trade(
      Instrument instrument, BigDecimal signed, BigDecimal price, BigDecimal commission,
      LocalDate today) {
    BigDecimal amount = signed.multiply(price).add(commission);
    settle(instrument, signed, amount, price, today);
    if (instrument.isForex()) {
      pay(instrument.symbol(), signed);
      pay(instrument.currency(), signed.multiply(price).negate());
      pay(baseCurrency, commission.negate());
    } else {
      pay(instrument.currency(), amount.negate());
    }
    Holding before = of(instrument).computeIfAbsent(instrument.conId(), conId -> new Holding(instrument,
        BigDecimal.ZERO, BigDecimal.ZERO, today, BigDecimal.ZERO, BigDecimal.ZERO,
        BigDecimal.ZERO)).on(today);
    BigDecimal after = before.quantity().add(signed);
    boolean closes = before.quantity().signum() * signed.signum() < 0;
    BigDecimal closed = closes ? before.quantity().abs().min(signed.abs()) : BigDecimal.ZERO;
    BigDecimal realized = closes
        ? price.subtract(before.averageCost()).multiply(closed)
            .multiply(BigDecimal.valueOf(before.quantity().signum())).subtract(commission)
        : BigDecimal.ZERO;
    of(instrument).put(instrument.conId(), new Holding(instrument, after,
        averageCost(before, signed, price, commission, closes), today,
        before.realized().add(realized), before.quantityBefore(), before.paid().add(amount)));
    return closes ? Optional.of(realized) : Optional.empty();
  }

  /** What is sold from now on settles so many sessions later than usual. */
  void settlesLate(int sessions) {
    settlement.late(sessions);
  }

  private void settle(
      Instrument instrument, BigDecimal signed, BigDecimal amount, BigDecimal price,
      LocalDate today) {
    if (instrument.isForex()) {
      boolean buys = signed.signum() > 0;
      settlement.sold(instrument, buys ? instrument.symbol() : instrument.currency(),
          buys ? signed : signed.negate().multiply(price), today);
    } else if (signed.signum() < 0) {
      settlement.sold(instrument, instrument.currency(), amount.negate(), today);
    } else {
      settlement.bought(instrument, amount, settled(instrument.currency(), today), today);
    }
  }

  /** A trade turns out to have cost this much more, or less when it is negative. */
  void correct(Instrument instrument, BigDecimal costMore) {
    cash.merge(instrument.currency(), costMore.negate(), BigDecimal::add);
    holdings.computeIfPresent(instrument.conId(), (conId, it) -> {
      BigDecimal average = it.quantity().signum() == 0
          ? it.averageCost()
          : it.averageCost().add(costMore.divide(it.quantity(), COST_SCALE, RoundingMode.HALF_UP));
      return new Holding(instrument, it.quantity(), average, it.day(), it.realized(),
          it.quantityBefore(), it.paid().add(costMore));
    });
  }

  /**
   * A trade turns out to have been of another size.
   *
   * @param signed shares that the account has more, or minus those that it has fewer
   * @param bought whether the trade was a purchase, whose shares make the average cost
   */
  void resize(Instrument instrument, BigDecimal signed, BigDecimal price, boolean bought) {
    BigDecimal amount = signed.multiply(price);
    cash.merge(instrument.currency(), amount.negate(), BigDecimal::add);
    holdings.computeIfPresent(instrument.conId(), (conId, it) -> {
      BigDecimal after = it.quantity().add(signed);
      BigDecimal average = bought && after.signum() != 0
          ? it.quantity().multiply(it.averageCost()).add(amount)
              .divide(after, COST_SCALE, RoundingMode.HALF_UP)
          : it.averageCost();
      return new Holding(instrument, after, average, it.day(), it.realized(), it.quantityBefore(),
          it.paid().add(amount));
    });
  }

  private static BigDecimal averageCost(
      Holding before, BigDecimal signed, BigDecimal price, BigDecimal commission,
      boolean closes) {
    BigDecimal after = before.quantity().add(signed);
    if (after.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (!closes) {
      return before.quantity().multiply(before.averageCost()).add(signed.multiply(price))
          .add(commission).divide(after, COST_SCALE, RoundingMode.HALF_UP);
    }
    boolean turned = after.signum() == signed.signum();
    return turned ? price : before.averageCost();
  }
}
