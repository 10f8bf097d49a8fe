package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CashFlowTest {
  private static final Instant THEN = Instant.parse("2025-10-01T18:30:00Z");

  private static Portfolio portfolio(String cash, String shares) {
    var holdings = new TreeMap<Symbol, Holding>();
    holdings.put(new Symbol("GLD"), new Holding(new Symbol("GLD"), new BigDecimal(shares), BigDecimal.TEN));
    return new Portfolio("USD", new BigDecimal("100000"), new BigDecimal(cash), holdings);
  }

  @Test
  void shouldSeeADepositAndAWithdrawal() {
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, portfolio("6000", "10"), Stream.of()))
        .isEqualByComparingTo("5000");
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, portfolio("400", "10"), Stream.of()))
        .isEqualByComparingTo("-600");
  }

  @Test
  void shouldConcludeNothingWhereSomebodyElseTraded() {
    assertThat(CashFlow.unexplained(portfolio("1000", "10"), THEN, portfolio("4000", "0"), Stream.of()))
        .isEqualByComparingTo("0");
  }
}
