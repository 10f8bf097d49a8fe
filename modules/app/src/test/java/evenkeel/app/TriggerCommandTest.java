package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import evenkeel.simulator.LedgerEntry.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A look by hand, which the running process carries out. */
@Execution(ExecutionMode.CONCURRENT)
class TriggerCommandTest {
  @TempDir
  Path folder;

  @Test
  void shouldHaveTheRunningProcessLookAndTrade() throws Exception {
    SimulatedDay day = SimulatedDay.of("month-end", folder);
    try (IdleRun run = IdleRun.on(day)) {
      ProgramRun looked = run.ask("trigger", "--reason", "sold the car");
      assertThat(looked.err()).isEmpty();
      assertThat(looked.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(looked.out()).singleElement().asString().matches("20251031-manual-[0-9]+: trade, 3 orders");
      run.awaitLine("settled: every order is over");
      assertThat(day.ledger(Event.FILLED)).hasSize(3);

      ProgramRun again = run.ask("trigger");
      assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(again.out()).singleElement().asString().endsWith(": nothing to trade");
      assertThat(Files.readString(day.dataDirectory().resolve("logs/evenkeel.log")))
          .contains("Asked to look by hand run=20251031-manual-", "reason=\"sold the car\"");
      run.stop();
    }
  }

  @Test
  void shouldRefuseAfterTheCutOff() throws Exception {
    var evening = new FasterClock(Instant.parse("2025-10-30T19:46:00Z"), EvenkeelClock.system().instant(), 1);
    SimulatedDay day = SimulatedDay.of("month-end", folder, evening);
    try (IdleRun run = IdleRun.on(day)) {
      ProgramRun late = run.ask("trigger");
      assertThat(late.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(late.err()).singleElement().asString()
          .contains("orders can no more be sent today; the next session is Fri 2025-10-31");
      assertThat(day.orders()).isEmpty();
      run.stop();
    }
  }

  @Test
  void shouldSayThatNothingRuns() throws Exception {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun alone = day.run("", "trigger");
      assertThat(alone.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(alone.err()).singleElement().asString().contains("no evenkeel process runs on ");
    }
  }
}
