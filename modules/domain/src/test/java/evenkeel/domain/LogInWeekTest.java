package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.LogInWeek.EndsBefore;
import evenkeel.domain.LogInWeek.Ended;
import evenkeel.domain.LogInWeek.Holds;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogInWeekTest {
  private static final Schedule SCHEDULE = new Schedule(
      LocalTime.of(14, 30), new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)));
  /** Friday 31 October 2025, 14:30 New York. */
  private static final Instant RUN = Instant.parse("2025-10-31T18:30:00Z");

  @Test
  void shouldEndEverySundayAtOneInNewYorkInWinterAndSummer() {
    assertThat(LogInWeek.nextEnd(RUN)).isEqualTo("2025-11-02T05:00:00Z");
    // The clocks go back on that very night, after one o'clock.
    assertThat(LogInWeek.nextEnd(Instant.parse("2025-11-02T05:00:00Z"))).isEqualTo("2025-11-09T06:00:00Z");
    assertThat(LogInWeek.lastEnd(Instant.parse("2025-11-02T05:00:00Z"))).isEqualTo("2025-11-02T05:00:00Z");
    assertThat(LogInWeek.lastEnd(RUN)).isEqualTo("2025-10-26T05:00:00Z");
  }

  @Test
  void shouldEndFiftyTwoTimesAYearAndAlwaysOnASunday() {
    Set<Instant> ends = new HashSet<>();
    Instant end = Instant.parse("2025-01-01T00:00:00Z");
    for (Instant now = end; now.isBefore(Instant.parse("2026-01-01T00:00:00Z")); now = now.plusSeconds(3600)) {
      Instant next = LogInWeek.nextEnd(now);
      assertThat(next).isAfter(now).isBeforeOrEqualTo(now.plus(Duration.ofHours(7 * 24 + 1)));
      assertThat(LogInWeek.nextEnd(LogInWeek.lastEnd(now))).isEqualTo(next);
      assertThat(next.atZone(NyseCalendar.ZONE)).satisfies(local -> {
        assertThat(local.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(local.toLocalTime()).isEqualTo("01:00");
      });
      ends.add(next);
    }
    assertThat(ends).hasSize(53);
  }

  @Test
  void shouldHoldWhereTheRunComesFirst() {
    Instant now = Instant.parse("2025-10-27T12:00:00Z");
    assertThat(LogInWeek.forecast(now, RUN, true)).isEqualTo(new Holds(Instant.parse("2025-11-02T05:00:00Z")));
  }

  @Test
  void shouldAskForALogInBetweenSundayAndTheRun() {
    Instant saturday = Instant.parse("2025-10-25T14:00:00Z");
    assertThat(LogInWeek.forecast(saturday, RUN, true)).isEqualTo(
        new EndsBefore(Instant.parse("2025-10-26T05:00:00Z"), Instant.parse("2025-10-31T16:30:00Z")));
    Instant longBefore = Instant.parse("2025-10-04T14:00:00Z");
    assertThat(LogInWeek.forecast(longBefore, RUN, true)).isEqualTo(
        new EndsBefore(Instant.parse("2025-10-05T05:00:00Z"), Instant.parse("2025-10-12T05:00:00Z")));
  }

  @Test
  void shouldSayByWhenALogInThatEndedHasToBeRenewed() {
    Instant monday = Instant.parse("2025-10-27T12:00:00Z");
    assertThat(LogInWeek.forecast(monday, RUN, false)).isEqualTo(
        new Ended(Instant.parse("2025-10-26T05:00:00Z"), Instant.parse("2025-10-31T16:30:00Z")));
  }

  @Test
  void shouldWantALogInBeforeEachMonthEndOfAYearInTheWeekOfTheRun() {
    for (Instant now = Instant.parse("2025-01-04T15:00:00Z"); now.isBefore(
        Instant.parse("2025-12-31T00:00:00Z")); now = now.atZone(NyseCalendar.ZONE).plusWeeks(1).toInstant()) {
      Trigger next = SCHEDULE.next(now);
      var forecast = (EndsBefore) LogInWeek.forecast(now, next.dueAt(), true);
      assertThat(forecast.end()).isBefore(next.dueAt());
      assertThat(forecast.by()).isAfter(forecast.end())
          .isBeforeOrEqualTo(forecast.end().plus(Duration.ofHours(7 * 24 + 1)));
      boolean isWeekOfTheRun = next.dueAt().isBefore(LogInWeek.nextEnd(forecast.end()));
      assertThat(forecast.by().equals(next.dueAt().minus(Duration.ofHours(2)))).isEqualTo(isWeekOfTheRun);
    }
  }
}
