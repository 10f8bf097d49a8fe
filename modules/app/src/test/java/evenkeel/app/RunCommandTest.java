package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code sim} in one process, {@code run} in another, and what is said to both: as in two terminals. */
@Execution(ExecutionMode.CONCURRENT)
class RunCommandTest {
  private static final List<String> KEYS = List.of(
      "timestamp", "net_liquidation", "drift_report", "orders", "execution");
  private static final List<String> DRIFT_KEYS = List.of("symbol", "current_weight", "target_weight", "drift");
  private static final List<String> ORDER_KEYS = List.of("symbol", "action", "quantity", "est_value", "drift");
  private static final List<String> EXECUTION_KEYS = List.of("symbol", "status", "filled", "avg_price");
  private static final List<String> LEDGER_ORDER_KEYS = List.of(
      "time", "event", "clientId", "orderId", "permId", "orderRef", "account", "symbol", "action", "orderType", "tif",
      "quantity", "filled", "remaining");

  @TempDir
  Path folder;

  @Test
  void shouldMakeTheMonthEndUnderASharedClock() throws Exception {
    var clock = new FasterClock(Instant.parse("2025-10-31T13:59:30Z"), EvenkeelClock.system().instant(), 300);
    Map<String, String> environment = environment(clock);
    Path ledger = folder.resolve("ledger.jsonl");
    try (ProgramProcess sim = ProgramProcess.start(
        environment, "sim", "--port", "0", "--scenario", "month-end", "--ledger", ledger.toString())) {
      environment.put("IB_PORT", sim.awaitLine("listening on 127.0.0.1:").replaceAll(".*:", ""));
      try (ProgramProcess run = ProgramProcess.start(environment, with("run"))) {
        run.awaitLine("BIL    accepted by the broker");
        assertTalksWhileItRuns(environment);
        run.awaitLine("Reported: run 20251031-month-end");

        ProgramRun stopped = ProgramRun.of(environment, with("stop"));
        assertThat(stopped.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(stopped.out()).singleElement().asString().endsWith("has stopped; no order is at the broker.");
        assertThat(run.awaitExit()).isEqualTo(ExitCode.DONE);
      }
      sim.terminate();
      assertThat(sim.awaitExit()).isEqualTo(128 + 15);
    }
    assertReported();
    assertLedger(ledger);
    assertClosedToOthers();
  }

  @Test
  void shouldSayThatNothingRuns() throws IOException {
    Map<String, String> environment = environment(
        new FasterClock(SimulatedDay.AFTERNOON, EvenkeelClock.system().instant(), 1));
    for (String command : List.of("stop", "status")) {
      ProgramRun run = ProgramRun.of(environment, with(command));

      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(run.err()).singleElement().asString()
          .isEqualTo(
              "evenkeel: no evenkeel process runs on " + folder.resolve("data") + "; start one with: evenkeel run");
    }
  }

  private void assertTalksWhileItRuns(Map<String, String> environment) throws IOException {
    ProgramRun status = ProgramRun.of(environment, with("status"));
    assertThat(status.out()).anyMatch(line -> line.matches("Mode +paper"))
        .anyMatch(line -> line.matches("Account +DU\\*\\*\\*67 \\(paper\\)"))
        .anyMatch(line -> line.matches("Link +ready"))
        .anyMatch(line -> line.matches("Last decision +20251031-month-end: trade, 3 orders"))
        .anyMatch(line -> line.matches("Last run +under way: 0 of 3 orders filled; 3 at the broker"));
    JsonNode json = ReportFile.parse(ProgramRun.of(environment, with("status", "--json")).out().getFirst());
    assertThat(json.path("next_trigger").asText()).startsWith("month-end on Fri 2025-11-28");
    assertThat(json.path("open_orders").isNumber()).isTrue();

    ProgramRun second = ProgramRun.of(environment, with("run"));
    assertThat(second.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(second.err()).singleElement().asString()
        .contains("is in use: Evenkeel runs with it already (process " + json.path("pid").asText() + ")");
    ProgramRun orders = ProgramRun.of(environment, with("orders"));
    assertThat(orders.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(orders.out()).hasSize(4);
  }

  private void assertReported() throws IOException {
    List<JsonNode> runs = ReportFile.runs(folder.resolve("data"));
    assertThat(runs).hasSize(1);
    JsonNode run = runs.getFirst();
    assertThat(run.fieldNames()).toIterable().startsWith(KEYS.toArray(String[]::new));
    assertThat(run.path("drift_report")).hasSize(3).allSatisfy(
        line -> assertThat(line.fieldNames()).toIterable().containsExactlyElementsOf(DRIFT_KEYS));
    assertThat(run.path("orders")).hasSize(3).allSatisfy(
        order -> assertThat(order.fieldNames()).toIterable().containsExactlyElementsOf(ORDER_KEYS));
    assertThat(run.path("execution")).hasSize(3).allSatisfy(order -> {
      assertThat(order.fieldNames()).toIterable().startsWith(EXECUTION_KEYS.toArray(String[]::new));
      assertThat(order.path("status").asText()).isEqualTo("Filled");
    });
    JsonNode state = ReportFile.parse(Files.readString(folder.resolve("data/state.json")));
    assertThat(state.path("last_run").path("run_id").asText()).isEqualTo("20251031-month-end");
    assertThat(state.path("stopped_at").asText()).isNotEmpty();
    JsonNode positions = ReportFile.parse(Files.readString(folder.resolve("data/positions_cache.json")));
    assertThat(positions.path("positions")).hasSize(3);
  }

  private static void assertLedger(Path ledger) throws IOException {
    List<JsonNode> accepted = new ArrayList<>(ReportFile.read(ledger));
    accepted.removeIf(entry -> !entry.path("event").asText().equals("accepted"));
    assertThat(accepted).hasSize(3).allSatisfy(
        entry -> assertThat(entry.fieldNames()).toIterable().containsAll(LEDGER_ORDER_KEYS));
  }

  private void assertClosedToOthers() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      assertThat(all).allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(path.toString()).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  private Map<String, String> environment(FasterClock clock) throws IOException {
    Files.writeString(folder.resolve("evenkeel.conf"), """
        evenkeel {
          mode = paper
          triggers.month-end-at = "10:00"
          price.age-max = 8h
        }
        """);
    var environment = new HashMap<String, String>();
    environment.put("EVENKEEL_CLOCK", clock.text());
    environment.put("HOME", folder.toString());
    environment.put("TRADESYS_HOME", folder.resolve("data").toString());
    return environment;
  }

  private String[] with(String... arguments) {
    return SimulatedDay.with(folder.resolve("evenkeel.conf"), arguments);
  }
}
