package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.journal.ChainReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final String MARKET_ORDERS = "evenkeel.order-type = MKT";

  @TempDir
  Path folder;

  @Test
  void shouldProveAWholeRunAndNameWhatWasChangedOrCut() throws Exception {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run(MARKET_ORDERS, "rebalance", "--yes").exitCode()).isZero();

      ProgramRun intact = day.run("", "audit", "verify");
      assertThat(intact.out()).first().asString()
          .matches("Journal: intact, [0-9]+ events in the chain, 1 anchors? in the reports found");
      assertThat(intact.out()).last().isEqualTo("Log of your decisions: intact, 0 lines");
      assertThat(intact.exitCode()).isZero();
      assertThat(day.run("", "audit", "verify", "--json").out()).singleElement().asString()
          .contains("\"intact\":true", "\"anchors\":1", "\"newest_hash\":");

      Path journal = day.dataDirectory().resolve("journal/evenkeel.db");
      List<String> before = hashes(journal);
      sql(journal,
          "UPDATE event_journal SET event_payload = replace(event_payload, '2025', '2024') WHERE ordering = 3");
      ProgramRun changed = day.run("", "audit", "verify");
      assertThat(changed.out()).first().asString()
          .matches("Journal: event 3 \\(.*\\) or the event before it is not .*");
      assertThat(changed.exitCode()).isEqualTo(ExitCode.NOT_GOOD);

      sql(journal, "DELETE FROM event_journal WHERE ordering >= 3");
      ProgramRun cut = day.run("", "audit", "verify");
      assertThat(cut.out()).first().asString().startsWith("Journal: it ends after 2 events, but the report of run ");
      assertThat(cut.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(before).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    }
  }

  @Test
  void shouldSayThatThereIsNoJournal() {
    ProgramRun run = ProgramRun.of(
        Map.of("HOME", folder.toString()), "audit", "verify");

    assertThat(run.err()).singleElement().asString().contains("there is no journal at ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(Files.exists(folder.resolve(".tradesys"))).isFalse();
  }

  private static List<String> hashes(Path journal) throws SQLException {
    var hashes = new ArrayList<String>();
    ChainReader.read(journal, event -> hashes.add(event.hash().orElse("")));
    return hashes;
  }

  private static void sql(Path journal, String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        Statement change = connection.createStatement()) {
      assertThat(change.executeUpdate(statement)).isPositive();
    }
  }
}
