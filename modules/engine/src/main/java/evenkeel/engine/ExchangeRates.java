package evenkeel.engine;

import evenkeel.domain.AccountId;
import evenkeel.gateway.AccountValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What currencies are worth, as the account itself reports it. The row {@code ExchangeRate} of a currency says what one
 * unit of it is in the account's base currency (TWS API, account ledger): for an account in HKD the row of USD reads
 * 7.8. The row called {@code BASE} is the total and no currency.
 *
 * <p>A rate is believed only when the account's own figures agree with it: what the ledger has in each currency, taken
 * at these rates, has to come to the net liquidation. A rate that is upside down, stale or of another currency does not
 * pass that.
 */
final class ExchangeRates {
  /** How far the ledger may lie from the net liquidation, as the two are computed at different moments. */
  private static final BigDecimal DISTANCE_MAX = new BigDecimal("0.02");
  private static final BigDecimal RATE_MAX = new BigDecimal("1e6");
  private static final BigDecimal OWN_RATE_DISTANCE_MAX = new BigDecimal("0.001");
  private static final String TOTAL = "BASE";
  private static final String RATE = "ExchangeRate";
  private static final String WORTH = "NetLiquidationByCurrency";

  /** A rate, or why there is none. */
  sealed interface Found {}

  /** What one unit is in the base currency. */
  record Rate(BigDecimal inBase) implements Found {}

  record NoRate(String why) implements Found {}

  private ExchangeRates() {}

  /**
   * The rate of a currency.
   *
   * @param base the account's base currency
   * @param netLiquidation in it
   */
  static Found of(
      String currency, String base, BigDecimal netLiquidation, AccountId account, List<AccountValue> values) {
    SortedMap<String, AccountValue> rates = rows(account, values, RATE);
    Optional<String> trouble = Optional.empty();
    if (rates.containsKey(base) && !isOne(rates.get(base))) {
      trouble = Optional.of("the rate of its own base currency " + base + " is given as " + rates.get(base).value());
    }
    return trouble.<Found>map(NoRate::new).orElseGet(() -> switch (rate(currency, base, rates)) {
      case NoRate none -> none;
      case Rate rate -> contradiction(base, netLiquidation, rates, rows(account, values, WORTH))
          .<Found>map(NoRate::new).orElse(rate);
    });
  }

  /** The rate of a currency among these rows. */
  static Found rate(String currency, String base, SortedMap<String, AccountValue> rates) {
    if (currency.equals(base)) {
      return new Rate(BigDecimal.ONE);
    }
    AccountValue row = rates.get(currency);
    if (row == null) {
      return new NoRate("the account reports in " + base + " and gives no exchange rate for " + currency);
    }
    Optional<BigDecimal> rate = PortfolioLook.number(row);
    if (rate.isEmpty() || rate.get().signum() <= 0 || rate.get().compareTo(RATE_MAX) > 0
        || rate.get().multiply(RATE_MAX).compareTo(BigDecimal.ONE) < 0) {
      return new NoRate("the account's exchange rate for " + currency + " is '" + row.value() + "', which is no rate");
    }
    return new Rate(rate.get());
  }

  /** Why these rates do not go with the account's own figures; empty when they do. */
  private static Optional<String> contradiction(
      String base, BigDecimal netLiquidation, SortedMap<String, AccountValue> rates,
      SortedMap<String, AccountValue> worths) {
    if (worths.isEmpty()) {
      return Optional.of("the account gives no figures by currency that its exchange rates could be checked with");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (AccountValue worth : worths.values()) {
      Optional<BigDecimal> amount = PortfolioLook.number(worth);
      if (amount.isEmpty()) {
        return Optional.of("what the account has in " + worth.currency() + " is '" + worth.value()
            + "', which is no amount");
      }
      if (amount.get().signum() != 0) {
        switch (rate(worth.currency(), base, rates)) {
          case NoRate none -> {
            return Optional.of(none.why());
          }
          case Rate rate -> sum = sum.add(amount.get().multiply(rate.inBase()));
        }
      }
    }
    BigDecimal distance = sum.subtract(netLiquidation).abs();
    return distance.compareTo(DISTANCE_MAX.multiply(netLiquidation.abs())) > 0
        ? Optional.of("at the account's exchange rates its currencies come to " + plain(sum) + " " + base
            + ", and its net liquidation is " + plain(netLiquidation) + " " + base + ": the rates are not plausible")
        : Optional.empty();
  }

  /** The rows with rates by real currency. */
  static SortedMap<String, AccountValue> rates(AccountId account, List<AccountValue> values) {
    return rows(account, values, RATE);
  }

  /** The rows of a tag by real currency. */
  static SortedMap<String, AccountValue> rows(AccountId account, List<AccountValue> values, String tag) {
    var rows = new TreeMap<String, AccountValue>();
    values.stream().filter(value -> value.account().equals(account) && value.tag().equals(tag))
        .filter(value -> value.currency().length() == 3 && !value.currency().equals(TOTAL))
        .forEach(value -> rows.put(value.currency(), value));
    return rows;
  }

  private static boolean isOne(AccountValue row) {
    return PortfolioLook.number(row).filter(
        rate -> rate.subtract(BigDecimal.ONE).abs().compareTo(OWN_RATE_DISTANCE_MAX) <= 0).isPresent();
  }

  private static String plain(BigDecimal amount) {
    return amount.round(MathContext.DECIMAL32).toPlainString();
  }
}
