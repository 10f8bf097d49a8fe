package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seasons that every build lives through; {@code scripts/campaign --seasons} takes more. */
class SeasonTest {
  private static final int SEASONS = 20;

  @Test
  void shouldComeWellThroughEverySeason() {
    Campaign.Outcome<SeasonResult> outcome = Campaign.seasons(
        1, SEASONS, Runtime.getRuntime().availableProcessors(), Tampering.NONE, 5, season -> {});

    assertThat(outcome.failures()).as(outcome.failures().stream()
        .map(season -> "./scripts/campaign --season " + season.plan().seed() + ": " + season.violations())
        .collect(Collectors.joining("\n"))).isEmpty();
    assertThat(outcome.counts().get("decision trade")).isGreaterThan(SEASONS);
    assertThat(outcome.counts()).containsKeys(
        "decision rest", "mishap crash", "mishap foreign-order", "mishap by-hand-resume", "mishap by-hand-pause",
        "mishap dividend", "mishap deposit", "told frozen", "told not-traded");
  }

  @ParameterizedTest(name = "season {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldHappenTheSameWayTwice(long seed) {
    SeasonResult once = Season.live(SeasonWeather.draw(seed), Tampering.NONE);
    SeasonResult twice = Season.live(SeasonWeather.draw(seed), Tampering.NONE);

    assertThat(twice.log()).isEqualTo(once.log());
  }
}
