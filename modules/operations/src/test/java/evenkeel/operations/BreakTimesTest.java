package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakTimesTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant NOW = Instant.parse("2025-11-06T15:00:00Z");

  private static BreakTimes of(String... moments) {
    BreakTimes times = BreakTimes.NONE;
    for (String moment : moments) {
      times = times.with(Instant.parse(moment));
    }
    return times;
  }

  @Test
  void shouldLearnATimeAtWhichItBrokeOnThreeDays() {
    // The clocks went back on 2 November: the same time in New York is an hour later in UTC.
    BreakTimes times = of("2025-11-01T03:46:10Z", "2025-11-03T04:45:30Z", "2025-11-03T16:00:00Z");
    assertThat(times.learnt(NOW, NEW_YORK)).isEmpty();
    assertThat(times.with(Instant.parse("2025-11-05T04:47:00Z")).learnt(NOW, NEW_YORK))
        .containsExactly(LocalTime.of(23, 45));
  }

  @Test
  void shouldCountEachDayOnceAndForgetAfterAWeek() {
    BreakTimes twice = of("2025-11-04T04:45:00Z", "2025-11-04T04:47:00Z", "2025-11-05T04:45:00Z");
    assertThat(twice.learnt(NOW, NEW_YORK)).isEmpty();
    BreakTimes old = of("2025-10-28T04:45:00Z", "2025-10-29T04:45:00Z", "2025-11-05T04:45:00Z");
    assertThat(old.learnt(NOW, NEW_YORK)).isEmpty();
    assertThat(old.breaks()).hasSize(1);
  }

  @Test
  void shouldLearnNothingFromADayOnWhichItBrokeAllTheTime() {
    BreakTimes times = of(
        "2025-11-03T04:45:00Z", "2025-11-04T04:45:00Z", "2025-11-05T10:00:00Z", "2025-11-05T11:00:00Z",
        "2025-11-05T12:00:00Z", "2025-11-06T04:45:00Z");
    assertThat(times.learnt(NOW, NEW_YORK)).containsExactly(LocalTime.of(23, 45));
    BreakTimes noisy = of(
        "2025-11-03T04:45:00Z", "2025-11-04T04:45:00Z", "2025-11-05T10:00:00Z", "2025-11-05T11:00:00Z",
        "2025-11-05T12:00:00Z", "2025-11-05T13:00:00Z", "2025-11-05T14:45:00Z", "2025-11-05T15:45:00Z");
    assertThat(noisy.learnt(NOW, NEW_YORK)).isEmpty();
  }

  @Test
  void shouldLearnOverMidnight() {
    BreakTimes times = of("2025-11-03T23:58:00Z", "2025-11-04T23:59:00Z", "2025-11-06T00:01:00Z");
    assertThat(times.learnt(NOW, ZoneId.of("UTC"))).containsExactly(LocalTime.of(23, 58));
  }

  @Test
  void shouldRememberOverARestartAndBearAnUnreadableFile(@TempDir Path folder) throws Exception {
    DataDirectory directory = DataDirectory.open(folder.resolve("home"));
    var memory = new BreakMemory(directory);
    assertThat(memory.read()).isEqualTo(BreakTimes.NONE);
    memory.write(new BreakTimes(List.of(NOW)));
    assertThat(new BreakMemory(directory).read().breaks()).containsExactly(NOW);
    Files.writeString(directory.gatewayBreaksFile(), "{ half");
    assertThat(memory.read()).isEqualTo(BreakTimes.NONE);
  }
}
