package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo, each in a process of its own since they run side by side. */
@Execution(ExecutionMode.CONCURRENT)
class DemoCommandTest {
  private static final Pattern FILL = Pattern
      .compile("\\d\\d:\\d\\d:\\d\\d {2}\\w+ +\\d+ (\\w+) +filled \\d+ at ([0-9.]+)");

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      demo                 | Fri 2025-10-31 | close 16:00 New York         | 14:30 | 15:45
      demo --month 2025-11 | Fri 2025-11-28 | close 13:00 New York (early) | 11:30 | 12:45
      demo --month 2024-03 | Thu 2024-03-28 | close 16:00 New York         | 14:30 | 15:45
      """)
  void shouldSettleAMonthEnd(String command, String session, String close, String due, String cutOff)
      throws Exception {
    try (ProgramProcess demo = ProgramProcess.start(
        Map.of("TZ", "America/New_York"), command.split(" ", -1))) {
      assertThat(demo.awaitExit()).as(String.join("\n", demo.err())).isEqualTo(ExitCode.DONE);

      assertThat(demo.err()).isEmpty();
      List<String> out = demo.out();
      assertThat(out).anyMatch(line -> line.startsWith("Session   " + session + ", the last of the month, " + close));
      assertThat(out).contains("Trigger   " + due + " New York, orders until " + cutOff + " New York");
      assertThat(out).last().isEqualTo(
          "Settled: every planned share filled, every holding within 1 point of its target.");
      assertSellsGoFirst(out);
      assertShowsTheAuctionsPrices(out);
      assertReported(out, session.substring(4));
    }
  }

  private static void assertSellsGoFirst(List<String> out) {
    List<String> sent = out.stream().filter(line -> line.contains("  sent as MOC order ")).toList();
    assertThat(sent).hasSize(3);
    assertThat(sent.getFirst()).contains("SELL");
    assertThat(sent.subList(1, 3)).allMatch(line -> line.contains("BUY"));
  }

  private static void assertShowsTheAuctionsPrices(List<String> out) {
    int closing = out.indexOf(out.stream().filter(line -> line.startsWith("At the closing prices")).findFirst()
        .orElseThrow());
    List<String> after = out.subList(closing, out.size());
    List<Matcher> fills = out.stream().map(FILL::matcher).filter(Matcher::find).toList();
    assertThat(fills).hasSize(3).allSatisfy(fill -> assertThat(after).anyMatch(
        line -> line.startsWith(fill.group(1) + " ") && line.contains(" " + fill.group(2) + " ")));
  }

  private static void assertReported(List<String> out, String session) throws IOException {
    String report = out.stream().filter(line -> line.startsWith("Report    ")).findFirst().orElseThrow();
    List<JsonNode> runs = ReportFile.read(Path.of(report.substring("Report    ".length())));
    assertThat(runs).singleElement().satisfies(run -> {
      assertThat(run.path("session").asText()).isEqualTo(session);
      assertThat(run.path("execution")).hasSize(3);
    });
  }

  @Test
  void shouldCheckItsOptionsBeforeItStarts() {
    assertThat(ProgramRun.of("demo", "--speed", "0").err()).singleElement().asString()
        .contains("--speed must be from 1 to 2000, was 0");
    assertThat(ProgramRun.of("demo", "--month", "2050-01").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ProgramRun.of("demo", "--prices", folder.resolve("none").toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }
}
