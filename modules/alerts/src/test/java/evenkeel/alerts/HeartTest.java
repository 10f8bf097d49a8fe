package evenkeel.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.gateway.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HeartTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(5);

  @Test
  void shouldBeatAtItsPaceWhileTheLinkIsReady() {
    Heart heart = Heart.STARTED.on(LinkState.READY, START);
    assertThat(heart.isDue(START, EVERY)).isTrue();
    heart = heart.beatenAt(START);
    assertThat(heart.isDue(START.plusSeconds(299), EVERY)).isFalse();
    assertThat(heart.isDue(START.plusSeconds(300), EVERY)).isTrue();
    assertThat(heart.isWell(START.plus(Duration.ofDays(9)))).isTrue();
  }

  @Test
  void shouldBearARestartOfTheGatewayAndStopWhenItStaysAway() {
    Heart heart = Heart.STARTED.on(LinkState.READY, START).on(LinkState.OFFLINE, START)
        .on(LinkState.CONNECTING, START.plus(Duration.ofMinutes(20)));

    assertThat(heart.isWell(START.plus(Heart.GRACE))).isTrue();
    assertThat(heart.isWell(START.plus(Heart.GRACE).plusSeconds(1))).isFalse();
    assertThat(heart.on(LinkState.READY, START).isWell(START.plus(Duration.ofHours(9)))).isTrue();
  }

  @Test
  void shouldNotBeatBeforeTheLinkWasReadyOnce() {
    assertThat(Heart.STARTED.isDue(START, EVERY)).isFalse();
    assertThat(Heart.STARTED.on(LinkState.OFFLINE, START).on(LinkState.SYNCHRONIZING, START).isDue(START, EVERY))
        .isFalse();
  }

  @Test
  void shouldNeverBeatForALogInThatCannotBeUsed() {
    Heart heart = Heart.STARTED.on(LinkState.READY, START).unusable();

    assertThat(heart.isWell(START)).isFalse();
    assertThat(heart.on(LinkState.OFFLINE, START).isWell(START)).isFalse();
    assertThat(heart.on(LinkState.READY, START).isWell(START)).isTrue();
  }

  @Test
  void shouldKnowQuietHoursOverMidnightAndOnDaysOfADifferentLength() {
    var night = new QuietHours(LocalTime.of(23, 0), LocalTime.of(7, 0));
    var noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0));
    ZoneId beijing = ZoneId.of("Asia/Shanghai");
    assertThat(night.covers(Instant.parse("2026-11-23T14:59:59Z"), beijing)).isFalse();
    assertThat(night.covers(Instant.parse("2026-11-23T15:00:00Z"), beijing)).isTrue();
    assertThat(night.covers(Instant.parse("2026-11-23T22:59:59Z"), beijing)).isTrue();
    assertThat(night.covers(Instant.parse("2026-11-23T23:00:00Z"), beijing)).isFalse();
    assertThat(noon.covers(Instant.parse("2026-11-23T04:00:00Z"), beijing)).isTrue();
    assertThat(noon.covers(Instant.parse("2026-11-23T06:00:00Z"), beijing)).isFalse();
    // New York's clock goes from 2:00 to 3:00: 7:00 comes an hour earlier by the world's clock.
    ZoneId newYork = ZoneId.of("America/New_York");
    assertThat(night.covers(Instant.parse("2026-03-07T11:59:59Z"), newYork)).isTrue();
    assertThat(night.covers(Instant.parse("2026-03-08T11:00:00Z"), newYork)).isFalse();
  }
}
