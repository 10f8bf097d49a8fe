package evenkeel.app;

import com.typesafe.config.Config;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.journal.SqliteJournal;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.PreflightEvidence.Journalled;
import java.io.IOException;
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
import java.util.function.Consumer;

/**
 * The journal of this data directory.
 *
 * @param url for JDBC
 * @param since when this journal was begun: what was due before is none of its business
 */
record JournalFile(String url, Instant since) {
  /**
   * Opens the journal in this file, making it where there is none.
   *
   * @throws CommandFailure when the file cannot be used, or has an event from which no actor could recover
   */
  static JournalFile open(Path file, Instant now) {
    String url = SqliteJournal.url(file);
    try {
      DataDirectory.createFile(file);
      try (Connection connection = DriverManager.getConnection(url)) {
        Instant since = prepare(connection, now);
        List<Phrase> complaint = JournalReading.of(connection, event -> {}).complaint(file);
        if (!complaint.isEmpty()) {
          throw new CommandFailure(ExitCode.USAGE, complaint);
        }
        return new JournalFile(url, since);
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
  static List<Journalled> read(Path file) throws IOException {
    var events = new ArrayList<Journalled>();
    if (!Files.exists(file)) {
      return events;
    }
    List<Phrase> complaint = look(file, events::add).complaint(file);
    if (!complaint.isEmpty()) {
      throw new IOException(Language.EN.say(complaint.getFirst()));
    }
    return events;
  }

  /**
   * Reads a journal that is there, to its end. A process may write meanwhile.
   *
   * @param listener hears every readable event in the order in which it was written
   * @throws IOException when the file cannot be read
   */
  static JournalReading look(Path file, Consumer<Journalled> listener) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000")) {
      return JournalReading.of(connection, listener);
    } catch (SQLException unreadable) {
      throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static Instant prepare(Connection connection, Instant now) throws SQLException {
    SqliteJournal.prepare(connection);
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
    return SqliteJournal.persistence(url);
  }
}
