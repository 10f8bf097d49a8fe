package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencyPairTest {
  @ParameterizedTest
  @CsvSource({"USD,HKD,USD.HKD", "HKD,USD,USD.HKD", "USD,EUR,EUR.USD", "USD,CNH,USD.CNH", "GBP,EUR,EUR.GBP",
      "USD,JPY,USD.JPY", "USD,CHF,USD.CHF", "AUD,USD,AUD.USD"})
  void shouldBeQuotedInOneDirection(String one, String other, String name) {
    assertThat(CurrencyPair.of(one, other)).hasToString(name);
    assertThat(CurrencyPair.named(name)).contains(CurrencyPair.of(other, one));
  }

  @ParameterizedTest
  @CsvSource({"GLD", "BRK B", "BRK.B", "USD.USD", "usd.hkd"})
  void shouldNotBeNamedByAnythingElse(String name) {
    assertThat(CurrencyPair.named(name)).isEmpty();
  }

  @Test
  void shouldPutLimitsOnTheGridOfEveryPair() {
    assertThat(CurrencyPair.limit(new BigDecimal("7.8516161"), RoundingMode.UP)).isEqualByComparingTo("7.8517");
    assertThat(CurrencyPair.limit(new BigDecimal("155.4512"), RoundingMode.DOWN)).isEqualByComparingTo("155.45");
  }
}
