package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
  private static final Instant NOON = Instant.parse("2025-10-31T16:00:00Z");
  private static final Duration WAY_MAX = Duration.ofSeconds(2);

  private final ClockSkew skew = new ClockSkew();

  private void read(Duration ahead, Duration way) {
    Instant ours = NOON.plus(ahead);
    // The Gateway leaves the fraction of its second away.
    skew.read(ours, NOON.plus(way.dividedBy(2)).minusMillis(500), ours.plus(way), WAY_MAX);
  }

  @Test
  void shouldKnowNothingBeforeTheFirstReading() {
    assertThat(skew.median()).isEmpty();
    assertThat(skew.isSettled(WAY_MAX)).isFalse();
  }

  @Test
  void shouldTakeTheMiddleOfTheWay() {
    read(Duration.ofSeconds(7), Duration.ofMillis(300));
    assertThat(skew.median()).contains(Duration.ofSeconds(7));
    assertThat(skew.isSettled(WAY_MAX)).isTrue();
  }

  @Test
  void shouldNotBelieveOneReadingAgainstTwo() {
    read(Duration.ZERO, Duration.ZERO);
    read(Duration.ZERO, Duration.ZERO);
    read(Duration.ofMinutes(3), Duration.ZERO);
    assertThat(skew.median()).contains(Duration.ZERO);
    assertThat(skew.isSettled(WAY_MAX)).isFalse();
    read(Duration.ofMinutes(3), Duration.ZERO);
    assertThat(skew.median()).contains(Duration.ofMinutes(3));
    assertThat(skew.isSettled(WAY_MAX)).isTrue();
  }

  @Test
  void shouldLeaveOutAReadingThatTookLongOrDuringWhichTheClockWasSet() {
    read(Duration.ofSeconds(9), Duration.ofSeconds(3));
    read(Duration.ofSeconds(9), Duration.ofMinutes(-1));
    assertThat(skew.median()).isEmpty();
  }
}
