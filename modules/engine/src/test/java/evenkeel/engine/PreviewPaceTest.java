package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewPaceTest {
  private static final RunId RUN = new RunId("20251031-month-end");
  private static final Instant START = Instant.parse("2025-10-31T18:30:00Z");

  /** A broker that never says it, asked whenever that is allowed, from the trigger to the cut-off and on. */
  @Test
  void shouldAskAtAGrowingIntervalAndAtMostTwentyTimesAnHour() {
    var pace = new PreviewPace();
    List<Duration> attempts = new ArrayList<>();
    for (int seconds = 0; seconds <= 75 * 60; seconds += 30) {
      Instant now = START.plusSeconds(seconds);
      if (!pace.mustWait(RUN, 3, now)) {
        attempts.add(Duration.ofSeconds(seconds));
        pace.asked(3, now);
        pace.failed(RUN, now);
      }
    }
    assertThat(attempts.stream().map(Duration::toMinutes)).containsExactly(0L, 1L, 3L, 7L, 15L, 30L, 60L, 75L);
  }

  @Test
  void shouldNotHoldUpARunThatHasNotFailed() {
    var pace = new PreviewPace();
    pace.asked(20, START);
    assertThat(pace.mustWait(RUN, 3, START)).isFalse();
  }

  @Test
  void shouldLetARunWithManyOrdersAskOnceAnHour() {
    var pace = new PreviewPace();
    pace.asked(30, START);
    pace.failed(RUN, START);
    assertThat(pace.mustWait(RUN, 30, START.plus(Duration.ofMinutes(59)))).isTrue();
    assertThat(pace.mustWait(RUN, 30, START.plus(Duration.ofMinutes(60)))).isFalse();
  }
}
