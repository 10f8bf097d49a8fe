package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.domain.PriceChoice.NoPrice;
import evenkeel.domain.PriceChoice.Priced;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
  private static final Instant NOW = Instant.parse("2025-11-28T17:30:00Z");
  private static final Instant AFTER_THE_CLOSE = Instant.parse("2025-11-28T18:00:00Z");
  private static final PriceRules RULES = new PriceRules(Duration.ofMinutes(15),
      new BigDecimal("0.2"));

  @ParameterizedTest(name = "last {0}, bid {1}, ask {2}, close {3}: {4} {5}")
  @CsvSource({"100, 98, 99, 97, 100, last", // The last price wins.
      "100, , , , 100, last", // Nothing to compare it with.
      "-1, 98, 99, 97, 98.5, midpoint", "0, 98, 99, 97, 98.5, midpoint",
      ", 98, 99, 97, 98.5, midpoint", ", 98, 98, , 98, midpoint", // Locked is not crossed.
      ", 98.01, 98.02, , 98.015, midpoint", // Halves are kept.
      ", 99, 98, 97, 97, previous close", // Crossed.
      ", -1, 98, 97, 97, previous close", ", 98, -1, 97, 97, previous close",
      ", 0, 98, 97, 97, previous close", ", , , 97, 97, previous close",
      "-1, -1, -1, 97, 97, previous close",
      "1.7976931348623157e308, , , 97, 97, previous close", // The unset double of the TWS API.
      "2147483647, , , 97, 97, previous close", // And its unset int.
      "120, , , 100, 120, last", "80, , , 100, 80, last"}) // Exactly at the limit.
  void shouldChoose(@Nullable String last, @Nullable String bid, @Nullable String ask,
      @Nullable String previousClose, BigDecimal price,
      String source) {
    PriceChoice choice = Prices.choose(
        quote(last, bid, ask, previousClose, AFTER_THE_CLOSE), AFTER_THE_CLOSE, RULES);
    assertThat(choice).isInstanceOfSatisfying(Priced.class, priced -> {
      assertThat(priced.price()).isEqualByComparingTo(price);
      assertThat(priced.source().text()).isEqualTo(source);
      assertThat(priced.kind()).isEqualTo(QuoteKind.DELAYED);
    });
  }

  @ParameterizedTest(name = "last {0}, bid {1}, ask {2}, close {3}: {4}")
  @CsvSource(delimiter = '|', value = {
      " |  |  |  | no price: last none, bid none, ask none, previous close none",
      "-1 | -1 | -1 | -1 | no price: last -1, bid -1, ask -1, previous close -1",
      "0 | 99 | 98 | 0 | no price: last 0, bid 99, ask 98, previous close 0",
      "120.01 | 99 | 101 | 100 | its last price 120.01 is 20.01 % away from the previous close 100,"
          + " more than 20 %",
      "79 |  |  | 100 | its last price 79 is 21 % away from the previous close 100, more than 20 %",
      " | 10 | 200 | 100 |", // A wide market around a good price.
      " | 10 | 300 | 100 | its midpoint price 155 is 55 % away from the previous close 100, more"
          + " than 20 %"})
  void shouldRefuseAPrice(@Nullable String last, @Nullable String bid, @Nullable String ask,
      @Nullable String previousClose,
      @Nullable String reason) {
    PriceChoice choice = Prices.choose(quote(last, bid, ask, previousClose, NOW), NOW, RULES);
    if (reason == null) {
      assertThat(choice).isInstanceOf(Priced.class);
    } else {
      assertThat(choice).isEqualTo(new NoPrice(new Symbol("GLD"), reason));
    }
  }

  @Test
  void shouldRefuseAnOldPriceRatherThanFallBackToAnother() {
    Quote quote = quote("100", "99", "101", "100", NOW.minus(Duration.ofMinutes(15)));
    assertThat(Prices.choose(quote, NOW, RULES)).isInstanceOf(Priced.class);
    assertThat(Prices.choose(quote, NOW.plusSeconds(1), RULES)).isEqualTo(new NoPrice(
        new Symbol("GLD"), "its last price 100 is 15 min 1 s of trading old, more than 15 min 0 s"));
    Quote midpoint = quote(null, "99", "101", "100", NOW.minus(Duration.ofHours(30)));
    assertThat(Prices.choose(midpoint, NOW, RULES)).isEqualTo(new NoPrice(new Symbol("GLD"),
        "its midpoint price 100 is 30 h 0 min old, more than 15 min 0 s"));
  }

  @Test
  void shouldRefuseAPriceFromTheFuture() {
    Quote quote = quote("100", null, null, null, NOW.plus(Duration.ofMinutes(16)));
    assertThat(Prices.choose(quote, NOW, RULES)).isEqualTo(new NoPrice(new Symbol("GLD"),
        "its last price 100 is 16 min 0 s ahead of the clock, more than 15 min 0 s"));
  }

  @Test
  void shouldTakeAPreviousCloseOfUpToADay() {
    Quote quote = quote(null, null, null, "100", AFTER_THE_CLOSE.minus(Duration.ofHours(24)));
    assertThat(Prices.choose(quote, AFTER_THE_CLOSE, RULES)).isInstanceOf(Priced.class);
    assertThat(Prices.choose(quote, AFTER_THE_CLOSE.plusSeconds(1), RULES)).isInstanceOf(NoPrice.class);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
      "2025-11-28T14:29:59Z, true", // Before the opening at 09:30 in New York.
      "2025-11-28T14:30:00Z, false", "2025-11-28T17:59:59Z, false",
      "2025-11-28T18:00:00Z, true", // Closed early on the day after Thanksgiving.
      "2025-11-27T17:30:00Z, true", "2025-11-29T17:30:00Z, true" // A holiday and a Saturday.
  })
  void shouldTakeAPreviousCloseOutsideASessionOnly(Instant now, boolean isPrice) {
    Quote quote = quote("-1", "-1", "-1", "370", now);
    PriceChoice choice = Prices.choose(quote, now, RULES);
    if (isPrice) {
      assertThat(choice).isInstanceOf(Priced.class);
    } else {
      assertThat(choice).isEqualTo(new NoPrice(
          new Symbol("GLD"),
          "only the previous close 370 is known while the exchange is open (price.previous-close-in-session)"));
    }
    assertThat(GuardRules.price(quote, now, PreviousCloseInSession.REFUSE).isPresent()).isEqualTo(isPrice);
    var allowing = new PriceRules(Duration.ofMinutes(15), BigDecimal.ONE, PreviousCloseInSession.ALLOW);
    assertThat(Prices.choose(quote, now, allowing)).isInstanceOf(Priced.class);
    assertThat(GuardRules.price(quote, now, PreviousCloseInSession.ALLOW)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
      Double.MAX_VALUE, -Double.MAX_VALUE})
  void shouldTakeUnsetNumbersForAbsent(double value) {
    assertThat(Prices.ofDouble(value)).isEmpty();
  }

  @Test
  void shouldReadNumbersByTheirDecimalText() {
    assertThat(Prices.ofDouble(0.1)).contains(new BigDecimal("0.1"));
    assertThat(Prices.ofDouble(-1)).contains(new BigDecimal("-1.0"));
    assertThat(Prices.ofDouble(1e-7)).contains(new BigDecimal("1.0E-7"));
  }

  @Test
  void shouldRefuseRulesThatMakeNoSense() {
    assertThatThrownBy(() -> new PriceRules(Duration.ZERO, BigDecimal.ONE))
        .hasMessage("age of a price must be above zero, was PT0S");
    assertThatThrownBy(() -> new PriceRules(Duration.ofMinutes(1), BigDecimal.ZERO))
        .hasMessage("distance from the previous close must be above 0, was 0");
  }

  @ParameterizedTest(name = "traded {0}, looked at {1}: {2}")
  @CsvSource(delimiter = '|', value = {
      "2025-11-28T16:00:00Z | 2025-11-28T16:15:00Z |", // At the limit.
      "2025-11-28T16:00:00Z | 2025-11-28T16:15:01Z | 15 min 1 s of trading old",
      "2025-11-26T21:00:00Z | 2025-11-28T14:00:00Z |", // Wednesday's close before Friday's opening.
      "2025-11-26T23:55:00Z | 2025-11-28T14:44:00Z |", // After hours, and 14 minutes since.
      "2025-11-26T20:50:00Z | 2025-11-28T14:36:00Z | 16 min 0 s of trading old",
      "2025-11-28T18:00:00Z | 2025-11-30T12:00:00Z |", // An early close, and the weekend.
      "2025-11-24T21:00:00Z | 2025-11-28T15:00:00Z | 13 h 30 min of trading old",
      "2025-11-10T21:00:00Z | 2025-11-28T15:00:00Z | 17 days old",
      "1970-01-01T00:00:01Z | 2025-11-28T15:00:00Z | 20420 days old",
      "2025-11-28T16:16:00Z | 2025-11-28T16:00:00Z | 16 min 0 s ahead of the clock"})
  void shouldCountTheAgeOfALastPriceWhileTheExchangeIsOpen(Instant tradedAt, Instant now, @Nullable String refused) {
    Quote quote = quote("100", tradedAt, "99", "101", "100", now);
    PriceChoice choice = Prices.choose(quote, now, RULES);
    if (refused == null) {
      assertThat(choice).isInstanceOf(Priced.class);
    } else {
      assertThat(choice).isInstanceOfSatisfying(NoPrice.class,
          none -> assertThat(none.reason()).startsWith("its last price 100 is " + refused));
    }
  }

  @Test
  void shouldTakeTheMidpointWhereNothingSaysWhenTheLastPriceWasTraded() {
    assertThat(Prices.choose(quote("100", null, "98", "99", "97", NOW), NOW, RULES))
        .isEqualTo(new Priced(new Symbol("GLD"), new BigDecimal("98.5"), PriceSource.MIDPOINT, QuoteKind.DELAYED));
    assertThat(Prices.choose(quote("100", null, null, null, "97", NOW), NOW, RULES))
        .isEqualTo(new NoPrice(new Symbol("GLD"), "nothing says when its last price 100 was traded"));
  }

  @Test
  void shouldRefuseAHaltedInstrument() {
    Quote quote = new Quote(new Symbol("GLD"), decimal("100"), Optional.of(NOW), decimal("99"), decimal("101"),
        decimal("100"), true, NOW, QuoteKind.LIVE);
    assertThat(Prices.choose(quote, NOW, RULES)).isEqualTo(new NoPrice(new Symbol("GLD"), "trading in it is halted"));
  }

  private static Quote quote(@Nullable String last, @Nullable String bid, @Nullable String ask,
      @Nullable String previousClose,
      Instant at) {
    return quote(last, at, bid, ask, previousClose, at);
  }

  private static Quote quote(@Nullable String last, @Nullable Instant tradedAt, @Nullable String bid,
      @Nullable String ask, @Nullable String previousClose, Instant at) {
    return new Quote(new Symbol("GLD"), decimal(last), Optional.ofNullable(tradedAt), decimal(bid), decimal(ask),
        decimal(previousClose), false, at, QuoteKind.DELAYED);
  }

  private static Optional<BigDecimal> decimal(@Nullable String text) {
    return Optional.ofNullable(text).map(BigDecimal::new);
  }
}
