package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PortfolioTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Holding GOLD = new Holding(GLD, new BigDecimal("10"), new BigDecimal("90"));

  @Test
  void shouldTakeWhatTheHoldingsDoNotAccountForAsCash() {
    Portfolio portfolio = Portfolio.ofNetLiquidation("USD", new BigDecimal("1500"),
        new TreeMap<>(Map.of(GLD, GOLD)), Map.of(GLD, new BigDecimal("100")));
    assertThat(portfolio.cash()).isEqualByComparingTo("500");
    assertThat(portfolio.shares(GLD)).isEqualByComparingTo("10");
    assertThat(portfolio.shares(new Symbol("BIL"))).isZero();
  }

  @Test
  void shouldNotChangeWithTheMapItWasMadeFrom() {
    SortedMap<Symbol, Holding> holdings = new TreeMap<>(Map.of(GLD, GOLD));
    Portfolio portfolio = new Portfolio("USD", BigDecimal.TEN, BigDecimal.ONE, holdings);
    holdings.clear();
    assertThat(portfolio.holdings()).containsOnlyKeys(GLD);
    assertThatThrownBy(() -> portfolio.holdings().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void shouldRefuseAHoldingUnderAnotherName() {
    assertThatThrownBy(() -> new Portfolio("USD", BigDecimal.TEN, BigDecimal.ONE,
        new TreeMap<>(Map.of(new Symbol("BIL"), GOLD))))
        .hasMessage("GLD is filed under BIL");
    assertThatThrownBy(
        () -> new Portfolio("usd", BigDecimal.TEN, BigDecimal.ONE, new TreeMap<>()))
        .hasMessage("not a currency: 'usd'");
  }
}
