package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTimeTest {
  private static final ZoneId HONG_KONG = ZoneId.of("Asia/Hong_Kong");

  @ParameterizedTest
  @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
      20250708 16:00:03 US/Eastern|2025-07-08T20:00:03Z
      20250708 16:00:03 America/New_York|2025-07-08T20:00:03Z
      20250108 16:00:03 US/Eastern|2025-01-08T21:00:03Z
      20250708 16:00:03 EST|2025-07-08T20:00:03Z
      20250708-16:00:03|2025-07-08T16:00:03Z
      20250708  16:00:03|2025-07-08T08:00:03Z
      20250708 16:00:03|2025-07-08T08:00:03Z
      20250708 16:00:03 中国标准时间|2025-07-08T08:00:03Z
      20250708 16:00:03 Hong Kong Standard Time|2025-07-08T08:00:03Z
      20250708 16:00:03 JST|2025-07-08T07:00:03Z
      20250708 16:00:03 GMT|2025-07-08T16:00:03Z
      1752606307|2025-07-15T19:05:07Z
      0|1970-01-01T00:00:00Z
      20251102 01:30:00 US/Eastern|2025-11-02T05:30:00Z
      20250309 02:30:00 US/Eastern|2025-03-09T07:30:00Z
      """)
  void shouldReadAMoment(String text, Instant moment) {
    assertThat(GatewayTime.parse(text, HONG_KONG)).contains(new GatewayTime.Moment(moment));
  }

  @Test
  void shouldReadADay() {
    assertThat(GatewayTime.parse("20250714", HONG_KONG))
        .contains(new GatewayTime.Day(LocalDate.of(2025, 7, 14)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "20250231", "20251301", "2025-07-14", "20250714T10:00:00",
      "20250714 25:00:00", "20250714 1:00:00 UTC", "20250714-10:00:00 UTC", "20250714 10:00:00UTC",
      "99999999999999999999", "now", "20250714 10:00"})
  void shouldSayWhenATextIsNoTime(String text) {
    assertThat(GatewayTime.parse(text, HONG_KONG)).isEmpty();
  }

  @Test
  void shouldWriteTheFormsThatItReads() {
    Instant moment = Instant.parse("2025-07-08T20:00:03Z");
    assertThat(GatewayTime.utc(moment)).isEqualTo("20250708-20:00:03");
    assertThat(GatewayTime.zoned(moment, ZoneId.of("US/Eastern")))
        .isEqualTo("20250708 16:00:03 US/Eastern");
  }
}
