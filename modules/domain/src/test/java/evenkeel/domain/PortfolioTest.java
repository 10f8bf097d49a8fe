package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PortfolioTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Symbol DBMF = new Symbol("DBMF");
  private static final Holding GOLD = Holding.of(GLD, new BigDecimal("10"), new BigDecimal("90"));

  private static Holding listing(int id, String exchange, String currency, int shares) {
    return new Holding(
        new Contract(new ContractId(id), DBMF, "STK", exchange, currency), new BigDecimal(shares), BigDecimal.TEN);
  }

  private static Portfolio portfolio(Holding... holdings) {
    return Portfolio.of("USD", BigDecimal.TEN, BigDecimal.ONE, List.of(holdings));
  }

  @Test
  void shouldTakeWhatTheHoldingsDoNotAccountForAsCash() {
    Portfolio portfolio = Portfolio.ofNetLiquidation("USD", new BigDecimal("1500"),
        List.of(GOLD), Map.of(GLD, new BigDecimal("100")));
    assertThat(portfolio.cash()).isEqualByComparingTo("500");
    assertThat(portfolio.shares(GLD)).isEqualByComparingTo("10");
    assertThat(portfolio.shares(new Symbol("BIL"))).isZero();
  }

  @Test
  void shouldNotChangeWithTheListItWasMadeFrom() {
    List<Holding> holdings = new ArrayList<>(List.of(GOLD));
    Portfolio portfolio = Portfolio.of("USD", BigDecimal.TEN, BigDecimal.ONE, holdings);
    holdings.clear();
    assertThat(portfolio.holdings()).containsOnlyKeys(GOLD.id());
    assertThatThrownBy(() -> portfolio.holdings().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** ib-edavki#53: IBKR calls several listings by one symbol. */
  @Test
  void shouldTellListingsOfOneSymbolApart() {
    Portfolio portfolio = portfolio(listing(11, "ARCA", "USD", 100), listing(22, "LSEETF", "GBP", 720));
    assertThat(portfolio.contract(DBMF)).as("one of the two, and nobody said which").isEmpty();
    assertThat(portfolio.shares(DBMF)).isZero();
    Portfolio meant = portfolio.meaning(Map.of(DBMF, new ContractId(11)));
    assertThat(meant.shares(DBMF)).isEqualByComparingTo("100");
    assertThat(meant.shares(new ContractId(22))).isEqualByComparingTo("720");
    assertThat(meant.meaning(Map.of(DBMF, new ContractId(33))).shares(DBMF)).as("another contract").isZero();
  }

  @Test
  void shouldNameTheListing() {
    assertThat(listing(22, "LSEETF", "GBP", 1).contract().listing()).isEqualTo("LSEETF, GBP");
    assertThat(new Contract(new ContractId(7), DBMF, "OPT", "", "USD").listing()).isEqualTo("OPT, USD");
  }

  @Test
  void shouldGiveAStandInThatIsNoIdOfTheBrokers() {
    assertThat(ContractId.standIn(GLD)).isEqualTo(GOLD.id()).isNotEqualTo(ContractId.standIn(DBMF));
    assertThat(GOLD.id().isStandIn()).isTrue();
    assertThat(new ContractId(1).isStandIn()).isFalse();
    assertThatThrownBy(() -> new ContractId(0)).hasMessage("not a contract id: 0");
  }

  @Test
  void shouldRefuseAHoldingUnderAnotherContract() {
    assertThatThrownBy(() -> new Portfolio(
        "USD", BigDecimal.TEN, BigDecimal.ONE, new TreeMap<>(Map.of(new ContractId(3), GOLD)), new TreeMap<>()))
        .hasMessage("GLD " + GOLD.id() + " is filed under 3");
    assertThatThrownBy(() -> Portfolio.of("usd", BigDecimal.TEN, BigDecimal.ONE, List.of()))
        .hasMessage("not a currency: 'usd'");
  }
}
