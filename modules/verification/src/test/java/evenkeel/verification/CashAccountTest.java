package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.TradingMode;
import evenkeel.simulator.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Month ends of a cash account, which take two sessions. */
class CashAccountTest {
  private static final Instant FRIDAY_EVENING = Instant.parse("2025-10-31T22:00:00Z");
  private static final Instant MONDAY_NOON = Instant.parse("2025-11-03T17:00:00Z");
  private static final Instant MONDAY_OVER = Instant.parse("2025-11-03T21:40:00Z");
  private static final Instant TUESDAY_OVER = Instant.parse("2025-11-04T21:40:00Z");

  private static DayResult live(long seed, Instant until, List<Mishap.Planned> mishaps) {
    return live("cash-account", seed, until, mishaps);
  }

  private static DayResult live(String scenario, long seed, Instant until, List<Mishap.Planned> mishaps) {
    DayPlan plan = DayPlan.of(
        seed, LocalDate.of(2025, 10, 31), LocalTime.of(16, 0), TradingMode.PAPER, Scenario.named(scenario),
        mishaps).clearAt(until);
    return Day.live(plan, Tampering.NONE);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void shouldBuyOnTheNextSessionWhatSettledCashPaysForThen(long seed) {
    DayResult day = live(seed, MONDAY_OVER, List.of());

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("decision trade", 1)
        .doesNotContainKeys("outcome REJECTED", "outcome PARKED", "outcome SKIPPED");
    assertThat(day.log()).contains("journal second-step-decided").contains("journal step-started");
  }

  @Test
  void shouldGoOnWithTheSecondStepAfterARestart() {
    DayResult day = live(1, MONDAY_OVER, List.of(
        new Mishap.Planned(FRIDAY_EVENING, 0, new Mishap.Crash(0, Duration.ofHours(30)))));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.log()).contains("journal step-started").doesNotContain("journal second-step-put-off");
  }

  @Test
  void shouldMakeTheSecondStepOneSessionLaterWhereItsCutOffPassed() {
    DayResult day = live(1, TUESDAY_OVER, List.of(
        new Mishap.Planned(MONDAY_NOON, 0, new Mishap.Crash(0, Duration.ofHours(12)))));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.log()).contains("journal second-step-put-off").contains("journal step-started");
  }

  /** Nothing but the refusal tells that only settled cash buys. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void shouldMakeRefusedPurchasesOnTheNextSession(long seed) {
    DayResult day = live("cash-shown-as-margin", seed, MONDAY_OVER, List.of());

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.log()).contains("journal purchase-deferred").contains("journal second-step-decided")
        .contains("journal step-started").contains("account-type = cash");
    assertThat(day.counts()).doesNotContainKeys("outcome PARKED").containsEntry("decision trade", 1);
  }

  @Test
  void shouldMakeRefusedPurchasesAfterARestart() {
    DayResult day = live("cash-shown-as-margin", 1, MONDAY_OVER, List.of(
        new Mishap.Planned(FRIDAY_EVENING, 0, new Mishap.Crash(0, Duration.ofHours(30)))));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.log()).contains("journal purchase-deferred").contains("journal step-started");
  }
}
