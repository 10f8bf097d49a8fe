package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day that fails is made small enough to be read. */
class ShrinkerTest {
  private static final DayPlan QUIET = DayPlan.quiet(3);
  private static final Instant CRASH = QUIET.closing().minus(Duration.ofMinutes(14));

  @Test
  void shouldKeepNothingButWhatMakesADayFail() {
    DayPlan plan = QUIET.with(List.of(
        new Mishap.Planned(QUIET.due().minusMillis(12_345), 7, new Mishap.WritesSlow(3, Duration.ofMillis(900), true)),
        new Mishap.Planned(QUIET.due().plusSeconds(40), 0, new Mishap.AtGateway("fault = strange-messages")),
        new Mishap.Planned(QUIET.due().plusSeconds(90), 0, new Mishap.WireBreaks(Wire.Way.DOWN, 500)),
        new Mishap.Planned(CRASH.plusMillis(567), 12, new Mishap.Crash(100, Duration.ofMinutes(5))),
        new Mishap.Planned(QUIET.closing().plusSeconds(3), 0, new Mishap.ClockJumps(
            Duration.ofSeconds(-30), Duration.ofMinutes(1)))));
    DayResult failing = Day.live(plan, Tampering.NO_REFERENCE_MATCH);

    DayResult smallest = Shrinker.shrink(failing, Tampering.NO_REFERENCE_MATCH, 100);

    assertThat(smallest.violations()).isNotEmpty();
    assertThat(smallest.plan().mishaps()).singleElement().satisfies(left -> {
      assertThat(left.mishap()).isInstanceOf(Mishap.Crash.class);
      assertThat(left.tasks()).isZero();
    });
    assertThat(ScenarioCode.of(smallest.plan())).contains("live(", "new Mishap.Crash(");
  }

  @Test
  void shouldWordADayAsAScenario() {
    DayPlan quiet = DayPlan.quiet(1);
    assertThat(ScenarioCode.of(quiet.with(List.of(
        new Mishap.Planned(quiet.due().minusMillis(5), 3, new Mishap.Crash(2, Duration.ofSeconds(4))),
        new Mishap.Planned(quiet.closing().plusMillis(7), 0,
            new Mishap.AtGateway("fault = order-note, text = \"no\""))))))
        .isEqualTo("""
            live(
                at(DUE.plusMillis(-5), 3, new Mishap.Crash(2, Duration.ofMillis(4000))),
                at(CLOSE.plusMillis(7), new Mishap.AtGateway("fault = order-note, text = \\"no\\"")));
            """);
  }
}
