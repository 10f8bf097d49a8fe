package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.simulator.Fault;
import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.LedgerEntry.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders by hand at the simulated Gateway, in a house of the command's own. */
class OrderCommandTest {
  @TempDir
  Path folder;

  @Test
  void shouldBuyAtTheMarketAndReportIt() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "order", "buy", "GLD", "2", "--type", "MKT", "--yes");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).anyMatch(line -> line.startsWith("BUY 2 GLD MKT DAY, about "))
          .anyMatch(line -> line.contains("sent as MKT order")).anyMatch(line -> line.contains("filled 2 at "))
          .anyMatch(line -> line.startsWith("BUY    GLD          2       2"));
      assertThat(day.ledger(Event.FILLED)).hasSize(1);
      JsonNode report = ReportFile.runs(day.dataDirectory()).getFirst();
      assertThat(report.path("trigger").asText()).isEqualTo("order");
      assertThat(report.path("execution").get(0).path("status").asText()).isEqualTo("Filled");
    }
  }

  @Test
  void shouldLeaveALimitOrderAtTheBrokerThenChangeAndCancelIt() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun placed = day.run(
          "", "order", "buy", "GLD", "4", "--type", "LMT", "--limit", "300", "--tif", "GTC", "--detach", "--yes");
      assertThat(placed.err()).isEmpty();
      assertThat(placed.exitCode()).isEqualTo(ExitCode.DONE);
      LedgerEntry accepted = day.ledger(Event.ACCEPTED).getFirst();
      String id = String.valueOf(accepted.orderId().orElseThrow());
      assertThat(placed.out()).contains(
          "The broker has it as order " + id + "; evenkeel orders shows it, evenkeel cancel " + id + " ends it.");
      assertThat(accepted.tif()).contains("GTC");

      ProgramRun changed = day.run("", "modify", id, "--limit", "301.5", "--quantity", "3");
      assertThat(changed.err()).isEmpty();
      assertThat(changed.out()).contains("Order " + id + " is changed.");
      assertThat(day.ledger(Event.MODIFIED)).singleElement().satisfies(entry -> {
        assertThat(entry.price().orElseThrow()).isEqualByComparingTo("301.5");
        assertThat(entry.quantity().orElseThrow()).isEqualByComparingTo("3");
      });

      ProgramRun offTheGrid = day.run("", "modify", id, "--limit", "301.555");
      assertThat(offTheGrid.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(offTheGrid.err()).singleElement().asString()
          .contains("the limit 301.555 is not a multiple of the smallest price step 0.01");

      ProgramRun cancelled = day.run("", "cancel", id);
      assertThat(cancelled.err()).isEmpty();
      assertThat(cancelled.out()).contains("Order " + id + " is cancelled.");
      assertThat(day.ledger(Event.CANCELLED)).hasSize(1);

      ProgramRun again = day.run("", "cancel", id);
      assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(again.err()).singleElement().asString().contains("order " + id + " (BUY GLD) is over: cancelled");
      ProgramRun unknown = day.run("", "cancel", "4711");
      assertThat(unknown.err()).singleElement().asString().contains("no order 4711 of API client 10 is known");
    }
  }

  @Test
  void shouldSayThatACancelCameTooLate() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      day.run("", "order", "buy", "GLD", "2", "--type", "LMT", "--limit", "300", "--detach", "--yes");
      String id = String.valueOf(day.ledger(Event.ACCEPTED).getFirst().orderId().orElseThrow());
      day.inject(new Fault.CancelOvertaken());
      ProgramRun cancelled = day.run("", "cancel", id);
      assertThat(cancelled.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(cancelled.err()).singleElement().asString().contains("order " + id + " was not cancelled: it filled");
    }
  }

  @Test
  void shouldCancelEverything() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      for (String symbol : List.of("GLD", "BIL")) {
        day.run("", "order", "buy", symbol, "1", "--type", "LMT", "--limit", "50", "--detach", "--yes");
      }
      ProgramRun unasked = day.run("", "cancel", "--all");
      assertThat(unasked.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(day.ledger(Event.CANCELLED)).isEmpty();

      ProgramRun all = day.run("", "cancel", "--all", "--yes");
      assertThat(all.err()).isEmpty();
      assertThat(all.out()).contains("No order is open at the broker.");
      assertThat(day.ledger(Event.CANCELLED)).hasSize(2);
    }
  }

  /** The guards look at what a change adds as at an order by hand, whichever way it was placed. */
  @Test
  void shouldHoldAChangeToTheCashAndNameTheNumbers() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      day.run("", "order", "buy", "GLD", "4", "--type", "LMT", "--limit", "300", "--detach", "--yes");
      String id = String.valueOf(day.ledger(Event.ACCEPTED).getFirst().orderId().orElseThrow());

      ProgramRun tooMuch = day.run("", "modify", id, "--quantity", "30");
      assertThat(tooMuch.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(tooMuch.err()).singleElement().asString().contains(
          "the buys cost 9001.00 and 1650.00 is there: cash of 1650.00 beyond the reserve of 250.00");
      ProgramRun chinese = day.run("", Map.of("EVENKEEL_LANGUAGE", "zh"), "modify", id, "--quantity", "30");
      assertThat(EnglishLeft.in(chinese)).as("%s", chinese).isEmpty();
      assertThat(day.ledger(Event.MODIFIED)).isEmpty();

      ProgramRun paidFor = day.run("", "modify", id, "--quantity", "5");
      assertThat(paidFor.err()).isEmpty();
      assertThat(day.ledger(Event.MODIFIED)).hasSize(1);
    }
  }

  @Test
  void shouldPreviewWithoutPlacing() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun preview = day.run("", "order", "buy", "GLD", "3", "--type", "LOC", "--limit", "350", "--preview");
      assertThat(preview.err()).isEmpty();
      assertThat(preview.out()).hasSize(6);
      assertThat(preview.out().getFirst()).isEqualTo("Preview of BUY 3 GLD LOC 350 DAY; nothing is sent.");
      assertThat(preview.out().get(2)).startsWith("Initial margin ");
      assertThat(preview.out().getLast()).startsWith("Commission 1.00 USD");
      ProgramRun json = day.run("", "order", "buy", "GLD", "3", "--type", "MOC", "--preview", "--json");
      assertThat(ReportFile.parse(json.out().getFirst()).path("initial_margin_after").isNumber()).isTrue();
      assertThat(day.ledger(Event.ACCEPTED)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      buy GLD 1.5 --type MKT              | whole shares
      buy GLD 1 --type LMT                | LMT orders need a limit
      buy GLD 1 --type MOC --tif GTC      | DAY only
      buy GLD 1 --type MKT --limit 3      | MKT orders have no limit
      hold GLD 1 --type MKT               | 'hold' is none of buy, sell
      buy GLD 1 --type STP                | 'STP' is none of LMT, LOC, MKT, MOC
      buy GLD 1 --type LMT --limit 350.255 | is not a multiple of the smallest price step 0.01
      buy NOPE 1 --type MKT               | NOPE
      """)
  void shouldRefuseNonsenseBeforeAnythingIsSent(String words, String said) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", ("order " + words + " --yes").split(" ", -1));
      assertThat(run.err()).singleElement().asString().contains(said);
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(day.orders()).isEmpty();
    }
  }

  @Test
  void shouldOnlySayInDryRun() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run(
          "", "order", "buy", "GLD", "2", "--type", "LMT", "--limit", "350", "--mode", "dry-run");
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("Dry run: nothing was sent.")
          .anyMatch(line -> line.contains("BUY 2 GLD LMT 350 DAY"));
      ProgramRun cancel = day.run("", "cancel", "--all", "--mode", "dry-run");
      assertThat(cancel.out()).contains("Dry run: it would cancel every open order of the log-in; nothing was sent.");
      assertThat(day.orders()).isEmpty();
    }
  }

  @Test
  void shouldTellARejection() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("rejected-order", folder)) {
      ProgramRun run = day.run("", "order", "buy", "GLD", "2", "--type", "MKT", "--yes");
      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(run.err()).singleElement().asString().contains("the order did not fill: rejected: ");
    }
  }
}
