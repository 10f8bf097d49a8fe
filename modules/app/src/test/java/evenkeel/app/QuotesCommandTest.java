package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotes as streams and as snapshots. */
class QuotesCommandTest {
  private static final String MEANT = "evenkeel.targets = [ { symbol = DBMF, weight = 1, con-id = 854790919 } ]";

  @TempDir
  Path folder;

  @Test
  void shouldShowWhenTheLastTradeWas() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "quotes", "GLD");
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.out().getFirst()).contains("Last trade");
      assertThat(run.out().getLast()).contains("GLD", "Fri 2025-10-31 14:1", "delayed", "(last)");

      assertThat(day.run("", "quotes", "GLD", "--json").out()).singleElement().asString()
          .contains("\"last_trade_at\":\"2025-10-31T18:1", "\"halted\":false");
    }
  }

  @Test
  void shouldTakeSnapshotsThatEndLate() throws IOException {
    var clock = new FasterClock(Instant.parse("2025-10-31T18:00:00Z"), EvenkeelClock.system().instant(), 20);
    try (SimulatedDay day = SimulatedDay.of("month-end", folder, clock)) {
      ProgramRun run = day.run("", "quotes", "--snapshot", "GLD", "BIL", "ZZZZ");
      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(run.out()).filteredOn(line -> line.matches("(GLD|BIL) .*\\(last\\)")).hasSize(2);
      assertThat(run.err()).singleElement().asString().contains("no usable price for ZZZZ");
    }
  }

  @Test
  void shouldTakeDelayedSnapshotsWhereLiveOnesAreRefused() throws IOException {
    var clock = new FasterClock(Instant.parse("2025-10-31T18:00:00Z"), EvenkeelClock.system().instant(), 20);
    try (SimulatedDay day = SimulatedDay.of("delayed-only", folder, clock)) {
      ProgramRun run = day.run("evenkeel.gateway.market-data-type = live", "quotes", "--snapshot", "GLD", "BIL");
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).filteredOn(line -> line.matches("(GLD|BIL) .* delayed .*\\(last\\)")).hasSize(2);
    }
  }

  @Test
  void shouldStreamForAWhile() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "quotes", "--stream", "--seconds", "2", "GLD");
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).anySatisfy(line -> assertThat(line).matches(".* New York .*GLD +last +[0-9.]+"))
          .anySatisfy(line -> assertThat(line).matches(".*GLD +data +delayed"));

      assertThat(day.run("", "quotes", "--stream", "--seconds", "2", "GLD", "--json").out())
          .anySatisfy(line -> assertThat(line).matches(".*\"last trade\",\"text\":\"2025-10-31T18:[0-9:]+Z\"}"));

      ProgramRun unknown = day.run("", "quotes", "--stream", "ZZZZ");
      assertThat(unknown.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(unknown.out()).last().asString().contains("ZZZZ", "refused");
      assertThat(day.run("", "quotes", "--stream", "--snapshot").exitCode()).isEqualTo(ExitCode.USAGE);
    }
  }

  /** Two contracts match DBMF: the symbol alone is refused, and the target says which is meant. */
  @Test
  void shouldStreamTheContractOfTheTarget() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("ambiguous-symbol", folder)) {
      ProgramRun ambiguous = day.run("", "quotes", "--stream", "--seconds", "2", "DBMF");
      assertThat(ambiguous.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(ambiguous.err()).anySatisfy(line -> assertThat(line).contains("con-id"));

      ProgramRun run = day.run(MEANT, "quotes", "--stream", "--seconds", "2", "DBMF");
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).anySatisfy(line -> assertThat(line).matches(".* New York .*DBMF +last +[0-9.]+"));
    }
  }
}
