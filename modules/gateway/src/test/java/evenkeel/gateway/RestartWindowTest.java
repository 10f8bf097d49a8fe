package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartWindowTest {
  private static final RestartWindow NEW_YORK = new RestartWindow(
      Optional.of(LocalTime.of(23, 45)), ZoneId.of("America/New_York"), Duration.ofMinutes(5), Duration.ofMinutes(15));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
      "2025-11-01T03:39:59Z, false", "2025-11-01T03:40:00Z, true", "2025-11-01T03:59:59Z, true",
      "2025-11-01T04:00:00Z, false",
      // Winter time from 2 November on.
      "2025-11-03T03:45:00Z, false", "2025-11-03T04:45:00Z, true"})
  void shouldCoverTheMinutesAroundTheRestartOfEveryDay(String moment, boolean isWithin) {
    assertThat(NEW_YORK.spans(Instant.parse(moment), List.of())).hasSize(isWithin ? 1 : 0);
  }

  /** 23:45 in Beijing is 10:45 in New York: in the middle of the session. */
  @ParameterizedTest
  @CsvSource({"Asia/Shanghai, true", "America/New_York, false"})
  void shouldTellWhetherItRestartsWithinASession(String zone, boolean isWithin) {
    var restart = new RestartWindow(
        Optional.of(LocalTime.of(23, 45)), ZoneId.of(zone), Duration.ofMinutes(5), Duration.ofMinutes(15));
    assertThat(restart.isWithin(Instant.parse("2025-10-31T13:30:00Z"), Instant.parse("2025-10-31T20:00:00Z")))
        .isEqualTo(isWithin);
    assertThat(RestartWindow.NONE.isWithin(Instant.EPOCH, Instant.parse("2025-10-31T20:00:00Z"))).isFalse();
  }

  @Test
  void shouldReachOverMidnight() {
    var late = new RestartWindow(
        Optional.of(LocalTime.of(0, 2)), ZoneId.of("UTC"), Duration.ofMinutes(5), Duration.ofMinutes(15));
    assertThat(late.spans(Instant.parse("2025-10-31T23:58:00Z"), List.of())).singleElement()
        .satisfies(span -> assertThat(span.restart()).isEqualTo("2025-11-01T00:02:00Z"));
  }

  @Test
  void shouldCoverWhatWasLearntToo() {
    Instant now = Instant.parse("2025-10-31T09:30:00Z");
    assertThat(NEW_YORK.spans(now, List.of(LocalTime.of(5, 32)))).hasSize(1);
    assertThat(RestartWindow.NONE.spans(now, List.of())).isEmpty();
    assertThat(RestartWindow.NONE.nextChange(now, List.of())).isEmpty();
  }

  @Test
  void shouldTellWhenItChangesNextAndWhenTheLastRestartWas() {
    Instant now = Instant.parse("2025-10-31T15:00:00Z");
    assertThat(NEW_YORK.nextChange(now, List.of())).contains(Instant.parse("2025-11-01T03:40:00Z"));
    assertThat(NEW_YORK.lastRestart(now)).contains(Instant.parse("2025-10-31T03:45:00Z"));
    assertThat(NEW_YORK.nextRestart(now)).contains(Instant.parse("2025-11-01T03:45:00Z"));
  }

  @Test
  void shouldRefuseToStopTradingForHours() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RestartWindow(
        Optional.empty(), ZoneId.of("UTC"), Duration.ofHours(2), Duration.ofHours(3)))
        .withMessage("gateway.restart.before and gateway.restart.lasts together must be at most 4h, were 300m");
  }
}
