package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnansweredQuestionsTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final TestClock clock = new TestClock();
  private final UnansweredQuestions unanswered = new UnansweredQuestions(clock);

  @Test
  void shouldKeepAConnectionOnceThreeWereGivenUpWithinTheHour() {
    Instant first = clock.instant();
    for (int i = 0; i < 3; i++) {
      assertThat(unanswered.givenUpFrom()).isEqualTo(Instant.MIN);
      unanswered.hear(DisconnectReason.UNANSWERED);
      clock.passes(TEN_MINUTES);
    }
    assertThat(unanswered.givenUpFrom()).isEqualTo(first.plus(Duration.ofHours(1)));

    clock.passes(Duration.ofHours(1));
    unanswered.hear(DisconnectReason.UNANSWERED);
    assertThat(unanswered.givenUpFrom()).isEqualTo(first.plus(TEN_MINUTES).plus(Duration.ofHours(1)));
  }

  @Test
  void shouldNotCountOtherEnds() {
    for (int i = 0; i < 5; i++) {
      unanswered.hear(DisconnectReason.SILENT);
    }
    assertThat(unanswered.givenUpFrom()).isEqualTo(Instant.MIN);
  }
}
