package evenkeel.domain;

import evenkeel.domain.PriceChoice.NoPrice;
import evenkeel.domain.PriceChoice.Priced;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What counts as a price. */
public final class Prices {
  /**
   * No share costs this much. The "unset" sentinels of the TWS API (the largest double and the
   * largest int) lie above it, and are stopped here should they get past the wire.
   */
  private static final BigDecimal PRICE_MAX = new BigDecimal("1e9");

  /** A quote that heard nothing for a day names some earlier day's close, not the previous one. */
  private static final Duration PREVIOUS_CLOSE_AGE_MAX = Duration.ofHours(24);

  private static final BigDecimal TWO = new BigDecimal(2);

  private Prices() {}

  /**
   * The price to plan with: the last price, else the midpoint of a positive uncrossed bid and ask,
   * else the previous close. -1, 0, negative and absurdly large values count as absent.
   *
   * <p>Nothing falls back from a price that is there but too old or implausible: what made it bad
   * may have made the others bad, so there is no price at all. The previous close is yesterday's by
   * nature and may be older than {@link PriceRules#ageMax}, though not more than a day.
   */
  public static PriceChoice choose(Quote quote, Instant now, PriceRules rules) {
    Optional<BigDecimal> last = quote.last().filter(Prices::isPrice);
    if (last.isPresent()) {
      return check(quote, last.get(), PriceSource.LAST, now, rules);
    }
    Optional<BigDecimal> midpoint = midpoint(quote);
    if (midpoint.isPresent()) {
      return check(quote, midpoint.get(), PriceSource.MIDPOINT, now, rules);
    }
    Optional<BigDecimal> previousClose = quote.previousClose().filter(Prices::isPrice);
    if (previousClose.isPresent()) {
      return check(quote, previousClose.get(), PriceSource.PREVIOUS_CLOSE, now, rules);
    }
    return new NoPrice(quote.symbol(), "no price: " + received(quote));
  }

  /**
   * A number of outside origin as a decimal, by its shortest decimal text: 0.1 becomes 0.1. Empty
   * for NaN, the infinities and the TWS API's "unset" sentinel. Its sign is not judged here.
   */
  public static Optional<BigDecimal> ofDouble(double value) {
    boolean unset = !Double.isFinite(value) || Math.abs(value) == Double.MAX_VALUE;
    return unset ? Optional.empty() : Optional.of(BigDecimal.valueOf(value));
  }

  /** Whether a value can be a price at all: positive and below a thousand million. */
  public static boolean isPrice(BigDecimal value) {
    return value.signum() > 0 && value.compareTo(PRICE_MAX) < 0;
  }

  private static Optional<BigDecimal> midpoint(Quote quote) {
    Optional<BigDecimal> bid = quote.bid().filter(Prices::isPrice);
    Optional<BigDecimal> ask = quote.ask().filter(Prices::isPrice);
    if (bid.isEmpty() || ask.isEmpty() || bid.get().compareTo(ask.get()) > 0) {
      return Optional.empty();
    }
    // Halving a decimal is exact.
    return Optional.of(bid.get().add(ask.get()).divide(TWO));
  }

  private static PriceChoice check(Quote quote, BigDecimal price, PriceSource source, Instant now,
      PriceRules rules) {
    Duration ageMax = source == PriceSource.PREVIOUS_CLOSE
        && rules.ageMax().compareTo(PREVIOUS_CLOSE_AGE_MAX) < 0
            ? PREVIOUS_CLOSE_AGE_MAX
            : rules.ageMax();
    Duration age = Duration.between(quote.at(), now);
    if (age.abs().compareTo(ageMax) > 0) {
      return new NoPrice(quote.symbol(),
          "its " + source.text() + " price " + Text.of(price) + " is "
              + Text.of(age.abs()) + (age.isNegative() ? " ahead of the clock" : " old")
              + ", more than "
              + Text.of(ageMax));
    }
    Optional<BigDecimal> previousClose = quote.previousClose().filter(Prices::isPrice);
    if (previousClose.isPresent()) {
      BigDecimal limit = previousClose.get().multiply(rules.previousCloseDistanceMax());
      BigDecimal distance = price.subtract(previousClose.get()).abs();
      if (distance.compareTo(limit) > 0) {
        return new NoPrice(quote.symbol(),
            "its " + source.text() + " price " + Text.of(price) + " is "
                + Text.percent(distance.divide(previousClose.get(), MathContext.DECIMAL32))
                + " away from the previous close " + Text.of(previousClose.get()) + ", more than "
                + Text.percent(rules.previousCloseDistanceMax()));
      }
    }
    return new Priced(quote.symbol(), price, source, quote.kind());
  }

  private static String received(Quote quote) {
    return "last " + shown(quote.last()) + ", bid " + shown(quote.bid()) + ", ask "
        + shown(quote.ask())
        + ", previous close " + shown(quote.previousClose());
  }

  private static String shown(Optional<BigDecimal> value) {
    return value.map(Text::of).orElse("none");
  }
}
