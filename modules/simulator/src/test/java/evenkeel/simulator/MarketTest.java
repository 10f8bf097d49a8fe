package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTest {
  private static final Instrument GLD = InstrumentCatalogue.find("GLD").orElseThrow();
  private static final LocalDate DAY = LocalDate.of(2025, 10, 31);
  private static final Duration GRID = Duration.ofSeconds(5);

  private static Market walk(long seed) {
    return new Market(new Chance(seed), new ExchangeHours(), at("2025-10-31T09:00:00"),
        Optional.empty(), GRID);
  }

  private static Instant at(String newYork) {
    return Conversation.instant(newYork);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 417, -9})
  void shouldStayWithinTheDayAndEndAtItsClose(long seed) {
    Market market = walk(seed);
    DailyBar bar = market.history(GLD).bar(DAY).orElseThrow();
    Instant close = at("2025-10-31T16:00:00");
    for (Instant t = at("2025-10-31T09:30:00"); t.isBefore(close); t = t.plus(GRID)) {
      assertThat(market.mark(GLD, t).orElseThrow()).isBetween(bar.low(), bar.high());
    }
    assertThat(market.mark(GLD, close)).contains(bar.close());
    assertThat(market.mark(GLD, at("2025-10-31T09:30:00"))).contains(bar.open());
    // The last price before the auction is near the auction's.
    BigDecimal last = market.mark(GLD, close.minusSeconds(5)).orElseThrow();
    assertThat(last.subtract(bar.close()).abs())
        .isLessThanOrEqualTo(bar.high().subtract(bar.low()));
  }

  @Test
  void shouldGiveTheSamePriceWhateverWasAskedBefore() {
    Instant moment = at("2025-10-31T12:34:56");
    Market fresh = walk(7);
    Optional<BigDecimal> price = fresh.mark(GLD, moment);
    Market used = walk(7);
    used.close(GLD, DAY.plusYears(3).plusDays(3));
    used.history(GLD).bars(DAY.minusYears(5), DAY);
    used.quote(GLD, at("2025-10-31T15:59:00"));
    used.mark(InstrumentCatalogue.find("SPY").orElseThrow(), moment);
    assertThat(used.mark(GLD, moment)).isEqualTo(price);
    assertThat(walk(8).mark(GLD, moment)).isNotEqualTo(price);
  }

  @Test
  void shouldStartTheWalkFromTheConfiguredPrice() {
    assertThat(walk(1).previousClose(GLD, at("2025-10-31T12:00:00")))
        .contains(new BigDecimal("370.00"));
    assertThat(walk(1).previousClose(GLD, at("2025-11-01T12:00:00")))
        .isEqualTo(walk(1).close(GLD, DAY));
  }

  @Test
  void shouldReplayAFile(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("GLD.csv"), """
        date,open,high,low,close,volume
        2025-10-29,364,366,362.5,365.1234,1000
        2025-10-31,368,369.5,360,361.25,2000
        """);
    Market market = new Market(new Chance(1), new ExchangeHours(), at("2025-10-31T09:00:00"),
        Optional.of(folder), GRID);
    assertThat(market.close(GLD, DAY)).contains(new BigDecimal("361.25"));
    // The 30th has no row: it stood still at the close before.
    assertThat(market.previousClose(GLD, at("2025-10-31T12:00:00")))
        .contains(new BigDecimal("365.1234"));
    assertThat(market.open(GLD, DAY)).contains(new BigDecimal("368"));
    assertThat(market.mark(GLD, at("2025-10-28T12:00:00"))).isEmpty();
    assertThat(market.close(GLD, LocalDate.of(2026, 3, 31))).contains(new BigDecimal("361.25"));
  }

  @Test
  void shouldNameTheLineOfAFileThatIsNotPrices(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("GLD.csv"),
        "date,open,high,low,close,volume\n2025-10-29,364,366,362.5,365.12,1000\nrubbish\n");
    assertThatThrownBy(() -> PriceFile.read(file)).isInstanceOf(ScenarioProblem.class)
        .hasMessageContaining("GLD.csv:3");
  }

  @Test
  void shouldQuoteBidBelowAskDuringTheSessionOnly() {
    Market market = walk(1);
    Quote open = market.quote(GLD, at("2025-10-31T10:00:00")).orElseThrow();
    assertThat(open.bid().orElseThrow()).isLessThan(open.ask().orElseThrow());
    assertThat(market.quote(GLD, at("2025-10-31T16:00:00")).orElseThrow().bid()).isEmpty();
    assertThat(market.quote(GLD, at("2025-11-01T12:00:00")).orElseThrow().last())
        .isEqualTo(market.close(GLD, DAY));
    assertThat(market.quote(GLD, at("2025-11-28T12:59:59")).orElseThrow().bid()).isPresent();
    assertThat(market.quote(GLD, at("2025-11-28T13:00:00")).orElseThrow().bid()).isEmpty();
  }
}
