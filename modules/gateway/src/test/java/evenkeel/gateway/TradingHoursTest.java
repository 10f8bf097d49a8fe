package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingHoursTest {
  @Test
  void shouldReadOpeningsAndClosedDays() {
    TradingHours hours = TradingHours.parse(
        "20251128:0930-20251128:1300;20251129:CLOSED;20251130:CLOSED;20251201:0930-20251201:1600", "US/Eastern");
    assertThat(hours.openings()).extracting(opening -> opening.from() + " " + opening.to()).containsExactly(
        "2025-11-28T09:30-05:00[US/Eastern] 2025-11-28T13:00-05:00[US/Eastern]",
        "2025-12-01T09:30-05:00[US/Eastern] 2025-12-01T16:00-05:00[US/Eastern]");
    assertThat(hours.closed()).containsExactly(LocalDate.of(2025, 11, 29), LocalDate.of(2025, 11, 30));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      20090507:0700-1830,1830-2330       | 2009-05-07T07:00 2009-05-07T18:30, 2009-05-07T18:30 2009-05-07T23:30
      20251102:1800-20251103:1700        | 2025-11-02T18:00 2025-11-03T17:00
      20251103:0930-20251103:1600;nonsense;20251104:0930-20251104:9999 | 2025-11-03T09:30 2025-11-03T16:00
      ;;                                 | ''
      """)
  void shouldReadOtherFormsAndLeaveOutWhatCannotBeRead(String text, String expected) {
    List<String> openings = TradingHours.parse(text, "US/Eastern").openings().stream()
        .map(opening -> opening.from().toLocalDateTime() + " " + opening.to().toLocalDateTime()).toList();
    assertThat(String.join(", ", openings)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"EST (Eastern Standard Time), 1", "America/New_York, 1", "'', 0", "Nowhere/Land, 0"})
  void shouldKnowNothingWithoutAZone(String zone, int openings) {
    assertThat(TradingHours.parse("20251103:0930-20251103:1600", zone).openings()).hasSize(openings);
  }
}
