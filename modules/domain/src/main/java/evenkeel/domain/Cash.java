package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of an account's cash beside the amount of the traded currency.
 *
 * @param balances cash of the other currencies, each in its own; negative when borrowed, never zero
 * @param rates what one unit of each of these currencies is in the traded one, by the account's own figures
 * @param settled settled cash in the traded currency; empty where the broker does not say it for that currency alone
 * @param accountType empty where the broker's figures do not tell
 */
public record Cash(SortedMap<String, BigDecimal> balances, SortedMap<String, BigDecimal> rates,
    Optional<BigDecimal> settled, Optional<AccountType> accountType) {
  /** No other currency, and nothing known of the rest. */
  public static final Cash NONE = new Cash(new TreeMap<>(), new TreeMap<>(), Optional.empty(), Optional.empty());

  public Cash {
    balances = Collections.unmodifiableSortedMap(new TreeMap<>(balances));
    rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    for (String currency : balances.keySet()) {
      BigDecimal rate = rates.get(currency);
      if (rate == null || rate.signum() <= 0) {
        throw new IllegalArgumentException("no rate for the cash in " + currency);
      }
    }
  }

  /** What the cash of the other currencies is worth in the traded one; negative when more is borrowed than there. */
  public BigDecimal worth() {
    return balances.keySet().stream().map(this::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What the cash of one other currency is worth in the traded one; zero where there is none. */
  public BigDecimal worth(String currency) {
    BigDecimal balance = balances.get(currency);
    return balance == null ? BigDecimal.ZERO : balance.multiply(rates.get(currency));
  }
}
