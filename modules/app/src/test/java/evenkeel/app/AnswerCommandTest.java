package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import evenkeel.simulator.LedgerEntry.Event;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A month end that waits for the owner, in a process of its own. */
@Execution(ExecutionMode.CONCURRENT)
class AnswerCommandTest {
  private static final String ASKING = "evenkeel.approval.required = true\nevenkeel.order-type = MKT";
  /** The answer is looked for once a minute; half an hour is a minute and a half. */
  private static final double SPEED = 20;

  @TempDir
  Path folder;

  @Test
  void shouldTradeWhatTheOwnerApproves() throws Exception {
    try (SimulatedDay day = day(); ProgramProcess run = run(day)) {
      assertAsks(day, run);

      ProgramRun approved = day.run(ASKING, "approve", "20251031-month-end");
      assertThat(approved.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(approved.out()).singleElement().asString().startsWith("Run 20251031-month-end is approved.");
      run.awaitLine("settled: every order is over");
      assertThat(day.ledger(Event.FILLED)).hasSize(3);
      assertThat(day.run(ASKING, "status").out())
          .anyMatch(line -> line.matches("Last run +settled: 3 of 3 orders filled"));
      assertThat(day.run(ASKING, "approve").err()).singleElement().asString().endsWith("no plan waits for your word");
      assertThat(day.run(ASKING, "stop").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void shouldSendNothingOfWhatTheOwnerRejects() throws Exception {
    try (SimulatedDay day = day(); ProgramProcess run = run(day)) {
      assertAsks(day, run);

      assertThat(day.run(ASKING, "reject").exitCode()).isEqualTo(ExitCode.DONE);
      run.awaitLine("you rejected it");
      assertThat(day.orders()).isEmpty();
      assertThat(day.run(ASKING, "status").out()).noneMatch(line -> line.startsWith("Last run"));
      assertThat(day.run(ASKING, "stop").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }

  private static void assertAsks(SimulatedDay day, ProgramProcess run) throws InterruptedException {
    run.awaitLine("attention: Run 20251031-month-end waits for your word");
    assertThat(day.run(ASKING, "status").out()).anyMatch(line -> line.matches(
        "Last run +waits for your word until 15:[0-9]{2} New York · .*: evenkeel approve 20251031-month-end"));
  }

  private SimulatedDay day() throws IOException {
    return SimulatedDay.of("month-end", folder,
        new FasterClock(SimulatedDay.AFTERNOON, EvenkeelClock.system().instant(), SPEED));
  }

  private static ProgramProcess run(SimulatedDay day) {
    return ProgramProcess.start(day.environment(), SimulatedDay.with(day.configuration(ASKING), "run"));
  }
}
