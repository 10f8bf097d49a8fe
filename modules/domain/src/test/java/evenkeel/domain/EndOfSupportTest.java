package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfSupportTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "The version of the application you are running, 1045.1, needs to be upgraded, as it will be desupported on"
          + " 20261215 | 2026-12-15",
      "Version 1037 will be DESUPPORTED on 2026-12-15. | 2026-12-15",
      "It will be de-supported on 2026/12/15 | 2026-12-15",
      "Version 20269999 is desupported soon |"})
  void shouldReadTheDateLoosely(String text, String date) {
    assertThat(EndOfSupport.of(text).orElseThrow().date())
        .isEqualTo(Optional.ofNullable(date).map(LocalDate::parse));
  }

  @Test
  void shouldNotTakeAnotherNoticeForIt() {
    assertThat(EndOfSupport.of("Market data farm connection is OK:usfarm")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
      "2026-11-01T12:00:00Z, 2026-11-08T11:00:00Z, false", "2026-11-01T12:00:00Z, 2026-11-08T12:00:00Z, true",
      "2026-12-05T12:00:00Z, 2026-12-06T12:00:00Z, true", "2026-12-20T12:00:00Z, 2026-12-21T12:00:00Z, true",
      "2026-12-06T12:00:00Z, 2026-12-07T11:00:00Z, false"})
  void shouldBeSaidWeeklyAndDailyInTheLastTenDays(Instant told, Instant now, boolean isDue) {
    EndOfSupport end = EndOfSupport.of("desupported on 20261215").orElseThrow();
    assertThat(end.isDue(told, now)).isEqualTo(isDue);
  }
}
