package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.simulator.LedgerEntry.Event;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Orders by hand while {@code run} holds the data directory: the running process sends them. */
@Execution(ExecutionMode.CONCURRENT)
class OrderHandOverTest {
  /** No month end, so that nothing but the owner asks for anything. */
  private static final String MORE = "evenkeel.triggers.month-end-at = \"15:00\"";

  @TempDir
  Path folder;

  @Test
  void shouldHaveTheRunningProcessSendTheOwnersOrders() throws Exception {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder);
        ProgramProcess run = ProgramProcess.start(
            day.environment(), SimulatedDay.with(day.configuration(MORE), "run"))) {
      run.awaitLine("Gateway: ready");

      ProgramRun bought = day.run(MORE, "order", "buy", "GLD", "1", "--type", "MKT", "--yes");
      assertThat(bought.err()).isEmpty();
      assertThat(bought.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(bought.out()).anyMatch(line -> line.contains("filled 1 at "));
      run.awaitLine("filled 1 at ");
      assertThat(day.ledger(Event.FILLED)).hasSize(1)
          .allMatch(entry -> entry.clientId().orElseThrow() == 10);

      ProgramRun resting = day.run(
          MORE, "order", "buy", "GLD", "1", "--type", "LMT", "--limit", "300", "--detach", "--yes");
      assertThat(resting.err()).isEmpty();
      String id = String.valueOf(day.ledger(Event.ACCEPTED).getLast().orderId().orElseThrow());
      assertThat(resting.out()).anyMatch(line -> line.startsWith("The broker has it as order " + id));

      ProgramRun otherMode = day.run(MORE, "cancel", id, "--mode", "dry-run");
      assertThat(otherMode.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(otherMode.err()).singleElement().asString().contains("evenkeel run is in mode paper, not dry-run");
      ProgramRun cancelled = day.run(MORE, "cancel", id);
      assertThat(cancelled.err()).isEmpty();
      assertThat(cancelled.out()).contains("Order " + id + " is cancelled.");

      ProgramRun unknown = day.run(MORE, "cancel", "4711");
      assertThat(unknown.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(unknown.err()).singleElement().asString().contains("no order 4711");
      assertThat(day.run(MORE, "stop").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }
}
