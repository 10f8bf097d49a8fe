package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CashFlowTest {
  private static final Instant THEN = Instant.parse("2025-10-01T18:30:00Z");

  private static Portfolio portfolio(String cash, String shares) {
    var holdings = new TreeMap<Symbol, Holding>();
    holdings.put(new Symbol("GLD"), Holding.of(new Symbol("GLD"), new BigDecimal(shares), BigDecimal.TEN));
    return Portfolio.of("USD", new BigDecimal("100000"), new BigDecimal(cash), holdings.values());
  }

  @Test
  void shouldSeeADepositAndAWithdrawal() {
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, portfolio("6000", "10"), Stream.of()))
        .isEqualByComparingTo("5000");
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, portfolio("400", "10"), Stream.of()))
        .isEqualByComparingTo("-600");
  }

  private static Portfolio hongKong(String cash, String balance, String rate) {
    var balances = new TreeMap<>(Map.of("HKD", new BigDecimal(balance)));
    var rates = new TreeMap<>(Map.of("HKD", new BigDecimal(rate)));
    return portfolio(cash, "10").with(new Cash(balances, rates, Optional.empty(), Optional.empty()));
  }

  @Test
  void shouldSeeADepositInAnotherCurrencyAndNoneInAConversionOrARate() {
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, hongKong("1000", "78000", "0.125"), Stream.of()))
        .isEqualByComparingTo("9750");
    Portfolio before = hongKong("1000", "78000", "0.125");
    assertThat(CashFlow.unexplained(before, THEN, hongKong("6000", "38000", "0.125"), Stream.of()))
        .as("40,000 HKD for 5,000 USD").isZero();
    assertThat(CashFlow.unexplained(before, THEN, hongKong("1000", "78000", "0.130"), Stream.of())).isZero();
    assertThat(CashFlow.unexplained(before, THEN, portfolio("10750", "10"), Stream.of())).as("all of it").isZero();
  }

  private static Stream<OrderLife> orders(Leg leg, ExecutionEvent... said) {
    return Orders.after(Orders.book(Orders.started("5000", leg), Orders.sent(leg, 1), Orders.known(leg, 1)), said)
        .orders();
  }

  private static void assertFlow(String cash, String shares, Stream<OrderLife> orders, String expected) {
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, portfolio(cash, shares), orders))
        .isEqualByComparingTo(expected);
  }

  @Test
  void shouldTakeNoFillForAWithdrawalOrADeposit() {
    Leg buy = Orders.leg("GLD", Side.BUY, 2, "300");
    assertFlow("399", "12", orders(buy, Orders.filled(buy, "e.01", "2", "300"), Orders.charged(buy, "e.01", "1")), "0");
    Leg sell = Orders.leg("GLD", Side.SELL, 3, "300");
    assertFlow("1899", "7",
        orders(sell, Orders.filled(sell, "e.01", "3", "300"), Orders.charged(sell, "e.01", "1")), "0");
  }

  @Test
  void shouldSeeADividendBesideFills() {
    Leg buy = Orders.leg("GLD", Side.BUY, 2, "300");
    assertFlow("449", "12",
        orders(buy, Orders.filled(buy, "e.01", "2", "300"), Orders.charged(buy, "e.01", "1")), "50");
  }

  /** Nobody has told the commission yet: it is all that can be misread. */
  @Test
  void shouldMissNoMoreThanACommissionThatIsLate() {
    Leg buy = Orders.leg("GLD", Side.BUY, 2, "300");
    assertFlow("399", "12", orders(buy, Orders.filled(buy, "e.01", "2", "300")), "-1");
  }

  @Test
  void shouldCountACorrectedFillOnce() {
    Leg buy = Orders.leg("GLD", Side.BUY, 2, "300");
    assertFlow("380", "12",
        orders(buy, Orders.filled(buy, "e.01.01", "2", "300"), Orders.filled(buy, "e.01.02", "2", "310")), "0");
  }

  @Test
  void shouldCountNoFillThatWasThereAtTheLookBefore() {
    Leg buy = Orders.leg("GLD", Side.BUY, 2, "300");
    assertThat(CashFlow.unexplained(
        portfolio("399", "12"), Orders.NOW, portfolio("899", "12"),
        orders(buy, Orders.filled(buy, "e.01", "2", "300"), Orders.charged(buy, "e.01", "1"))))
        .isEqualByComparingTo("500");
  }

  @Test
  void shouldConcludeNothingWhereAFillIsNotInThePositionsYet() {
    Leg buy = Orders.leg("GLD", Side.BUY, 2, "300");
    assertFlow("1000", "10", orders(buy, Orders.filled(buy, "e.01", "2", "300")), "0");
  }

  @Test
  void shouldConcludeNothingWhereSomebodyElseTraded() {
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, portfolio("4000", "0"), Stream.of()))
        .isEqualByComparingTo("0");
  }

  private static Portfolio holding(String cash, int contract) {
    var gold = new Contract(new ContractId(contract), new Symbol("GLD"), "STK", "ARCA", "USD");
    return Portfolio.of("USD", new BigDecimal("100000"), new BigDecimal(cash), List.of(
        new Holding(gold, BigDecimal.TEN, BigDecimal.TEN)));
  }

  @Test
  void shouldConcludeNothingWhereAHoldingBecameAnotherContract() {
    assertThat(CashFlow.unexplained(holding("1000", 1), THEN, holding("6000", 2), Stream.of())).isZero();
    assertThat(CashFlow.unexplained(holding("1000", 1), THEN, holding("6000", 1), Stream.of()))
        .isEqualByComparingTo("5000");
  }

  /** Such a look is compared by symbol. */
  @Test
  void shouldReadALookOfAVersionThatKeptNoContracts() {
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, holding("6000", 2), Stream.of()))
        .isEqualByComparingTo("5000");
  }
}
