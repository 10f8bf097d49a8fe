package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Month ends with a Gateway that says anything; {@code scripts/campaign --hostile} lives through many. */
class HostileDayTest {
  private static final long SEEDS = 22;

  @Test
  void shouldLoseAndDoubleNothingAndShowNothingThatIsPlanted() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      HostileDay.Result day = HostileDay.live(seed);
      assertThat(day.violations()).as("./scripts/campaign --hostile --seed %s", seed).isEmpty();
      day.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
    }

    assertThat(counts).containsKey("exchange FILLED");
    assertThat(counts.keySet()).as("everything was tried").containsAll(
        Arrays.stream(HostileGateway.Kind.values()).map(kind -> "hostile " + kind).toList());
  }

  /** Found: 17, a planted currency of the account in the journal. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {17})
  void shouldHoldWhereItOnceDidNot(long seed) {
    assertThat(HostileDay.live(seed).violations()).isEmpty();
  }

  @Test
  void shouldHappenTheSameWayTwice() {
    assertThat(HostileDay.live(3).log()).isEqualTo(HostileDay.live(3).log());
  }
}
