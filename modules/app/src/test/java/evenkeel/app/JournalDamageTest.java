package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal from which no actor could recover is said at the start, and ends it. */
@Timeout(120)
class JournalDamageTest {
  private static final String MARKET_ORDERS = "evenkeel.order-type = MKT";

  @TempDir
  Path folder;

  @Test
  void shouldSayAtTheStartWhichEventIsDamagedAndWhichOrdersMayStand() throws IOException, SQLException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run(MARKET_ORDERS, "rebalance", "--yes").exitCode()).isZero();
      // The end of one order, as it is sometimes left by a disk.
      sql(day, "UPDATE event_journal SET event_payload = substr(event_payload, 1, 20) WHERE ordering ="
          + " (SELECT max(ordering) FROM event_journal WHERE event_ser_manifest = 'order-closed')");

      for (String[] command : new String[][]{{"run"}, {"rebalance", "--yes"}, {"cancel", "--all", "--yes"}}) {
        ProgramRun run = day.run(MARKET_ORDERS, command);
        assertThat(run.err()).anySatisfy(line -> assertThat(line).matches(
            ".*journal .*evenkeel.db is damaged at event [0-9]+ \\(executor, its number [0-9]+\\): restore it .*"));
        assertThat(run.err()).anySatisfy(line -> assertThat(line).matches(
            ".*may stand at the broker, as far as the readable events tell: [0-9]+ \\(ek-[^ ]*-(BUY|SELL)\\); .*"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      }
      assertThat(day.run("", "status").err()).anySatisfy(line -> assertThat(line).contains("is damaged at event"));
      assertThat(day.run("", "doctor").out()).anySatisfy(line -> assertThat(line)
          .startsWith("failed  journal: the journal ").contains("is damaged at event", "may stand at the broker"));
    }
  }

  @Test
  void shouldSayThatANewerVersionWroteWhatItDoesNotKnow() throws IOException, SQLException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run(MARKET_ORDERS, "rebalance", "--yes").exitCode()).isZero();
      assertThat(day.run("", "doctor").out()).anySatisfy(
          line -> assertThat(line).matches("ok      journal: [0-9]+ events, all readable"));
      // Before journals were chained no event had a hash.
      sql(day, "INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,"
          + " event_payload) SELECT persistence_id, max(sequence_number) + 1, '', event_ser_id, 'order-netted', '{}'"
          + " FROM event_journal WHERE persistence_id LIKE 'executor|%'");

      ProgramRun run = day.run(MARKET_ORDERS, "run");

      assertThat(run.err()).anySatisfy(line -> assertThat(line).contains(
          "order-netted): a newer version of Evenkeel wrote it; update Evenkeel"));
      assertThat(run.err()).anySatisfy(line -> assertThat(line).contains("none leaves an order of ours at the broker"));
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(day.run("", "doctor").out()).anySatisfy(
          line -> assertThat(line).startsWith("failed  journal: ").contains("a newer version"));
      assertThat(day.run("", "status").err()).anySatisfy(line -> assertThat(line).contains("a newer version"));
    }
  }

  @Test
  void shouldTellADamagedNameFromANewOne() throws IOException, SQLException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run(MARKET_ORDERS, "rebalance", "--yes").exitCode()).isZero();
      sql(day, "UPDATE event_journal SET event_ser_manifest = 'run-stprted' WHERE event_ser_manifest = 'run-started'");

      assertThat(day.run(MARKET_ORDERS, "run").err()).anySatisfy(
          line -> assertThat(line).contains("is damaged at event"));
    }
  }

  @Test
  void shouldFindAWholeEventInTheWrongPlace() throws IOException, SQLException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run(MARKET_ORDERS, "rebalance", "--yes").exitCode()).isZero();
      sql(day, "DELETE FROM event_journal WHERE event_ser_manifest = 'run-started'");

      assertThat(day.run(MARKET_ORDERS, "run").err()).anySatisfy(
          line -> assertThat(line).contains("is damaged at event"));
    }
  }

  private static void sql(SimulatedDay day, String change) throws SQLException {
    try (Connection connection = DriverManager.getConnection(
        "jdbc:sqlite:" + day.dataDirectory().resolve("journal/evenkeel.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(change)).isPositive();
    }
  }
}
