package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Parts of the virtual year; the whole is for {@code scripts/campaign}. The autumn has a month end on a Monday whose
 * log-in comes late, the end of summer time, and a half day.
 */
class YearTest {
  private static final TimeZone USUAL = TimeZone.getDefault();
  private static final Duration YEAR_MAX = Duration.ofSeconds(60);
  private static final long HEAP_GROWTH_MAX = 8_000_000;
  private static final long FILES_GROWTH_MAX = 20;

  @AfterEach
  void atHome() {
    TimeZone.setDefault(USUAL);
  }

  @Test
  void shouldLiveThroughAnAutumnAlone() {
    YearResult autumn = Year.live(YearPlan.of(1, LocalDate.of(2024, 9, 2), LocalDate.of(2024, 12, 1)));

    assertThat(decisions(autumn)).containsExactly(
        "20240930-month-end 2024-09-30T18:30", "20241031-month-end 2024-10-31T19:20",
        "20241129-month-end 2024-11-29T17:09");
    assertThat(autumn.worked()).as(YearText.lines(autumn).toString()).isLessThan(YEAR_MAX.dividedBy(2));
    assertThat(autumn.states().getLast().heapBytes() - autumn.states().getFirst().heapBytes())
        .as("heap").isLessThan(HEAP_GROWTH_MAX);
    assertThat(autumn.states().getLast().openFiles() - autumn.states().getFirst().openFiles())
        .as("open files").isLessThan(FILES_GROWTH_MAX);
  }

  /** It is killed before a month end and over one; told to end over a cut-off; killed with orders at the exchange. */
  @Test
  void shouldDecideOnceWheneverTheProcessEnds() {
    assertThat(decisions(Year.live(YearPlan.of(1, LocalDate.of(2024, 4, 29), LocalDate.of(2024, 5, 31)))))
        .containsExactly("20240430-month-end 2024-05-01T18:30", "20240531-month-end 2024-05-31T18:30");
    assertThat(decisions(Year.live(YearPlan.of(1, LocalDate.of(2024, 12, 30), LocalDate.of(2024, 12, 31)))))
        .containsExactly("20241231-month-end 2024-12-31T19:30");
  }

  /** The log-in ends an hour after the process has begun, and that is said at once. */
  @Test
  void shouldBeginAYearOnASunday() {
    assertThat(decisions(Year.live(YearPlan.of(1, LocalDate.of(2017, 1, 1), LocalDate.of(2017, 1, 31)))))
        .containsExactly("20170131-month-end 2017-01-31T19:34");
  }

  private static List<String> decisions(YearResult year) {
    assertThat(YearAudit.complaints(year)).isEmpty();
    return year.decisions().stream().map(it -> it.run() + " " + it.at().toString().substring(0, 16)).toList();
  }

  @Test
  void shouldPutOffWhatTheMachineSleptThrough() {
    YearResult summer = Year.live(YearPlan.of(1, LocalDate.of(2024, 6, 24), LocalDate.of(2024, 7, 7)));

    assertThat(decisions(summer)).containsExactly("20240628-month-end 2024-07-01T18:30");
  }

  /** The month end, the nights and the Sundays around the beginning of summer time in New York; it is none in Asia. */
  @Test
  void shouldLiveTheSameWhereverTheMachineIs() {
    List<YearResult> marches = new ArrayList<>();
    for (String zone : List.of("Asia/Shanghai", "America/New_York", "UTC", "Pacific/Auckland")) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      marches.add(Year.live(YearPlan.of(3, LocalDate.of(2024, 3, 8), LocalDate.of(2024, 3, 29))));
    }

    YearResult shanghai = marches.getFirst();
    assertThat(YearAudit.complaints(shanghai)).isEmpty();
    assertThat(shanghai.decisions()).hasSize(1);
    assertThat(shanghai.days()).hasSize(22);
    assertThat(marches).allSatisfy(march -> {
      assertThat(march.decisions()).isEqualTo(shanghai.decisions());
      assertThat(march.days()).isEqualTo(shanghai.days());
    });
  }
}
