package evenkeel.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * The embedded event journal: one SQLite file. Write-ahead log with a forced write per commit, so that an acknowledged
 * event survives a killed process and a power cut.
 */
public final class SqliteJournal {
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

  private SqliteJournal() {}

  /** The address of this file for JDBC. */
  public static String url(Path file) {
    return "jdbc:sqlite:" + file
        + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE&foreign_keys=true";
  }

  /**
   * Makes the tables that are not there.
   *
   * @throws SQLException when the file is not a database or cannot be written
   */
  public static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : SCHEMA) {
        statement.execute(table);
      }
    }
  }

  /** What the actor system needs to know to write to {@code url}. */
  public static Config persistence(String url) {
    String database = "slick.db.";
    return ConfigFactory.parseMap(Map.of(
        "pekko.persistence.journal.plugin", "jdbc-journal",
        // A few hundred events a year replay at once; naming none keeps Pekko from warning that there is none.
        "pekko.persistence.snapshot-store.plugin", "pekko.persistence.no-snapshot-store",
        "jdbc-journal.dao", ChainedJournalDao.class.getName(),
        "jdbc-journal.slick.profile", "slick.jdbc.SQLiteProfile$",
        "jdbc-journal." + database + "driver", "org.sqlite.JDBC",
        "jdbc-journal." + database + "url", url,
        // One writer is all that SQLite has; more connections would only wait for each other.
        "jdbc-journal." + database + "numThreads", 1,
        "jdbc-journal." + database + "maxConnections", 1,
        "jdbc-journal." + database + "minConnections", 1));
  }
}
