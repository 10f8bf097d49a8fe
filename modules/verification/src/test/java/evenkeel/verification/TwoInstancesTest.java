package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two installations on one account: nothing is traded twice, whenever the second starts. */
class TwoInstancesTest {
  private static final int SEEDS = 4;

  /** Together, seconds apart, at the trigger itself (two minutes after the start), and long after it. */
  static List<Duration> offsets() {
    return List.of(
        Duration.ZERO, Duration.ofMillis(3), Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(29),
        Duration.ofSeconds(119), Duration.ofSeconds(120), Duration.ofMillis(120_400), Duration.ofSeconds(125),
        Duration.ofMinutes(4), Duration.ofMinutes(70));
  }

  @ParameterizedTest
  @MethodSource("offsets")
  void shouldNeverTradeTwice(Duration offset) {
    TwoInstances.Result result = TwoInstances.live(offset.toMillis(), offset, true);
    assertThat(result.doubled()).as("%s", result).isEmpty();
    assertThat(result.filled()).as("%s", result).hasSizeLessThanOrEqualTo(1);
    assertThat(result.isTold()).as("%s", result).isTrue();
  }

  @Test
  void shouldNeverTradeTwiceAtAnyOffsetThatIsDrawn() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      TwoInstances.Result result = TwoInstances.live(seed);
      assertThat(result.doubled()).as("%s", result).isEmpty();
      assertThat(result.isTold()).as("%s", result).isTrue();
    }
  }

  @Test
  void shouldTradeTwiceWithoutMarks() {
    assertThat(TwoInstances.live(1, Duration.ZERO, false).doubled()).as("the rule is what holds").isNotEmpty();
  }
}
