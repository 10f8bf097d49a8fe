package evenkeel.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend.JdbcDatabaseDef;
import slick.jdbc.JdbcProfile;

/**
 * Writes events as persistence-jdbc does, each with its hash in the columns for metadata. Batches are hashed one after
 * the other: a batch that could not be written leaves the chain where the database has it.
 *
 * <p>Named in the configuration as {@code jdbc-journal.dao}; made by the plugin, once an actor system.
 */
public final class ChainedJournalDao extends DefaultJournalDao {
  /** Pekko's serializer of byte arrays, under the number that Pekko gives it. */
  private static final int BYTES = 4;
  /** Byte arrays need none. */
  private static final String MANIFEST = "";
  private static final String NEWEST = "SELECT meta_payload FROM event_journal ORDER BY ordering DESC LIMIT 1";

  private final String url;
  private final ChainHead published;
  private Future<BoxedUnit> last = Future$.MODULE$.successful(BoxedUnit.UNIT);
  /** The hash of the newest event; null while the database has to be asked. */
  private @Nullable String head;

  /** The constructor that the plugin looks for. */
  public ChainedJournalDao(
      JdbcDatabaseDef database, JdbcProfile profile, JournalConfig configuration, Serialization serialization,
      ExecutionContext executor, Materializer materializer) {
    super(database, profile, configuration, serialization, executor, materializer);
    url = serialization.system().settings().config().getString("jdbc-journal.slick.db.url");
    published = ChainHead.of(serialization.system());
    try {
      head = newest();
      published.set(head);
    } catch (SQLException unreadable) {
      // The first batch asks again, and fails where this is still so.
      head = null;
    }
  }

  @Override
  public synchronized Future<BoxedUnit> writeJournalRows(
      Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
    last = last.transformWith(before -> chained(rows), ec());
    return last;
  }

  private Future<BoxedUnit> chained(Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
    String previous;
    try {
      previous = head == null ? newest() : head;
    } catch (SQLException unreadable) {
      return Future$.MODULE$.failed(unreadable);
    }
    var linked = new ArrayList<Tuple2<JournalPekkoSerializationRow, Set<String>>>();
    for (Tuple2<JournalPekkoSerializationRow, Set<String>> row : CollectionConverters.asJava(rows)) {
      previous = HashChain.next(
          previous, row._1().persistenceId(), row._1().sequenceNumber(), row._1().eventSerManifest(),
          row._1().eventPayload());
      linked.add(Tuple2.apply(with(row._1(), previous), row._2()));
    }
    String written = previous;
    head = null;
    return write(CollectionConverters.asScala(linked).toSeq()).map(done -> {
      head = written;
      published.set(written);
      return done;
    }, ec());
  }

  private Future<BoxedUnit> write(Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
    return super.writeJournalRows(rows);
  }

  /** Asked at the start, and after a batch that failed. */
  private String newest() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(NEWEST)) {
      return row.next()
          ? Optional.ofNullable(row.getBytes(1)).map(HashText::of).orElse(HashChain.START)
          : HashChain.START;
    }
  }

  private static JournalPekkoSerializationRow with(JournalPekkoSerializationRow row, String hash) {
    return row.copy(
        row.ordering(), row.deleted(), row.persistenceId(), row.sequenceNumber(), row.writer(), row.writeTimestamp(),
        row.adapterManifest(), row.eventPayload(), row.eventSerId(), row.eventSerManifest(),
        Option.apply(HashText.bytes(hash)), Option.apply(BYTES), Option.apply(MANIFEST));
  }
}
