package evenkeel.verification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The journal on the disk, read beside the process that writes it. */
final class JournalDatabase {
  private JournalDatabase() {}

  /** Every event in the order of its writing; none while the file or its tables are not there yet. */
  static List<Journal.Entry> read(Path directory) {
    Path file = directory.resolve("evenkeel.db");
    List<Journal.Entry> entries = new ArrayList<>();
    if (!Files.exists(file)) {
      return entries;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
        Statement statement = connection.createStatement();
        ResultSet table = statement.executeQuery(
            "SELECT count(*) FROM sqlite_master WHERE name = 'event_journal'")) {
      if (table.getInt(1) > 0) {
        read(connection, entries);
      }
    } catch (SQLException unreadable) {
      throw new IllegalStateException("the journal " + file + " cannot be read", unreadable);
    }
    return entries;
  }

  private static void read(Connection connection, List<Journal.Entry> entries) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT persistence_id, sequence_number, event_ser_id, event_ser_manifest, writer, event_payload"
                + " FROM event_journal WHERE deleted = 0 ORDER BY ordering")) {
      while (row.next()) {
        entries.add(new Journal.Entry(
            row.getString(1), row.getLong(2), row.getInt(3), row.getString(4), row.getString(5), row.getBytes(6)));
      }
    }
  }
}
