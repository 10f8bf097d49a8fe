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

  /** No closure of the exchange since 1990 was longer (September 2001, six days and a half). */
  private static final Duration CLOSED_MAX = Duration.ofDays(10);

  private static final BigDecimal TWO = new BigDecimal(2);

  private Prices() {}

  /**
   * The price to plan with: the last price, else the midpoint of a positive uncrossed bid and ask,
   * else the previous close. -1, 0, negative and absurdly large values count as absent.
   *
   * <p>Nothing falls back from a price that is there but too old or implausible: what made it bad
   * may have made the others bad, so there is no price at all. Only a last price whose time was not
   * told leaves the midpoint to be taken, which has just arrived.
   *
   * <p>A last price ages while the exchange is open: what was traded last on Friday is the price
   * until Monday's opening. The previous close is yesterday's by nature and may be older than {@link
   * PriceRules#ageMax}, though not more than a day. While the exchange is open it is a price only where
   * {@link PriceRules#previousClose} says so: a market data farm that is down leaves the close as the only
   * value (IBC#143, Lean#9496), and orders fill at what the market has become since. An instrument that is
   * halted has no price.
   */
  public static PriceChoice choose(Quote quote, Instant now, PriceRules rules) {
    if (quote.isHalted()) {
      return new NoPrice(quote.symbol(), "trading in it is halted");
    }
    Optional<BigDecimal> last = quote.last().filter(Prices::isPrice);
    if (last.isPresent() && quote.lastTradeAt().isPresent()) {
      return checkLast(quote, last.get(), quote.lastTradeAt().get(), now, rules);
    }
    Optional<BigDecimal> midpoint = midpoint(quote);
    if (midpoint.isPresent()) {
      return checkArrival(quote, midpoint.get(), PriceSource.MIDPOINT, rules.ageMax(), now, rules);
    }
    if (last.isPresent()) {
      return new NoPrice(quote.symbol(), "nothing says when its last price " + Text.of(last.get()) + " was traded");
    }
    Optional<BigDecimal> previousClose = quote.previousClose().filter(Prices::isPrice);
    if (previousClose.isPresent() && !rules.previousClose().isPriceAt(now)) {
      return new NoPrice(
          quote.symbol(), "only the previous close " + Text.of(previousClose.get())
              + " is known while the exchange is open (price.previous-close-in-session)");
    }
    if (previousClose.isPresent()) {
      Duration ageMax = rules.ageMax().compareTo(PREVIOUS_CLOSE_AGE_MAX) < 0
          ? PREVIOUS_CLOSE_AGE_MAX
          : rules.ageMax();
      return checkArrival(quote, previousClose.get(), PriceSource.PREVIOUS_CLOSE, ageMax, now, rules);
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

  private static PriceChoice checkLast(
      Quote quote, BigDecimal price, Instant tradedAt, Instant now, PriceRules rules) {
    Duration ahead = Duration.between(now, tradedAt);
    if (ahead.compareTo(rules.ageMax()) > 0) {
      return outOfTime(quote, price, PriceSource.LAST, Text.of(ahead) + " ahead of the clock", rules.ageMax());
    }
    Duration passed = Duration.between(tradedAt, now);
    if (passed.compareTo(CLOSED_MAX) > 0) {
      return outOfTime(quote, price, PriceSource.LAST, passed.toDays() + " days old", rules.ageMax());
    }
    Duration age = NyseCalendar.openTime(tradedAt, now);
    return age.compareTo(rules.ageMax()) > 0
        ? outOfTime(quote, price, PriceSource.LAST, Text.of(age) + " of trading old", rules.ageMax())
        : checkDistance(quote, price, PriceSource.LAST, rules);
  }

  private static PriceChoice checkArrival(
      Quote quote, BigDecimal price, PriceSource source, Duration ageMax, Instant now, PriceRules rules) {
    Duration age = Duration.between(quote.at(), now);
    if (age.abs().compareTo(ageMax) > 0) {
      String words = Text.of(age.abs()) + (age.isNegative() ? " ahead of the clock" : " old");
      return outOfTime(quote, price, source, words, ageMax);
    }
    return checkDistance(quote, price, source, rules);
  }

  private static NoPrice outOfTime(
      Quote quote, BigDecimal price, PriceSource source, String words, Duration ageMax) {
    return new NoPrice(quote.symbol(),
        "its " + source.text() + " price " + Text.of(price) + " is " + words + ", more than " + Text.of(ageMax));
  }

  private static PriceChoice checkDistance(
      Quote quote, BigDecimal price, PriceSource source, PriceRules rules) {
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
