package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bars over TCP, within IBKR's pace by the simulated exchange's own count. */
class HistoryCommandTest {
  @TempDir
  Path folder;

  @Test
  void shouldDownloadFiveYearsWithoutAGapOrAViolation() throws IOException {
    try (SimulatedDay day = fast("month-end", 600)) {
      Path file = folder.resolve("gld.csv");
      ProgramRun run = day.run("", "history", "GLD", "--duration", "5 Y", "--bar", "1 day", "--csv", file.toString());

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).hasSize(1).first().asString()
          .matches("GLD: 125[0-9] bars from 2020-11-02 to 2025-10-31 in .*gld.csv");
      List<String> lines = Files.readAllLines(file);
      assertThat(lines.getFirst()).isEqualTo("date,open,high,low,close,volume");
      assertThat(lines.stream().skip(1).map(line -> line.split(",", 2)[0]).toList()).isEqualTo(
          NyseCalendar.sessions(LocalDate.of(2020, 11, 1), LocalDate.of(2025, 10, 31)).stream()
              .map(Session::date).map(LocalDate::toString).toList());
      assertThat(lines.get(7)).matches("[0-9-]{10}(,[0-9]+\\.[0-9]+){4},[0-9]+");
      assertThat(day.historyPacingViolations()).isZero();
    }
  }

  @Test
  void shouldRefuseWhatReachesBackBeyondEverythingKnownAndStopWhereThereIsNoMore() throws IOException {
    try (SimulatedDay day = fast("month-end", 600)) {
      ProgramRun century = day.run("", "history", "GLD", "--duration", "100 Y", "--bar", "1 day");
      assertThat(century.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(century.err()).singleElement().asString().contains(
          "a duration of 100 Y reaches back to 1925-11-01, and nothing before 1990-01-01 is known");

      ProgramRun all = day.run("", "history", "GLD", "--duration", "35 Y", "--bar", "1 month");
      assertThat(all.err()).isEmpty();
      assertThat(all.exitCode()).isZero();
    }
  }

  @Test
  void shouldKeepThePaceForThirtySymbols() throws IOException {
    try (SimulatedDay day = fast(thirty(""), 600)) {
      Path prices = folder.resolve("prices");
      ProgramRun run = day.run("", arguments(30, "3 Y", "--csv", prices.toString(), "--json"));

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).hasSize(30).allMatch(line -> line.contains("\"complete\":true"));
      try (Stream<Path> files = Files.list(prices)) {
        assertThat(files).hasSize(30);
      }
      assertThat(Files.readAllLines(prices.resolve("S007.csv"))).hasSizeBetween(750, 756);
      assertThat(day.historyPacingViolations()).isZero();
    }
  }

  @Test
  void shouldGoOnAfterARestartOfTheGateway() throws IOException {
    // While it waits for the ten minutes to pass that the first sixty requests have filled.
    String restart = "timeline = [{ after = 250s, fault = restart, down = 90s }]";
    try (SimulatedDay day = fast(thirty(restart), 250)) {
      ProgramRun run = day.run("", arguments(20, "4 Y", "--csv", folder.resolve("prices").toString()));

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).hasSize(20).allMatch(line -> line.contains(" bars from 2021-11-01 to 2025-10-31"));
      assertThat(run.err()).singleElement().asString()
          .contains("the connection to the Gateway is lost; waiting for it");
      assertThat(day.historyPacingViolations()).isZero();
    }
  }

  @Test
  void shouldAskAgainWhenTheGatewayLosesARequest() throws IOException {
    String lost = "timeline = [{ after = 0s, fault = pacing-violation, count = 1 }]";
    try (SimulatedDay day = fast(thirty(lost), 600)) {
      ProgramRun run = day.run("", arguments(2, "1 Y", "--json"));

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).hasSizeBetween(500, 506);
      assertThat(day.historyPacingViolations()).isZero();
    }
  }

  @Test
  void shouldRememberWhatAnEarlierProcessHasAsked() throws IOException {
    try (SimulatedDay day = fast("month-end", 20)) {
      for (int i = 0; i < 3; i++) {
        assertThat(day.run("", "history", "GLD", "--duration", "1 W", "--bar", "1 day").exitCode()).isZero();
      }
      assertThat(day.historyPacingViolations()).isZero();
      Path memory = day.dataDirectory().resolve("history_pacing.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory))).isEqualTo("rw-------");
    }
  }

  @Test
  void shouldShowBarsWithinADayInNewYorkTime() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "history", "GLD", "--duration", "2 D", "--bar", "1 hour", "--what", "midpoint");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).hasSize(1 + 7 + 6);
      assertThat(run.out().get(1)).startsWith("GLD     2025-10-30T09:30:00-04:00").endsWith(" -");
    }
  }

  @Test
  void shouldDeliverTheOthersWhenOneSymbolIsNotKnown() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "history", "ZZZZ", "GLD", "--duration", "1 W", "--bar", "1 day", "--json");

      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(run.out()).hasSize(5).allMatch(line -> line.startsWith("{\"symbol\":\"GLD\",\"date\":\"2025-10-"));
      assertThat(run.err()).singleElement().asString().contains("ZZZZ: no bars: the Gateway refused");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      GLD --duration,6 Q,--bar,1 day              | '6 Q' is not a duration such as "6 M"
      GLD --duration,6 M,--bar,7 days             | '7 days' is not a bar size; there are 1 secs,
      GLD --duration,60 S,--bar,1 day             | a duration of 60 S is shorter than one bar of 1 day
      GLD --duration,6 M,--bar,1 day,--what,VWAP  | 'VWAP' is not one of TRADES
      GLD --duration,6 M                          | Missing required option: '--bar=SIZE'
      GLD --duration,6 M,--bar,1 day,--csv,/nowhere/at/all.csv | cannot be written
      """)
  void shouldRefuseBadInputWithOneLine(String words, String said) {
    var arguments = new ArrayList<>(List.of("history", "GLD"));
    arguments.addAll(List.of(words.substring("GLD ".length()).split(",", -1)));
    ProgramRun run = ProgramRun.of(arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).singleElement().asString().contains(said);
  }

  private SimulatedDay fast(String scenario, int speed) throws IOException {
    return SimulatedDay.of(
        scenario, folder, new FasterClock(SimulatedDay.AFTERNOON, EvenkeelClock.system().instant(), speed));
  }

  private String thirty(String more) throws IOException {
    return Files.writeString(folder.resolve("thirty.conf"), """
        include classpath("evenkeel/simulator/scenarios/month-end")
        made-up-contracts = 30
        """ + more).toString();
  }

  private static String[] arguments(int symbols, String span, String... more) {
    return Stream.of(
        Stream.of("history"), IntStream.rangeClosed(1, symbols).mapToObj("S%03d"::formatted),
        Stream.of("--duration", span, "--bar", "1 day"), Stream.of(more)).flatMap(each -> each).toArray(String[]::new);
  }
}
