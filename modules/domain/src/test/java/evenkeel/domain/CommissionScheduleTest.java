package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommissionScheduleTest {
  @ParameterizedTest(name = "{0} shares for {1}: {2}")
  @CsvSource({"1000, 50000, 5.00", "100, 5000, 1.00", "200, 20000, 1.00", "201, 20000, 1.01",
      "1, 50, 0.50", // The cap wins over the minimum.
      "10000, 1000, 10.00", // The cap wins over the price a share.
      "1, 0.4, 0.00", "1, 0.5, 0.01", // Half a cent rounds up.
      "0, 0, 0.00"})
  void shouldEstimateAsIbkrsFixedPricingDoes(BigDecimal quantity, BigDecimal value,
      BigDecimal commission) {
    assertThat(Plans.IBKR_FIXED.estimate(quantity, value)).isEqualTo(commission);
  }

  @Test
  void shouldRefuseNegativeRates() {
    assertThatThrownBy(
        () -> new CommissionSchedule(BigDecimal.ONE, BigDecimal.ONE.negate(), BigDecimal.ONE))
        .hasMessage("commissions cannot be negative");
  }
}
