package evenkeel.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import evenkeel.engine.JournalSerializer;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.PreflightEvidence.Journalled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The embedded event journal: one SQLite file. Write-ahead log with a forced write per commit, so that an acknowledged
 * event survives a killed process and a power cut.
 *
 * @param url for JDBC
 * @param since when this journal was begun: what was due before is none of its business
 */
record JournalFile(String url, Instant since) {
  /** The tables of persistence-jdbc, which ships no schema for SQLite; the names are its own. */
  private static final List<String> SCHEMA = List.of(
      """
          CREATE TABLE IF NOT EXISTS event_journal (
            ordering INTEGER PRIMARY KEY AUTOINCREMENT,
            persistence_id TEXT NOT NULL,
            sequence_number INTEGER NOT NULL,
            deleted INTEGER DEFAULT 0 NOT NULL,
            writer TEXT NOT NULL,
            write_timestamp INTEGER,
            adapter_manifest TEXT,
            event_ser_id INTEGER NOT NULL,
            event_ser_manifest TEXT NOT NULL,
            event_payload BLOB NOT NULL,
            meta_ser_id INTEGER,
            meta_ser_manifest TEXT,
            meta_payload BLOB,
            UNIQUE (persistence_id, sequence_number))
          """,
      """
          CREATE TABLE IF NOT EXISTS event_tag (
            event_id INTEGER NOT NULL REFERENCES event_journal (ordering) ON DELETE CASCADE,
            tag TEXT NOT NULL,
            PRIMARY KEY (event_id, tag))
          """,
      """
          CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id TEXT NOT NULL,
            sequence_number INTEGER NOT NULL,
            created INTEGER NOT NULL,
            snapshot_ser_id INTEGER NOT NULL,
            snapshot_ser_manifest TEXT NOT NULL,
            snapshot_payload BLOB NOT NULL,
            meta_ser_id INTEGER,
            meta_ser_manifest TEXT,
            meta_payload BLOB,
            PRIMARY KEY (persistence_id, sequence_number))
          """,
      "CREATE TABLE IF NOT EXISTS evenkeel (name TEXT PRIMARY KEY, value TEXT NOT NULL)");

  /**
   * Opens the journal in this directory, making it where there is none.
   *
   * @throws CommandFailure with one line when the file cannot be used
   */
  static JournalFile open(Path directory, Instant now) {
    Path file = directory.resolve("evenkeel.db");
    String url = "jdbc:sqlite:" + file
        + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE&foreign_keys=true";
    try {
      DataDirectory.createFile(file);
      try (Connection connection = DriverManager.getConnection(url)) {
        return new JournalFile(url, prepare(connection, now));
      }
    } catch (IOException | SQLException unusable) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.JournalUnusable(file, String.valueOf(unusable.getMessage())), unusable);
    }
  }

  /**
   * Every event in the order in which it was written; none where there is no journal. A process may write meanwhile.
   *
   * @throws IOException when the file cannot be read, or has an event that this version does not know
   */
  static List<Journalled> read(Path directory) throws IOException {
    Path file = directory.resolve("evenkeel.db");
    var events = new ArrayList<Journalled>();
    if (!Files.exists(file)) {
      return events;
    }
    var serializer = new JournalSerializer();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT persistence_id, event_ser_manifest, event_payload FROM event_journal ORDER BY ordering")) {
      while (row.next()) {
        events.add(new Journalled(row.getString(1), serializer.fromBinary(row.getBytes(3), row.getString(2))));
      }
      return events;
    } catch (SQLException | IllegalArgumentException | UncheckedIOException unreadable) {
      throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static Instant prepare(Connection connection, Instant now) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : SCHEMA) {
        statement.execute(table);
      }
    }
    try (PreparedStatement begun = connection
        .prepareStatement("INSERT OR IGNORE INTO evenkeel (name, value) VALUES ('since', ?)")) {
      begun.setString(1, now.toString());
      begun.executeUpdate();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT value FROM evenkeel WHERE name = 'since'")) {
      return Instant.parse(row.getString(1));
    }
  }

  /** What the actor system needs to know to write here. */
  Config persistence() {
    String database = "slick.db.";
    return ConfigFactory.parseMap(Map.of(
        "pekko.persistence.journal.plugin", "jdbc-journal",
        // A few hundred events a year replay at once; naming none keeps Pekko from warning that there is none.
        "pekko.persistence.snapshot-store.plugin", "pekko.persistence.no-snapshot-store",
        "jdbc-journal.slick.profile", "slick.jdbc.SQLiteProfile$",
        "jdbc-journal." + database + "driver", "org.sqlite.JDBC",
        "jdbc-journal." + database + "url", url,
        // One writer is all that SQLite has; more connections would only wait for each other.
        "jdbc-journal." + database + "numThreads", 1,
        "jdbc-journal." + database + "maxConnections", 1,
        "jdbc-journal." + database + "minConnections", 1));
  }
}
