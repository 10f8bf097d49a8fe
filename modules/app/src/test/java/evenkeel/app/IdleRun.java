package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.simulator.LedgerEntry;
import java.util.List;
import java.util.Map;

/** {@code run} on a day without a month end that is due, so that nothing but the owner asks for anything. */
final class IdleRun implements AutoCloseable {
  private static final String MORE = "evenkeel.triggers.month-end-at = \"15:00\"\nevenkeel.order-type = MKT";

  private final SimulatedDay day;
  private final ProgramProcess process;

  private IdleRun(SimulatedDay day, ProgramProcess process) {
    this.day = day;
    this.process = process;
  }

  /** Starts it on this day, which it ends with itself, and waits until orders may go. */
  static IdleRun on(SimulatedDay day) throws Exception {
    var run = new IdleRun(
        day, ProgramProcess.start(day.environment(), SimulatedDay.with(day.configuration(MORE), "run")));
    boolean isReady = false;
    try {
      run.awaitLine("Gateway: ready");
      isReady = true;
      return run;
    } finally {
      if (!isReady) {
        run.close();
      }
    }
  }

  /** A command while it runs. */
  ProgramRun ask(String... arguments) {
    return ask(Map.of(), arguments);
  }

  ProgramRun ask(Map<String, String> variables, String... arguments) {
    return day.run(MORE, variables, arguments);
  }

  void awaitLine(String words) throws Exception {
    process.awaitLine(words);
  }

  List<LedgerEntry> ledger(LedgerEntry.Event event) {
    return day.ledger(event);
  }

  void stop() {
    assertThat(ask("stop").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Override
  public void close() throws Exception {
    try (day; process) {
      // Both, the process first.
    }
  }
}
