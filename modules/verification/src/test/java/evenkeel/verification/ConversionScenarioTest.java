package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.CurrencyConversion;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.TradingMode;
import evenkeel.simulator.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Month ends of an account with 200 USD and 117,000 HKD that converts what its purchases need. */
class ConversionScenarioTest {
  private static final DayPlan QUIET = DayPlan.of(
      1, LocalDate.of(2025, 10, 31), LocalTime.of(16, 0), TradingMode.PAPER, Scenario.named("two-currencies"),
      List.of())
      .with(new Habits(
          OrderType.MOC, MissedCutOff.NEXT_SESSION, PlanningRule.WHOLE_PORTFOLIO, Habits.Asking.NEVER,
          CurrencyConversion.AUTO));
  private static final Instant DUE = QUIET.due();

  /** ibkr.info 1285: below 25,000 USD it is an odd lot, and fills all the same. */
  @Test
  void shouldConvertAndThenBuyWithTheDollarsThatCameIn() {
    DayResult day = live();

    assertThat(day.counts()).containsEntry("decision trade", 1).doesNotContainKey("told frozen")
        .doesNotContainKey("told shrunk");
    assertThat(day.counts()).as("the conversion and three purchases").containsEntry("exchange FILLED", 4);
    assertThat(day.log()).contains("USD.HKD");
  }

  /** The process dies right after the conversion was sent: it is found again, and never sent twice. */
  @Test
  void shouldFindTheConversionAgainAfterACrash() {
    DayResult day = live(
        new Mishap.Planned(DUE.plusSeconds(3), 0, new Mishap.Crash(0, Duration.ofMinutes(5))));

    assertThat(day.counts()).containsEntry("decision trade", 1).containsEntry("exchange FILLED", 4)
        .doesNotContainKey("told frozen");
  }

  private static DayResult live(Mishap.Planned... mishaps) {
    DayResult day = Day.live(QUIET.with(List.of(mishaps)), Tampering.NONE);
    assertThat(day.violations()).as(day.log()).isEmpty();
    return day;
  }
}
