package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarCommandTest {
  @TempDir
  Path folder;

  @Test
  void shouldShowHalfDaysHolidaysAndTheNextRebalancesInBothTimes() throws IOException {
    String file = Files.writeString(folder.resolve("a.conf"), "evenkeel.local-time-zone = Asia/Shanghai")
        .toString();

    ProgramRun run = ProgramRun.of("calendar", "2025-11", "--config", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains(
        "Mon 2025-11-03  09:30 New York · 22:30 Beijing  16:00 New York · 05:00 Beijing (+1 day)",
        "Thu 2025-11-27  closed",
        "Fri 2025-11-28  09:30 New York · 22:30 Beijing  13:00 New York · 02:00 Beijing (+1 day)"
            + "  early close, last session of the month");
    assertThat(run.out().subList(run.out().size() - 4, run.out().size())).containsExactly(
        "Next rebalances  Start                                    MOC orders until",
        "Fri 2025-11-28   11:30 New York · 00:30 Beijing (+1 day)  12:45 New York · 01:45 Beijing (+1 day)",
        "Wed 2025-12-31   14:30 New York · 03:30 Beijing (+1 day)  15:45 New York · 04:45 Beijing (+1 day)",
        "Fri 2026-01-30   14:30 New York · 03:30 Beijing (+1 day)  15:45 New York · 04:45 Beijing (+1 day)");
  }

  @Test
  void shouldShowThePresentMonthUnlessToldOtherwise() {
    assertThat(ProgramRun.of("calendar")).isEqualTo(ProgramRun.of("calendar", "2025-11"));
  }

  @Test
  void shouldLeaveOutAMonthEndWhoseCutOffHasPassed() {
    String lateInNovember = "2025-11-28T18:00:00Z@2020-01-01T00:00:00Zx0.0000001";

    ProgramRun run = ProgramRun.of(Map.of("EVENKEEL_CLOCK", lateInNovember), "calendar");

    assertThat(run.out().subList(run.out().size() - 3, run.out().size()))
        .extracting(line -> line.substring(0, 14))
        .containsExactly("Wed 2025-12-31", "Fri 2026-01-30", "Fri 2026-02-27");
  }

  @Test
  void shouldPrintOneObjectASession() {
    ProgramRun run = ProgramRun.of("calendar", "--from", "2024-03-27", "--to", "2024-04-01", "--json");

    // Good Friday was the 29th.
    String usual = "\"open\":\"09:30\",\"close\":\"16:00\",\"early_close\":false";
    assertThat(run.out()).containsExactly(
        "{\"date\":\"2024-03-27\"," + usual + ",\"last_of_month\":false}",
        "{\"date\":\"2024-03-28\"," + usual + ",\"last_of_month\":true}",
        "{\"date\":\"2024-04-01\"," + usual + ",\"last_of_month\":false}");
  }

  @Test
  void shouldFlagAnEarlyClose() {
    ProgramRun run = ProgramRun.of("calendar", "--from", "2025-11-28", "--to", "2025-11-30", "--json");

    assertThat(run.out()).containsExactly(
        "{\"date\":\"2025-11-28\",\"open\":\"09:30\",\"close\":\"13:00\",\"early_close\":true,"
            + "\"last_of_month\":true}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2025-13                               | '2025-13' is not a month such as 2025-11
      --from x --to 2025-01-01              | 'x' is not a date such as 2025-11-28
      --from 2025-02-01 --to 2025-01-01     | --to 2025-01-01 is before --from 2025-02-01; swap them
      --from 2025-02-01                     | give either a month or both --from and --to
      2025-02 --from 2025-02-01 --to 2025-02-02 | give either a month or both --from and --to
      1989-12                               | the calendar covers 1990-01-01 to 2035-12-31
      2036-01                               | the calendar covers 1990-01-01 to 2035-12-31
      --jsn                                 | Unknown option: '--jsn' (did you mean --json
      """)
  void shouldRefuseWhatItCannotShowInOneLine(String arguments, String problem) {
    ProgramRun run = ProgramRun.of(("calendar " + arguments).split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).singleElement().asString().startsWith("evenkeel: ").contains(problem);
  }
}
