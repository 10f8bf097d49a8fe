package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.LedgerEntry.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One run by hand, and the plan that comes before it. */
class RebalanceCommandTest {
  private static final String MARKET_ORDERS = "evenkeel.order-type = MKT";

  @TempDir
  Path folder;

  @Test
  void shouldPlanWithoutTrading() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "plan");

      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).anyMatch(line -> line.startsWith("DBMF ") && line.endsWith("breach"))
          .anyMatch(line -> line.startsWith("SELL   DBMF")).anyMatch(line -> line.startsWith("BUY    GLD"))
          .anyMatch(line -> line.startsWith("Sells ") && line.contains("commissions "));
      assertThat(day.orders()).isEmpty();
      assertThat(day.dataDirectory()).doesNotExist();
    }
  }

  @Test
  void shouldPlanAsJson() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "plan", "--json");

      assertThat(run.out()).hasSize(1);
      JsonNode plan = ReportFile.parse(run.out().getFirst());
      assertThat(plan.path("drift")).hasSize(3);
      assertThat(plan.path("orders")).extracting(order -> order.path("action").asText())
          .containsExactly("SELL", "BUY", "BUY");
      assertThat(plan.path("plan_seconds").isNumber()).isTrue();
    }
  }

  @Test
  void shouldSendNothingInADryRunAndReportIt() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "rebalance", "--mode", "dry-run", "--yes");

      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("Dry run: nothing was sent.");
      assertThat(day.orders()).isEmpty();
      assertThat(ReportFile.runs(day.dataDirectory())).singleElement().satisfies(report -> {
        assertThat(report.path("mode").asText()).isEqualTo("dry-run");
        assertThat(report.path("orders")).hasSize(3);
        assertThat(report.path("execution")).allSatisfy(
            order -> assertThat(order.path("status").asText()).isEqualTo("DryRun"));
      });
    }
  }

  @Test
  void shouldBuyWithWhatTheSellsBroughtIn() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run(MARKET_ORDERS, "rebalance", "--yes");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      List<LedgerEntry> trades = day.orders().stream()
          .filter(entry -> entry.event() == Event.ACCEPTED || entry.event() == Event.FILLED).toList();
      assertThat(trades).hasSize(6);
      assertThat(trades.get(0).event()).isEqualTo(Event.ACCEPTED);
      assertThat(trades.get(1).event()).isEqualTo(Event.FILLED);
      assertThat(trades.subList(0, 2)).allMatch(entry -> entry.action().orElseThrow().equals("SELL"));
      assertThat(trades.subList(2, 6)).allMatch(entry -> entry.action().orElseThrow().equals("BUY"));

      // The next one finds nothing to do.
      ProgramRun again = day.run(MARKET_ORDERS, "rebalance", "--yes");
      assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(again.out()).contains("Nothing to trade.");
      assertThat(day.ledger(Event.ACCEPTED)).hasSize(3);
      assertThat(ReportFile.runs(day.dataDirectory())).hasSize(2);
    }
  }

  @Test
  void shouldFollowOrdersToTheClose() throws IOException {
    var clock = new FasterClock(SimulatedDay.AFTERNOON, EvenkeelClock.system().instant(), 300);
    try (SimulatedDay day = SimulatedDay.of("month-end", folder, clock)) {
      ProgramRun run = day.run("", "rebalance", "--yes");

      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(day.ledger(Event.FILLED)).hasSize(3)
          .allMatch(entry -> !entry.time().isBefore(Instant.parse("2025-10-31T20:00:00Z")));
    }
  }

  @Test
  void shouldSayWhichOrderWasRefused() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("rejected-order", folder)) {
      ProgramRun run = day.run(MARKET_ORDERS, "rebalance", "--yes");

      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(run.err()).singleElement().asString()
          .contains("not every order of the run filled: BUY GLD 0 of ").contains("(rejected: ")
          .contains("No trading permission");
      assertThat(day.ledger(Event.REJECTED)).hasSize(1);
    }
  }

  @Test
  void shouldNotComplainOfPurchasesThatWaitForTheSecondStep() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("cash-shown-as-margin", folder)) {
      ProgramRun run = day.run(MARKET_ORDERS, "rebalance", "--yes");

      assertThat(day.ledger(Event.REJECTED)).isNotEmpty();
      assertThat(run.out()).anyMatch(line -> line.contains("takes two steps"));
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void shouldNameTheCashThatIsToBeConvertedFirst() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("two-currencies", folder)) {
      ProgramRun run = day.run("", "rebalance", "--mode", "dry-run", "--yes");

      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.out())
          .contains("No order for DBMF: the dollars pay for no share before cash of another currency is converted")
          .anyMatch(line -> line.startsWith("Purchases are left out for lack of dollars: convert "));
      assertThat(day.orders()).isEmpty();
      assertThat(ReportFile.runs(day.dataDirectory())).singleElement().satisfies(
          report -> assertThat(report.path("reasons")).extracting(JsonNode::asText)
              .containsExactly("purchases wait until cash of another currency is converted"));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2025-10-31T19:45:01Z | the cut-off 15:45 New York
      2025-11-01T15:00:00Z | the NYSE is closed on Sat 2025-11-01; the next session is Mon 2025-11-03, until 15:45
      2025-11-28T17:46:00Z | the cut-off 12:45 New York
      """)
  void shouldRefuseWhatComesTooLate(Instant now, String said) throws IOException {
    var clock = new FasterClock(now, EvenkeelClock.system().instant(), 1);
    try (SimulatedDay day = SimulatedDay.of("month-end", folder, clock)) {
      ProgramRun run = day.run("", Map.of("TZ", "America/New_York"), "rebalance", "--yes");

      assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).singleElement().asString().contains(said);
      assertThat(day.orders()).isEmpty();
    }
  }
}
