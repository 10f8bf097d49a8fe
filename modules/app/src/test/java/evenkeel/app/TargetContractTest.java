package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Symbol;
import evenkeel.engine.Contracts;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.operations.ContractFile;
import evenkeel.operations.DataDirectory;
import evenkeel.simulator.LedgerEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target is one contract: other listings of its symbol, and contracts that changed, at the command line. */
class TargetContractTest {
  private static final Symbol DBMF = new Symbol("DBMF");
  private static final int OLD = 854790919;
  private static final String AT_ONCE = "evenkeel { order-type = MKT, guards.margin-preview = false }";

  @TempDir
  private Path folder;

  private String scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("scenario.conf"), text).toString();
  }

  private static List<LedgerEntry> sent(SimulatedDay day) {
    return day.orders().stream().filter(entry -> entry.event() == LedgerEntry.Event.ACCEPTED).toList();
  }

  /** ib-edavki#53: what is held under the target's symbol is another contract; it was sold short once. */
  @Test
  void shouldNeverSellAnotherListingOfTheSymbol() throws IOException {
    String other = scenario("""
        description = "720 shares of another listing called DBMF"
        accounts = [{ id = DU1234567, cash = 1900, positions { GLD = "38@265.40", BIL = "170@91.55" } }]
        short-sales = true
        timeline = [ { on = "connect:1", fault = unknown-position, symbol = DBMF, con-id = 77001122, quantity = 720,
          cost = 28.00 } ]
        """);
    try (SimulatedDay day = SimulatedDay.of(other, folder)) {
      assertThat(day.run("", "plan").out())
          .anyMatch(line -> line.startsWith("DBMF          0"))
          .anyMatch(line -> line.startsWith("DBMF        720") && line.contains("no target, not touched")
              && line.contains("USD, contract 77001122"));
      ProgramRun run = day.run(AT_ONCE, "rebalance", "--yes");
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(sent(day)).extracting(entry -> entry.action().orElseThrow() + " " + entry.symbol().orElseThrow())
          .containsExactly("SELL BIL", "SELL GLD", "BUY DBMF");
      assertThat(sent(day).getLast().conId()).isEqualTo(OptionalInt.of(OLD));
    }
  }

  /** ib-edavki#181: a reverse split gave the symbol another contract id; the sale was lost and purchases shrank. */
  @Test
  void shouldWaitForTheOwnerWhereTheContractOfAHoldingChanged() throws IOException {
    try (SimulatedDay day = SimulatedDay.of(changed(), folder)) {
      keptFourDaysAgo(day);
      ProgramRun run = day.run(AT_ONCE, "rebalance", "--yes");
      assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).anyMatch(line -> line.contains(
          "DBMF means contract 990011223 now and not 854790919, and 719 shares of it are held"));
      assertThat(run.err()).singleElement().asString()
          .contains("DBMF: the contract changed from 854790919 to 990011223", "resume --accept-broker");
      assertThat(day.run(AT_ONCE, "rebalance", "--yes").exitCode()).as("again").isEqualTo(ExitCode.REFUSED);
      assertThat(sent(day)).isEmpty();

      assertThat(day.run("", "resume", "--accept-broker").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(day.run(AT_ONCE, "rebalance", "--yes").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(sent(day).getFirst().symbol()).contains("DBMF");
      assertThat(sent(day).getFirst().conId()).isEqualTo(OptionalInt.of(990011223));
    }
  }

  @Test
  void shouldTakeTheContractThatTheOwnerNames() throws IOException {
    try (SimulatedDay day = SimulatedDay.of(changed(), folder)) {
      keptFourDaysAgo(day);
      assertThat(day.run(target("con-id = 990011223"), "plan").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }

  private String changed() throws IOException {
    return scenario("""
        description = "DBMF has another contract id than four days ago"
        contracts { DBMF { con-id = 990011223 } }
        accounts = [{ id = DU1234567, cash = 1835.54
          positions { DBMF = "719@27.10", GLD = "38@265.40", BIL = "171@91.55" } }]
        """);
  }

  private static void keptFourDaysAgo(SimulatedDay day) {
    var details = new InstrumentDetails(
        new Instrument(OLD, DBMF, "STK", "SMART", "ARCA", "USD"), "IMGP DBI MANAGED FUTURES", new BigDecimal("0.01"),
        Set.of("MKT", "MOC", "LMT", "LOC"));
    new ContractFile(DataDirectory.open(day.dataDirectory())).keep(
        DBMF, new Contracts.Known(details, SimulatedDay.AFTERNOON.minus(Duration.ofDays(4))));
  }

  private static String target(String criteria) {
    return """
        evenkeel.targets = [
          { symbol = DBMF, weight = 0.25, %s }, { symbol = GLD, weight = 0.25 }, { symbol = BIL, weight = 0.5 } ]
        """.formatted(criteria);
  }

  @Test
  void shouldRefuseAnAmbiguousSymbolUntilTheTargetSaysWhich() throws IOException {
    String two = scenario("""
        description = "Two contracts are called DBMF"
        contracts { "DBMF@LSE" { symbol = DBMF, con-id = 77001122, exchange = LSEETF, currency = USD } }
        accounts = [{ id = DU1234567, cash = 1835.54
          positions { DBMF = "719@27.10", GLD = "38@265.40", BIL = "171@91.55" } }]
        """);
    try (SimulatedDay day = SimulatedDay.of(two, folder)) {
      ProgramRun run = day.run("", "plan");
      assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).singleElement().asString().contains("DBMF: DBMF is ambiguous: ", "77001122 DBMF LSEETF USD",
          OLD + " DBMF ARCA USD", "primary-exchange or con-id of the target says which");
      for (String criteria : List.of("primary-exchange = ARCA", "con-id = " + OLD)) {
        ProgramRun again = day.run(target(criteria), "plan");
        assertThat(again.err()).as(criteria).isEmpty();
        assertThat(again.out()).anyMatch(line -> line.startsWith("DBMF        719"));
      }
      assertThat(day.run(target("con-id = 77001122"), "plan").out())
          .anyMatch(line -> line.contains("no target, not touched") && line.contains("contract " + OLD));
      ProgramRun none = day.run(target("primary-exchange = BATS"), "plan");
      assertThat(none.err()).singleElement().asString().contains("no contract of DBMF fits con-id, primary-exchange");
    }
  }

  @Test
  void shouldHintAtTheBrokersNameOfAClassShare() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run("evenkeel.targets = [ { symbol = BRK.B, weight = 1 } ]", "plan").err())
          .singleElement().asString().contains("IBKR writes class shares with a space: BRK B");
      assertThat(day.run("", "order", "buy", "BRK.B", "1", "--type", "MKT", "--yes").err())
          .singleElement().asString().contains("IBKR writes class shares with a space: BRK B");
    }
  }
}
