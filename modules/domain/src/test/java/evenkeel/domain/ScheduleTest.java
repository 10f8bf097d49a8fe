package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final TimeZone USUAL = TimeZone.getDefault();
  /** As the defaults are: 14:30 to 15:45, which is as long before a close at 16:00 as 11:30 to 12:45 before 13:00. */
  private static final Schedule DEFAULT = new Schedule(
      LocalTime.of(14, 30), new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)));
  private static final Duration DUE_BEFORE_CLOSE = Duration.ofMinutes(90);
  private static final Duration CUT_OFF_BEFORE_CLOSE = Duration.ofMinutes(15);

  @AfterEach
  void atHome() {
    TimeZone.setDefault(USUAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Shanghai", "America/New_York", "UTC", "Pacific/Auckland"})
  void shouldBeDueOnTheLastPublishedSessionOfEachMonthWhereverTheMachineIs(String zone) throws IOException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    List<String> published = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    Instant before = Instant.parse("2014-12-31T21:00:00Z");
    for (Published last : lastOfEachMonth()) {
      Instant due = last.close().minus(DUE_BEFORE_CLOSE);
      Instant cutOff = last.close().minus(CUT_OFF_BEFORE_CLOSE);
      published.add(last.date() + " " + due + " " + cutOff);
      ours.add(said(DEFAULT.monthEnd(YearMonth.from(last.date()))));
      // The next one at every moment since the last, up to its cut-off.
      assertThat(said(DEFAULT.next(before))).isEqualTo(published.getLast());
      assertThat(said(DEFAULT.next(due))).isEqualTo(published.getLast());
      assertThat(said(DEFAULT.next(cutOff.minusMillis(1)))).isEqualTo(published.getLast());
      before = cutOff;
    }
    assertThat(ours).isEqualTo(published).hasSize(120)
        .contains(
            "2019-11-29 2019-11-29T16:30:00Z 2019-11-29T17:45:00Z",
            "2024-03-28 2024-03-28T18:30:00Z 2024-03-28T19:45:00Z");
  }

  private static String said(Trigger trigger) {
    assertThat(trigger.run()).hasToString(trigger.session().toString().replace("-", "") + "-month-end");
    return trigger.session() + " " + trigger.dueAt() + " " + trigger.deadline();
  }

  /** A session of the list: its date in New York, and when it closes. */
  private record Published(LocalDate date, Instant close) {}

  private static List<Published> lastOfEachMonth() throws IOException {
    Path file = Path.of(System.getProperty("evenkeel.shared", "absent"), "data", "nyse_sessions_2015_2024.csv");
    Assumptions.assumeTrue(Files.exists(file), "no session list beside the project");
    SortedMap<YearMonth, Published> last = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      var session = new Published(LocalDate.parse(fields[0]), Instant.parse(fields[5]));
      last.put(YearMonth.from(session.date()), session);
    }
    return List.copyOf(last.values());
  }
}
