package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanningRule;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole engine on days on which nothing goes wrong. */
class QuietDayTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void shouldFillEveryOrderAndReportIt(long seed) {
    DayResult day = Day.live(DayPlan.quiet(seed), Tampering.NONE);

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("decision trade", 1).containsKey("outcome FILLED")
        .doesNotContainKeys("outcome CANCELLED", "outcome REJECTED", "outcome PARKED", "outcome NEVER_ARRIVED");
  }

  @ParameterizedTest
  @EnumSource(PlanningRule.class)
  void shouldFillEveryOrderOfAnOwnerWhoTradesAtTheMarket(PlanningRule rule) {
    var habits = new Habits(OrderType.MKT, MissedCutOff.SKIP, rule, Habits.Asking.NEVER);
    DayResult day = Day.live(DayPlan.quiet(1).with(habits), Tampering.NONE);

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("decision trade", 1).containsKeys("outcome FILLED", "habit MKT")
        .doesNotContainKeys("outcome CANCELLED", "outcome REJECTED", "outcome PARKED", "outcome NEVER_ARRIVED");
    assertThat(day.log()).contains(" MKT ek-").doesNotContain(" MOC ek-");
  }

  @Test
  void shouldHappenTheSameWayTwice() {
    DayResult once = Day.live(DayPlan.quiet(7), Tampering.NONE);
    DayResult twice = Day.live(DayPlan.quiet(7), Tampering.NONE);

    assertThat(twice.log()).isEqualTo(once.log());
    assertThat(twice.tasks()).isEqualTo(once.tasks());
  }

  /** In the last week of October clocks have been set back in Europe, and not yet in New York. */
  @Test
  void shouldNotDependOnTheZoneOfTheMachine() {
    DayResult here = Day.live(DayPlan.quiet(4), Tampering.NONE);
    TimeZone usual = TimeZone.getDefault();
    for (String zone : List.of("Europe/Zurich", "Asia/Hong_Kong", "America/Los_Angeles")) {
      try {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertThat(Day.live(DayPlan.quiet(4), Tampering.NONE).log()).as(zone).isEqualTo(here.log());
      } finally {
        TimeZone.setDefault(usual);
      }
    }
  }

  @Test
  void shouldInterleaveDifferentlyUnderAnotherSeed() {
    DayResult one = Day.live(DayPlan.quiet(1), Tampering.NONE);
    DayResult other = Day.live(DayPlan.quiet(2), Tampering.NONE);

    assertThat(other.log()).isNotEqualTo(one.log());
  }
}
