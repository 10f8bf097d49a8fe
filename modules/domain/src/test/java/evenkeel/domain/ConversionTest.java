package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.PlanOutcome.OnTarget;
import evenkeel.domain.PlanOutcome.Plan;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cash of other currencies: in the weights, and never spent. */
class ConversionTest {
  /** The case: 200 USD and 117,000 HKD beside three holdings of about 11,650 USD each. */
  private static Plans hongKong() {
    return new Plans().reserve("250").thirds("DBMF", "410", "28.40").thirds("GLD", "31", "369.76")
        .thirds("BIL", "127", "91.61").cash("200").other("HKD", "117000", "0.1282");
  }

  @Test
  void shouldBuyNothingWithHongKongDollarsAndNameWhatToConvert() {
    assertThat(hongKong().plan(PlanningRule.WHOLE_PORTFOLIO)).isInstanceOfSatisfying(OnTarget.class, rest -> {
      assertThat(rest.drift().cash()).isEqualByComparingTo("200");
      assertThat(rest.drift().cashBreach()).contains(CashBreach.THRESHOLD);
      assertThat(rest.skipped()).hasSize(3)
          .allSatisfy(skipped -> assertThat(skipped.reason()).isEqualTo(SkipReason.CONVERT_FIRST));
      assertThat(Conversion.of(rest.drift(), List.of())).singleElement().satisfies(
          conversion -> {
            assertThat(conversion.currency()).isEqualTo("HKD");
            assertThat(conversion.amount()).isBetween(new BigDecimal("116000"), new BigDecimal("117000"));
            assertThat(conversion.proceeds()).isBetween(new BigDecimal("14900"), new BigDecimal("15000"));
          });
    });
  }

  @Test
  void shouldBuyWithinTheDollarsThatAreThereAndNameTheRest() {
    assertThat(hongKong().cash("3250").plan(PlanningRule.WHOLE_PORTFOLIO)).isInstanceOfSatisfying(Plan.class, plan -> {
      assertThat(plan.value(Side.BUY)).isBetween(new BigDecimal("2600"), new BigDecimal("3000"));
      assertThat(plan.cashAfter()).isGreaterThanOrEqualTo(new BigDecimal("250"));
      assertThat(Conversion.of(plan.drift(), plan.orders())).hasSize(1);
    });
  }

  @Test
  void shouldLeaveOtherCurrenciesOutOfTheWeightsIfTheyAreNeverConverted() {
    Plans plans = hongKong().convert(CurrencyConversion.NEVER);
    assertThat(plans.plan(PlanningRule.WHOLE_PORTFOLIO)).isInstanceOfSatisfying(OnTarget.class, rest -> {
      assertThat(rest.drift().base()).isLessThan(new BigDecimal("36000"));
      assertThat(rest.drift().currencies()).isEmpty();
      assertThat(rest.drift().breached()).isFalse();
    });
  }

  @Test
  void shouldSettleNormallyWithSomeHongKongDollarsBesideEnoughDollars() {
    Plans plans = new Plans().reserve("250").target("A", "0.5", "700", "28").target("B", "0.5", "38", "367")
        .cash("3000").other("HKD", "1000", "0.1282");
    assertThat(plans.plan(PlanningRule.WHOLE_PORTFOLIO)).isInstanceOfSatisfying(Plan.class, plan -> {
      assertThat(plan.orders()).isNotEmpty();
      assertThat(plan.cashAfter()).isGreaterThanOrEqualTo(new BigDecimal("250"));
      assertThat(Conversion.of(plan.drift(), plan.orders())).isEmpty();
    });
  }

  @Test
  void shouldKeepDollarsForWhatIsBorrowedInAnotherCurrency() {
    Plans plans = new Plans().thirds("A", "0", "10").thirds("B", "0", "10").thirds("C", "0", "10").cash("10000")
        .other("HKD", "-39000", "0.1282");
    assertThat(plans.plan(PlanningRule.WHOLE_PORTFOLIO)).isInstanceOfSatisfying(
        Plan.class, plan -> assertThat(plan.cashAfter()).isGreaterThanOrEqualTo(new BigDecimal("4999.80")));
  }

  @Test
  void shouldCompareTheCashOfAllCurrenciesWithTheNetLiquidation() {
    assertThat(hongKong().netLiquidationShift("-8000").plan(PlanningRule.WHOLE_PORTFOLIO))
        .isInstanceOf(PlanOutcome.Refused.class);
    assertThat(hongKong().convert(CurrencyConversion.NEVER).netLiquidationShift("-8000")
        .plan(PlanningRule.WHOLE_PORTFOLIO)).isInstanceOf(PlanOutcome.Refused.class);
  }
}
