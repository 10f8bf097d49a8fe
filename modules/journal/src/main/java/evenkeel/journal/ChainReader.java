package evenkeel.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a journal file row by row, oldest first; a process may write to it meanwhile. */
public final class ChainReader {
  private static final String EVENTS = """
      SELECT ordering, persistence_id, sequence_number, event_ser_manifest, event_payload, meta_payload
      FROM event_journal ORDER BY ordering""";

  private ChainReader() {}

  /**
   * Gives every event to {@code each}.
   *
   * @throws SQLException when the file is not a journal or cannot be read to its end
   */
  public static void read(Path file, Consumer<ChainedEvent> each) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(EVENTS)) {
      while (row.next()) {
        each.accept(new ChainedEvent(
            row.getLong(1), row.getString(2), row.getLong(3), row.getString(4), row.getBytes(5),
            Optional.ofNullable(row.getBytes(6)).map(HashText::of)));
      }
    }
  }
}
