package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.simulator.Fault;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seeds that every build lives through; {@code scripts/campaign} takes more. */
class CampaignTest {
  private static final int SEEDS = 200;

  @Test
  void shouldComeWellThroughEveryDay() {
    Campaign.Outcome<DayResult> outcome = Campaign.run(
        1, SEEDS, Runtime.getRuntime().availableProcessors(), Tampering.NONE, 5, day -> {});

    assertThat(outcome.failures()).as(outcome.failures().stream()
        .map(day -> "./scripts/campaign --seed " + day.plan().seed() + ": " + day.violations())
        .collect(Collectors.joining("\n"))).isEmpty();
    assertThat(outcome.counts()).containsKeys(
        "mishap crash", "mishap crash-with-tail-lost", "mishap disk-full", "mishap write-slow", "mishap wire-breaks-up",
        "mishap wire-breaks-down", "mishap machine-asleep", "mishap clock-back", "mishap clock-ahead",
        "habit MOC", "habit MKT", "habit WHOLE_PORTFOLIO", "habit BREACHED_LEGS", "habit TOP_UP",
        "habit NEXT_SESSION", "habit LOC", "habit LIMIT", "habit SKIP",
        "habit NEVER", "habit ELSE_SKIP", "habit ELSE_TRADE");
    assertThat(outcome.counts().keySet()).as("the branches of the reconciliation")
        .containsAll(Branches.ALL.stream().map(branch -> "branch " + branch).toList());
  }

  @Test
  void shouldDrawEveryFaultOfTheScenarioLanguageThatIsNotListedAsUndrawn() {
    Set<String> drawn = LongStream.rangeClosed(1, 1_500).boxed()
        .flatMap(seed -> Weather.draw(seed).mishaps().stream()).map(Mishap.Planned::mishap)
        .filter(Mishap.AtGateway.class::isInstance).map(Mishap::kind).collect(Collectors.toSet());
    Set<String> wanted = new TreeSet<>(Fault.names());
    wanted.removeAll(UndrawnFaults.reasons().keySet());

    assertThat(drawn).containsAll(wanted);
    assertThat(Fault.names()).as("the list has words of the language only")
        .containsAll(UndrawnFaults.reasons().keySet());
    assertThat(UndrawnFaults.reasons().keySet()).as("what is listed as undrawn").noneMatch(drawn::contains);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 8, 9, 18, 27, 45, 72, 92, 101, 144})
  void shouldHappenTheSameWayTwice(long seed) {
    DayResult once = Day.live(Weather.draw(seed), Tampering.NONE);
    DayResult twice = Day.live(Weather.draw(seed), Tampering.NONE);

    assertThat(twice.log()).isEqualTo(once.log());
  }
}
