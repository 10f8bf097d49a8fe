package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  private static final String HEADER = "date,open,high,low,close,volume\n";

  @TempDir
  Path folder;

  private ProgramRun run(String... arguments) {
    return ProgramRun.of(Map.of("HOME", folder.toString()), arguments);
  }

  private Path prices() {
    return folder.resolve(".tradesys/prices");
  }

  @Test
  void shouldDownloadRawAndAdjustedClosesOfTheTargets() throws IOException {
    var clock = new FasterClock(SimulatedDay.AFTERNOON, EvenkeelClock.system().instant(), 600);
    try (SimulatedDay day = SimulatedDay.of("month-end", folder, clock)) {
      ProgramRun fetched = day.run("", "data", "fetch", "--duration", "2 Y");

      assertThat(fetched.err()).isEmpty();
      assertThat(fetched.exitCode()).isZero();
      assertThat(fetched.out()).hasSize(3).allMatch(line -> line.matches("(DBMF|GLD|BIL): 50[0-9] bars from .*"));
      List<String> lines = Files.readAllLines(day.dataDirectory().resolve("prices/GLD.csv"));
      assertThat(lines.getFirst()).isEqualTo(HEADER.strip() + ",adjusted_close");
      assertThat(day.historyPacingViolations()).isZero();

      ProgramRun shown = day.run("", "data");
      assertThat(shown.out()).hasSizeGreaterThanOrEqualTo(4);
      assertThat(shown.out().get(1)).matches("BIL +2023-1[01]-[0-9]+ +2025-10-3[01] +50[0-9] +0 +0 +0");
      assertThat(day.run("", "data", "--json").out()).hasSize(3)
          .allMatch(line -> line.contains("\"missing\":0"));
    }
  }

  @Test
  void shouldImportWhatIsRightAndNothingWhereAnythingIsWrong() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(mine.resolve("GLD.csv"), HEADER + "2025-10-30,1,1,1,100,\n2025-10-31,1,1,1,101,\n");
    Files.writeString(mine.resolve("GLD.distributions.csv"), "date,amount\n2025-10-31,0.5\n");
    Files.writeString(mine.resolve("BIL.csv"), HEADER + "2025-10-30,1,1,1,-91,\n");

    ProgramRun wrong = run("data", "import", mine.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).singleElement().asString().contains("BIL.csv, line 2: -91 is not above zero");
    assertThat(Files.exists(prices())).isFalse();

    Files.delete(mine.resolve("BIL.csv"));
    ProgramRun right = run("data", "import", mine.toString());
    assertThat(right.err()).isEmpty();
    assertThat(right.out()).singleElement().asString().startsWith("GLD: copied to ");
    assertThat(run("data").out().get(1)).matches("GLD +2025-10-30 +2025-10-31 +2 +0 +1 +0");
  }

  @Test
  void shouldSayWhereNothingIsAndWhatIsDamaged() throws IOException {
    assertThat(run("data").out()).singleElement().asString().contains("there are no files of daily prices in ");
    Files.createDirectories(prices());
    Files.writeString(prices().resolve("GLD.csv"), "date,open\n");

    ProgramRun damaged = run("data");
    assertThat(damaged.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(damaged.err()).singleElement().asString().contains("GLD.csv has no column close");
    assertThat(run("data", "import", folder.resolve("none").toString()).exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
