package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.simulator.LedgerEntry.Event;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Orders by hand while {@code run} holds the data directory: the running process sends them. */
@Execution(ExecutionMode.CONCURRENT)
class OrderHandOverTest {
  @TempDir
  Path folder;

  @Test
  void shouldHaveTheRunningProcessSendTheOwnersOrders() throws Exception {
    try (IdleRun run = IdleRun.on(SimulatedDay.of("month-end", folder))) {
      ProgramRun bought = run.ask("order", "buy", "GLD", "1", "--type", "MKT", "--yes");
      assertThat(bought.err()).isEmpty();
      assertThat(bought.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(bought.out()).anyMatch(line -> line.contains("filled 1 at "));
      run.awaitLine("filled 1 at ");
      assertThat(run.ledger(Event.FILLED)).hasSize(1)
          .allMatch(entry -> entry.clientId().orElseThrow() == 10);

      ProgramRun resting = run.ask(
          "order", "buy", "GLD", "1", "--type", "LMT", "--limit", "300", "--detach", "--yes");
      assertThat(resting.err()).isEmpty();
      String id = String.valueOf(run.ledger(Event.ACCEPTED).getLast().orderId().orElseThrow());
      assertThat(resting.out()).anyMatch(line -> line.startsWith("The broker has it as order " + id));

      ProgramRun otherMode = run.ask("cancel", id, "--mode", "dry-run");
      assertThat(otherMode.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(otherMode.err()).singleElement().asString().contains("evenkeel run is in mode paper, not dry-run");
      ProgramRun cancelled = run.ask("cancel", id);
      assertThat(cancelled.err()).isEmpty();
      assertThat(cancelled.out()).contains("Order " + id + " is cancelled.");

      ProgramRun unknown = run.ask("cancel", "4711");
      assertThat(unknown.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(unknown.err()).singleElement().asString().contains("no order 4711");
      assertAnswersInTheLanguageOfWhoeverAsks(run);
      run.stop();
    }
  }

  private static void assertAnswersInTheLanguageOfWhoeverAsks(IdleRun run) {
    Map<String, String> chinese = Map.of("EVENKEEL_LANGUAGE", "zh");
    ProgramRun status = run.ask(chinese, "status");
    ProgramRun unknown = run.ask(chinese, "cancel", "4711");
    ProgramRun triggered = run.ask(chinese, "trigger");

    assertThat(EnglishLeft.in(status)).as("%s", status).isEmpty();
    assertThat(status.out()).anyMatch(line -> line.matches("连接 +就绪"))
        .anyMatch(line -> line.matches("下次触发 +月末，2025-10-31 周五 纽约 15:00 .*，截止 纽约 15:45 .*"));
    assertThat(run.ask(chinese, "status", "--json").out()).noneMatch(line -> line.matches(".*\\p{IsHan}.*"));
    assertThat(unknown.err()).singleElement().asString().contains("没有 API 客户端 10 的订单 4711");
    assertThat(EnglishLeft.in(triggered)).as("%s", triggered).isEmpty();
  }
}
