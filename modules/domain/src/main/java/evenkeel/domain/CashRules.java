package evenkeel.domain;

import java.util.Optional;

/**
 * How plans treat the cash itself.
 *
 * @param accountType what the owner says of the account; empty where the broker's figures decide
 */
public record CashRules(NegativeCash negative, CurrencyConversion convert, Optional<AccountType> accountType) {
  /** What the configuration has by default. */
  public static final CashRules DEFAULT = new CashRules(NegativeCash.CURE, CurrencyConversion.ALERT);

  /** With the account type that the broker's figures tell. */
  public CashRules(NegativeCash negative, CurrencyConversion convert) {
    this(negative, convert, Optional.empty());
  }
}
