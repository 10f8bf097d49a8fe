package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.simulator.LedgerEntry.Event;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guards stop, from the command line to the report. */
class GuardsTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      guards.order-value-max = 0.01      | buy GLD 3 --type MKT              | more than guards.order-value-max 1 % of
      guards.run-value-max = 0.01        | buy GLD 3 --type MKT              | more than guards.run-value-max 1 % of
      guards.price-distance-max = 0.02   | buy GLD 1 --type LMT --limit 500  | more than guards.price-distance-max 2 %
      guards.order-value-max = 10        | buy GLD 60 --type MKT             | the buys cost
      guards.order-value-max = 10        | sell GLD 39 --type MKT            | would be a short sale: 38 shares are held
      """)
  void shouldStopAnOrderByHandWithTheNumberAndTheLimit(String more, String words, String said) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("evenkeel." + more, ("order " + words + " --yes").split(" ", -1));
      assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).singleElement().asString().contains("nothing was sent: ").contains(said);
      assertThat(day.orders()).isEmpty();
      JsonNode report = ReportFile.runs(day.dataDirectory()).getFirst();
      assertThat(report.path("verdict").asText()).isEqualTo("refused");
      assertThat(report.path("reasons").get(0).asText()).contains(said);
    }
  }

  @Test
  void shouldStopARebalance() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("evenkeel.guards.orders-per-day-max = 2", "rebalance", "--yes");
      assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).singleElement().asString()
          .contains("0 orders were sent today and 3 more are wanted, more than guards.orders-per-day-max 2");
      assertThat(day.orders()).isEmpty();
    }
  }

  @Test
  void shouldNotUndoOnOneDay() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run("", "order", "buy", "GLD", "1", "--type", "MKT", "--yes").exitCode())
          .isEqualTo(ExitCode.DONE);
      ProgramRun back = day.run("", "order", "sell", "GLD", "1", "--type", "MKT", "--yes");
      assertThat(back.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(back.err()).singleElement().asString().contains("is opposite to a BUY of 1 shares that filled today");
      assertThat(day.ledger(Event.ACCEPTED)).hasSize(1);
    }
  }

  @Test
  void shouldSendNothingWhilePaused() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run("", "pause").exitCode()).as("a reason is wanted").isEqualTo(ExitCode.USAGE);
      ProgramRun paused = day.run("", "pause", "--reason", "prices look wrong");
      assertThat(paused.out()).singleElement().asString().startsWith("Trading is paused");
      for (String[] words : new String[][]{
          {"order", "buy", "GLD", "1", "--type", "MKT", "--yes"}, {"rebalance", "--yes"}}) {
        ProgramRun refused = day.run("", words);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).singleElement().asString().contains("trading is paused since")
            .contains("prices look wrong");
      }
      assertThat(day.orders()).isEmpty();

      assertThat(day.run("", "resume").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(day.run("", "order", "buy", "GLD", "1", "--type", "MKT", "--yes").exitCode())
          .isEqualTo(ExitCode.DONE);
    }
  }
}
