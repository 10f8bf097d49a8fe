package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Currency pairs on IDEALPRO. They trade at the scenario's exchange rates, from 17:15 to 17:00 of
 * the next day in New York, Sunday evening to Friday.
 *
 * @see <a href="https://ibkr.info/article/1285">orders below 25,000 USD are odd lots</a>
 */
final class Forex {
  static final String VENUE = "IDEALPRO";
  /** The market rule of most pairs, with {@link #TICK} at every price. */
  static final int RULE = 239;
  static final BigDecimal TICK = new BigDecimal("0.00005");

  /** The first of two in this list is bought and sold, the second is paid with. */
  private static final List<String> ORDER = List.of("EUR", "GBP", "AUD", "NZD", "USD", "CAD",
      "CHF");
  private static final Comparator<String> CONVENTION = Comparator.comparingInt(Forex::rank)
      .thenComparing(Comparator.naturalOrder());
  private static final List<String> ORDER_TYPES = List.of("DAY", "GTC", "IOC", "LMT", "MKT",
      "WHATIF");
  private static final int DIGITS = 5;
  private static final int EUR_USD = 12_087_792;
  private static final LocalTime OPENS = LocalTime.of(17, 15);
  private static final LocalTime CLOSES = LocalTime.of(17, 0);
  private static final BigDecimal MINIMUM = new BigDecimal(25_000);
  /** 0.2 basis points, at least 2 USD (interactivebrokers.com, commissions of spot currencies). */
  private static final BigDecimal FEE = new BigDecimal("0.00002");
  private static final BigDecimal FEE_MIN = new BigDecimal("2.00");
  private static final String DOLLAR = "USD";

  private Forex() {}

  private static int rank(String currency) {
    int rank = ORDER.indexOf(currency);
    return rank < 0 ? ORDER.size() : rank;
  }

  /**
   * The pairs of these currencies, quoted in the direction in which IBKR has them. The contract id
   * of EUR.USD is IBKR's, all others are made up.
   *
   * @param rates what one unit of a currency is in {@code base}
   */
  static List<Instrument> pairs(String base, Map<String, BigDecimal> rates) {
    SortedSet<String> currencies = new TreeSet<>(CONVENTION);
    rates.forEach((currency, rate) -> {
      if (rate.signum() > 0) {
        currencies.add(currency);
      }
    });
    currencies.add(base);
    List<Instrument> pairs = new ArrayList<>();
    for (String bought : currencies) {
      for (String paid : currencies.tailSet(bought)) {
        BigDecimal rate = rates.getOrDefault(bought, BigDecimal.ONE).divide(
            rates.getOrDefault(paid, BigDecimal.ONE), DIGITS, RoundingMode.HALF_UP);
        if (!paid.equals(bought) && rate.signum() > 0) {
          pairs.add(pair(bought, paid, rate));
        }
      }
    }
    return pairs;
  }

  private static Instrument pair(String bought, String paid, BigDecimal rate) {
    String name = bought + "." + paid;
    int conId = name.equals("EUR.USD") ? EUR_USD : InstrumentCatalogue.madeUpConId(name);
    return new Instrument(name, bought, Instrument.CASH, conId, paid, VENUE, name, name, "",
        ORDER_TYPES, rate, 0, Optional.empty(), Optional.empty());
  }

  static boolean isOpen(Instant now) {
    ZonedDateTime there = now.atZone(NyseCalendar.ZONE);
    LocalTime time = there.toLocalTime();
    return time.isBefore(CLOSES)
        ? isTraded(there.toLocalDate())
        : !time.isBefore(OPENS) && isTraded(there.toLocalDate().plusDays(1));
  }

  /** Whether trades have this date; the date begins at 17:15 on the day before. */
  static boolean isTraded(LocalDate date) {
    return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** When it opens next, seen from a moment at which it is closed. */
  static Instant opensAfter(Instant now) {
    ZonedDateTime opens = now.atZone(NyseCalendar.ZONE).with(OPENS);
    while (!opens.toInstant().isAfter(now) || !isTraded(opens.toLocalDate().plusDays(1))) {
      opens = opens.plusDays(1);
    }
    return opens.toInstant();
  }

  /** What IBKR says of an order that is too small for IDEALPRO; it works all the same (399). */
  static Optional<String> oddLot(
      AccountBook account, Instrument pair, String action, BigDecimal quantity) {
    BigDecimal dollars = quantity.multiply(account.rate(pair.symbol()))
        .divide(dollar(account), 2, RoundingMode.HALF_UP);
    return dollars.compareTo(MINIMUM) >= 0
        ? Optional.empty()
        : Optional.of("Order Message:\n%s %s %s Forex\nWarning: Your order size is below the USD %s IdealPro"
            .formatted(action, quantity.toPlainString(), pair.name(), MINIMUM)
            + " minimum and will be routed as an odd lot order.");
  }

  /** What IBKR asks for a conversion, in the account's base currency. */
  static BigDecimal commission(AccountBook account, Instrument pair, BigDecimal paid) {
    BigDecimal worth = paid.multiply(account.rate(pair.currency()));
    return Deal.amount(worth.multiply(FEE).max(FEE_MIN.multiply(dollar(account))));
  }

  private static BigDecimal dollar(AccountBook account) {
    return account.knows(DOLLAR) ? account.rate(DOLLAR) : BigDecimal.ONE;
  }

  /** Bid and ask are a tick apart around the rate; there is no last trade. */
  static Quote quote(BigDecimal rate, Instant at) {
    BigDecimal half = TICK.divide(BigDecimal.TWO);
    Optional<BigDecimal> none = Optional.empty();
    return new Quote(Optional.of(rate.subtract(half)), Optional.of(rate.add(half)), none,
        1_000_000, 1_000_000, 0, none, none, none, Optional.of(rate), 0, at, Quote.TRADING);
  }
}
