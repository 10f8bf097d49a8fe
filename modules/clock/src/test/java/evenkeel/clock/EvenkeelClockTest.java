package evenkeel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvenkeelClockTest {
  private static final Instant VIRTUAL = Instant.parse("2025-10-31T18:29:00Z");

  @Test
  void shouldReadBackItsOwnText() {
    var clock = new FasterClock(VIRTUAL, Instant.parse("2026-01-05T10:00:00Z"), 300);

    assertThat(FasterClock.parse(clock.text())).isEqualTo(clock);
  }

  @Test
  void shouldRunFasterThanTheWall() {
    Instant wall = Instant.now().minusSeconds(10);
    var clock = new FasterClock(VIRTUAL, wall, 60);

    assertThat(clock.instant()).isAfterOrEqualTo(VIRTUAL.plusSeconds(600));
    assertThat(clock.wall(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldStandStillBeforeItsWallInstant() {
    var clock = new FasterClock(VIRTUAL, Instant.now().plusSeconds(3600), 60);

    assertThat(clock.instant()).isEqualTo(VIRTUAL);
  }

  @Test
  void shouldNotExpectAnswersFasterBecauseTheClockIsFaster() {
    var clock = new FasterClock(VIRTUAL, Instant.now(), 1000);

    assertThat(clock.wall(clock.patience(Duration.ofSeconds(10)))).isEqualTo(Duration.ofSeconds(2));
    assertThat(clock.wall(clock.patience(Duration.ofMillis(300)))).isEqualTo(Duration.ofMillis(300));
    assertThat(clock.patience(Duration.ofHours(3))).isEqualTo(Duration.ofHours(3));
    assertThat(EvenkeelClock.system().patience(Duration.ofSeconds(10)))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025", "2025-10-31T18:29:00Z@nowx3",
      "2025-10-31T18:29:00Z@2026-01-05T10:00:00Zx0",
      "2025-10-31T18:29:00Z@2026-01-05T10:00:00Zx1.2.3",
      "2025-10-31T18:29:00Z@2026-01-05T10:00:00Z"})
  void shouldSayWhatIsWrongWithAText(String text) {
    assertThatThrownBy(() -> EvenkeelClock.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).*(clock|speed).*");
  }

  @Test
  void shouldBeTheRealClockWithoutAText() {
    assertThat(EvenkeelClock.of(" ")).isSameAs(EvenkeelClock.system());
  }
}
