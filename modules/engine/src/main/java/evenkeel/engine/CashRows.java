package evenkeel.engine;

import evenkeel.domain.AccountId;
import evenkeel.domain.AccountType;
import evenkeel.domain.Cash;
import evenkeel.gateway.AccountValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account has in cash, by currency, as its ledger says it ({@code $LEDGER:ALL}, rows {@code CashBalance} and
 * {@code ExchangeRate}). {@code TotalCashValue} is the sum of all of them in the base currency (TWS API, account
 * summary), and says nothing of what can be spent without a loan: IBKR lends what a purchase lacks in its own currency
 * (ibkr.info, "Interest").
 */
final class CashRows {
  /** How far the ledger may lie from TotalCashValue, as a fraction of the net liquidation: they are of two moments. */
  private static final BigDecimal DISTANCE_MAX = new BigDecimal("0.005");
  private static final String BALANCE = "CashBalance";
  /** In a margin account buying power is a multiple of the available funds, in a cash account it is what is there. */
  private static final BigDecimal MULTIPLE_MIN = new BigDecimal("1.5");
  private static final BigDecimal MULTIPLE_OF_CASH_MAX = new BigDecimal("1.01");

  /** What the rows give. */
  sealed interface Found {}

  /**
   * Cash by currency.
   *
   * @param traded cash in the traded currency
   */
  record Told(BigDecimal traded, Cash others) implements Found {}

  /** @param isAnswered whether the rows came, and cannot be used */
  record NotTold(String why, boolean isAnswered) implements Found {}

  private CashRows() {}

  /**
   * Reads the rows.
   *
   * @param base the account's base currency
   * @param netLiquidation in it
   * @param total all cash, in it
   */
  static Found of(
      String base, BigDecimal netLiquidation, BigDecimal total, AccountId account, List<AccountValue> values) {
    SortedMap<String, AccountValue> rows = ExchangeRates.rows(account, values, BALANCE);
    if (rows.isEmpty()) {
      return new NotTold("the account summary does not say the cash of each currency", false);
    }
    SortedMap<String, AccountValue> rateRows = ExchangeRates.rates(account, values);
    var balances = new TreeMap<String, BigDecimal>();
    var rates = new TreeMap<String, BigDecimal>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, AccountValue> row : rows.entrySet()) {
      Optional<BigDecimal> amount = PortfolioLook.number(row.getValue());
      if (amount.isEmpty()) {
        return new NotTold("what the account has in " + row.getKey() + " is '" + row.getValue().value()
            + "', which is no amount", true);
      }
      if (amount.get().signum() == 0) {
        continue;
      }
      switch (ExchangeRates.rate(row.getKey(), base, rateRows)) {
        case ExchangeRates.NoRate none -> {
          return new NotTold(none.why(), true);
        }
        case ExchangeRates.Rate rate -> {
          balances.put(row.getKey(), amount.get());
          rates.put(row.getKey(), rate.inBase());
          sum = sum.add(amount.get().multiply(rate.inBase()));
        }
      }
    }
    BigDecimal distance = sum.subtract(total).abs();
    if (distance.compareTo(DISTANCE_MAX.multiply(netLiquidation.abs()).max(BigDecimal.ONE)) > 0) {
      return new NotTold("the account's cash of all currencies comes to " + plain(sum) + " " + base
          + ", and TotalCashValue is " + plain(total) + " " + base, true);
    }
    if (balances.keySet().stream().anyMatch(currency -> !currency.equals(base))) {
      // The rates have to agree with the account's own figures before money is counted by them.
      if (ExchangeRates.of(base, base, netLiquidation, account, values) instanceof ExchangeRates.NoRate none) {
        return new NotTold(none.why(), true);
      }
    }
    return told(base, balances, rates, account, values);
  }

  private static Found told(
      String base, SortedMap<String, BigDecimal> balances, SortedMap<String, BigDecimal> rates, AccountId account,
      List<AccountValue> values) {
    BigDecimal traded = Optional.ofNullable(balances.remove(PortfolioLook.CURRENCY)).orElse(BigDecimal.ZERO);
    Optional<AccountType> type = accountType(account, values);
    if (balances.isEmpty()) {
      Optional<BigDecimal> settled = base.equals(PortfolioLook.CURRENCY)
          ? number(account, values, "SettledCash")
          : Optional.empty();
      return new Told(traded, new Cash(new TreeMap<>(), new TreeMap<>(), settled, type));
    }
    return switch (ExchangeRates.rate(PortfolioLook.CURRENCY, base, ExchangeRates.rates(account, values))) {
      case ExchangeRates.NoRate none -> new NotTold(none.why(), true);
      case ExchangeRates.Rate dollar -> {
        rates.keySet().retainAll(balances.keySet());
        rates.replaceAll((currency, rate) -> rate.divide(dollar.inBase(), MathContext.DECIMAL128));
        yield new Told(traded, new Cash(balances, rates, Optional.empty(), type));
      }
    };
  }

  /**
   * {@code AccountType} says whose account it is (INDIVIDUAL, JOINT ...), not whether it is on margin. Buying power
   * does: for a cash account it is the equity less the initial margin, for a margin account twice or four times the
   * available funds (TWS API, AccountSummaryTags.BuyingPower).
   */
  private static Optional<AccountType> accountType(AccountId account, List<AccountValue> values) {
    Optional<BigDecimal> available = number(account, values, "AvailableFunds").filter(
        amount -> amount.compareTo(BigDecimal.ONE) > 0);
    return available.flatMap(funds -> number(account, values, "BuyingPower").flatMap(power -> {
      if (power.compareTo(MULTIPLE_MIN.multiply(funds)) >= 0) {
        return Optional.of(AccountType.MARGIN);
      }
      return power.compareTo(MULTIPLE_OF_CASH_MAX.multiply(funds)) <= 0
          ? Optional.of(AccountType.CASH)
          : Optional.empty();
    }));
  }

  private static Optional<BigDecimal> number(AccountId account, List<AccountValue> values, String tag) {
    return values.stream().filter(value -> value.account().equals(account) && value.tag().equals(tag)).findFirst()
        .flatMap(PortfolioLook::number);
  }

  private static String plain(BigDecimal amount) {
    return amount.round(MathContext.DECIMAL32).toPlainString();
  }
}
