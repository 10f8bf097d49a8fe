package evenkeel.verification;

import evenkeel.domain.NyseCalendar;
import evenkeel.simulator.Instrument;
import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.Scenario;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the account really holds, from the exchange's ledger: shares by contract id and cash by currency. A currency
 * pair that is traded changes cash alone, and a correction of a fill changes both by its difference.
 */
final class AccountTruth {
  private static final String DOLLAR = "USD";
  private static final String CURRENCY_PAIR = "CASH";

  /**
   * What a contract is.
   *
   * @param symbol of a currency pair the first currency
   */
  private record Terms(String symbol, String currency, boolean isForex) {}

  /** A fill as it is now: shares bought, below 0 where sold. */
  private record Deal(BigDecimal shares, BigDecimal price) {}

  private final Map<Integer, Terms> contracts = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<Integer, BigDecimal> positions = new TreeMap<>();
  private final Map<String, BigDecimal> cash = new TreeMap<>();
  private final Map<String, Deal> deals = new HashMap<>();
  private final Map<Integer, Instant> changedByOthers = new HashMap<>();
  /** Proceeds of sales in dollars, by the session with which they settle. */
  private final Map<LocalDate, BigDecimal> unsettled = new TreeMap<>();
  private int lateSessions;
  private Instant changedAt = Instant.MIN;
  /** How many shares there are now for one before every split. */
  private final Map<Integer, BigDecimal> splits = new HashMap<>();

  AccountTruth(Scenario scenario) {
    for (Instrument instrument : scenario.instruments()) {
      contracts.put(instrument.conId(), new Terms(
          instrument.symbol(), instrument.currency(), instrument.securityType().equals(CURRENCY_PAIR)));
      names.put(instrument.name(), instrument.conId());
    }
    cash.putAll(scenario.accounts().getFirst().cash());
    scenario.accounts().getFirst().positions().stream()
        .filter(held -> !contracts.get(names.get(held.symbol())).isForex())
        .forEach(held -> positions.put(names.get(held.symbol()), held.quantity()));
  }

  /** The contract that a name of the scenario, or a target's symbol, stood for at the beginning. */
  Optional<Integer> contract(String name) {
    return Optional.ofNullable(names.get(name));
  }

  /** Shares held of a contract. */
  BigDecimal shares(int conId) {
    return positions.getOrDefault(conId, BigDecimal.ZERO);
  }

  /** What is held of a contract, in shares as they were before every split. */
  BigDecimal unsplit(int conId) {
    return shares(conId).divide(splits.getOrDefault(conId, BigDecimal.ONE), MathContext.DECIMAL64);
  }

  /** Shares held of every contract, those that are held no more included. */
  Map<Integer, BigDecimal> positions() {
    return positions;
  }

  /** The cash by currency. */
  Map<String, BigDecimal> cash() {
    return cash;
  }

  /** The cash in US dollars. */
  BigDecimal dollars() {
    return cash.getOrDefault(DOLLAR, BigDecimal.ZERO);
  }

  /** The dollars that have settled by then: proceeds of sales settle with the next session (T+1). */
  BigDecimal settledDollars(LocalDate today) {
    BigDecimal open = unsettled.entrySet().stream().filter(sold -> sold.getKey().isAfter(today))
        .map(Map.Entry::getValue).reduce(BigDecimal.ZERO, BigDecimal::add);
    return dollars().subtract(open);
  }

  /** When anything was last booked that changes what the account holds. */
  Instant changedAt() {
    return changedAt;
  }

  /** The cash in a currency. */
  BigDecimal cash(String currency) {
    return cash.getOrDefault(currency, BigDecimal.ZERO);
  }

  /** When a position was last changed by anything but an order of ours. */
  Optional<Instant> changedByOthers(int conId) {
    return Optional.ofNullable(changedByOthers.get(conId));
  }

  /**
   * A line of the ledger.
   *
   * @return whether a sale of ours left less than nothing of its contract
   */
  boolean booked(LedgerEntry entry) {
    return switch (entry.event()) {
      case FILLED, CORRECTED -> {
        changedAt = entry.time();
        yield traded(entry);
      }
      case CASH, POSITION -> {
        changedAt = entry.time();
        entry.booking().ifPresent(booking -> changed(entry, booking));
        yield false;
      }
      case CONNECTED, DISCONNECTED, RECEIVED, ACCEPTED, MODIFIED, REJECTED, CANCELLED, PACING_VIOLATION -> false;
    };
  }

  private boolean traded(LedgerEntry entry) {
    int conId = entry.conId().orElseThrow();
    boolean isOurs = entry.orderRef().orElse("").startsWith(Truth.OURS);
    BigDecimal quantity = entry.quantity().orElseThrow();
    var now = new Deal(
        entry.action().orElse("").equals("BUY") ? quantity : quantity.negate(), entry.price().orElseThrow());
    Deal before = deals.put(
        entry.permId().orElse(0) + "/" + Truth.family(entry.execId().orElseThrow()), now);
    move(conId, now);
    if (entry.event() == LedgerEntry.Event.FILLED && now.shares().signum() < 0) {
      unsettled.merge(settles(entry.time()), now.shares().negate().multiply(now.price()), BigDecimal::add);
    }
    if (entry.event() == LedgerEntry.Event.CORRECTED && before != null) {
      move(conId, new Deal(before.shares().negate(), before.price()));
    }
    entry.booking().ifPresent(booking -> changed(entry, booking));
    if (!isOurs) {
      changedByOthers.put(conId, entry.time());
    }
    return isOurs && entry.event() == LedgerEntry.Event.FILLED && now.shares().signum() < 0
        && shares(conId).signum() < 0;
  }

  /** What is sold from now on settles so many sessions later than with the next one. */
  void settlesLate(int sessions) {
    lateSessions = sessions;
  }

  private LocalDate settles(Instant sold) {
    LocalDate date = sold.atZone(DayPlan.NEW_YORK).toLocalDate();
    for (int i = 0; i <= lateSessions; i++) {
      date = NyseCalendar.next(date).date();
    }
    return date;
  }

  private void move(int conId, Deal deal) {
    Terms terms = contracts.getOrDefault(conId, new Terms("", DOLLAR, false));
    if (terms.isForex()) {
      cash.merge(terms.symbol(), deal.shares(), BigDecimal::add);
    } else {
      positions.merge(conId, deal.shares(), BigDecimal::add);
    }
    cash.merge(terms.currency(), deal.shares().multiply(deal.price()).negate(), BigDecimal::add);
  }

  private void changed(LedgerEntry entry, LedgerEntry.Booking booking) {
    switch (booking) {
      case LedgerEntry.Booking.Cash paid -> {
        // Commissions are left out: the guards value orders without them.
        if (paid.cause() != LedgerEntry.Cause.COMMISSION) {
          cash.merge(paid.currency(), paid.amount(), BigDecimal::add);
        }
      }
      case LedgerEntry.Booking.Position held -> {
        BigDecimal before = held.shares().subtract(held.change());
        if (held.cause() == LedgerEntry.Cause.SPLIT && held.shares().signum() != 0 && before.signum() != 0) {
          splits.merge(entry.conId().orElseThrow(), held.shares().divide(before, MathContext.DECIMAL64),
              BigDecimal::multiply);
        }
        positions.put(entry.conId().orElseThrow(), held.shares());
        changedByOthers.put(entry.conId().orElseThrow(), entry.time());
      }
    }
  }
}
