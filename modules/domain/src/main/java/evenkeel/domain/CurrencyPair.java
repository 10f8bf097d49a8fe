package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two currencies as they are traded on IDEALPRO: the first is bought or sold, the second is paid with. Of two
 * currencies only one direction is quoted (IBKR, "Spot Currency" contracts: EUR.USD, USD.HKD).
 *
 * @param base the first one, three capital letters
 * @param quote the second one
 */
public record CurrencyPair(String base, String quote) {
  /** IBKR's security type of a pair. */
  public static final String SECURITY_TYPE = "CASH";
  /** The market of currency pairs at IBKR. */
  public static final String EXCHANGE = "IDEALPRO";
  /** The first of two in this list is the base. */
  private static final List<String> ORDER = List.of("EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF");
  private static final Pattern FORM = Pattern.compile("([A-Z]{3})\\.([A-Z]{3})");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  /** Rates from here on are quoted in hundredths (market rules of IDEALPRO: 0.005 for USD.JPY). */
  private static final BigDecimal LARGE = new BigDecimal(20);
  private static final int DIGITS = 4;
  private static final int DIGITS_OF_LARGE = 2;

  public CurrencyPair {
    if (!CURRENCY.matcher(base).matches() || !CURRENCY.matcher(quote).matches() || base.equals(quote)) {
      throw new IllegalArgumentException("not a currency pair: " + base + "." + quote);
    }
  }

  /** The pair of two currencies in the direction in which it is quoted. */
  public static CurrencyPair of(String one, String other) {
    boolean isInOrder = rank(one) != rank(other) ? rank(one) < rank(other) : one.compareTo(other) < 0;
    return isInOrder ? new CurrencyPair(one, other) : new CurrencyPair(other, one);
  }

  /** The pair of this name, as {@code USD.HKD}; empty for any other text. */
  public static Optional<CurrencyPair> named(String name) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches() && !matcher.group(1).equals(matcher.group(2))
        ? Optional.of(new CurrencyPair(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  private static int rank(String currency) {
    int rank = ORDER.indexOf(currency);
    return rank < 0 ? ORDER.size() : rank;
  }

  /** What IBKR calls it locally, as {@code USD.HKD}. */
  public Symbol symbol() {
    return new Symbol(base + "." + quote);
  }

  public boolean has(String currency) {
    return base.equals(currency) || quote.equals(currency);
  }

  /** The one that is not this one, which is in the pair. */
  public String other(String currency) {
    return base.equals(currency) ? quote : base;
  }

  /** The side that buys this currency, which is in the pair. */
  public Side buying(String currency) {
    return base.equals(currency) ? Side.BUY : Side.SELL;
  }

  /** A limit on the pair's price grid: four decimals, two from 20 on, which every market rule of IDEALPRO takes. */
  static BigDecimal limit(BigDecimal rate, RoundingMode rounding) {
    return rate.setScale(rate.compareTo(LARGE) >= 0 ? DIGITS_OF_LARGE : DIGITS, rounding);
  }

  @Override
  public String toString() {
    return base + "." + quote;
  }
}
