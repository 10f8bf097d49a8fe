package evenkeel.domain;

/** How plans treat the cash itself. */
public record CashRules(NegativeCash negative, CurrencyConversion convert) {
  /** What the configuration has by default. */
  public static final CashRules DEFAULT = new CashRules(NegativeCash.CURE, CurrencyConversion.ALERT);
}
