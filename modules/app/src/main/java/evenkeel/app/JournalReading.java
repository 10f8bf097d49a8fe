package evenkeel.app;

import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Phrase;
import evenkeel.engine.JournalSerializer;
import evenkeel.journal.HashChain;
import evenkeel.journal.HashText;
import evenkeel.operations.PreflightEvidence.Journalled;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A journal read from its first event to its last: whether every actor can recover from it, and which orders may stand
 * at the broker. An actor whose events cannot be read would try again for ever.
 */
final class JournalReading {
  private static final String EVENTS = """
      SELECT ordering, persistence_id, sequence_number, event_ser_id, event_ser_manifest, event_payload, meta_payload
      FROM event_journal ORDER BY ordering""";
  private static final String EXECUTOR = "executor|";

  /**
   * The first event that cannot be read.
   *
   * @param number its position in the whole journal
   * @param writer the kind of actor that wrote it, without the account
   * @param sequence its position among the events of this actor
   * @param isAsWritten whether its hash proves that nothing changed it; without a hash, whether its name is unknown
   */
  record Unreadable(long number, String writer, long sequence, String event, boolean isAsWritten) {}

  private final JournalSerializer serializer = new JournalSerializer();
  private final Consumer<Journalled> listener;
  private final Map<String, ExecutionBook> books = new HashMap<>();
  /** The ids of the orders that were sent and have not ended, as far as the readable events tell. */
  private final Map<OrderRef, Integer> standing = new LinkedHashMap<>();
  private Optional<Unreadable> unreadable = Optional.empty();
  private String hashBefore = HashChain.START;
  private long events;

  private JournalReading(Consumer<Journalled> listener) {
    this.listener = listener;
  }

  /**
   * Reads the whole journal.
   *
   * @param listener hears every readable event
   * @throws SQLException when the file cannot be read to its end
   */
  static JournalReading of(Connection connection, Consumer<Journalled> listener) throws SQLException {
    var reading = new JournalReading(listener);
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(EVENTS)) {
      while (row.next()) {
        reading.take(row);
      }
    }
    return reading;
  }

  /** How many events there are. */
  long events() {
    return events;
  }

  Optional<Unreadable> unreadable() {
    return unreadable;
  }

  /** What is wrong and what mends it, then what may stand at the broker; nothing where all is readable. */
  List<Phrase> complaint(Path file) {
    return unreadable.map(first -> List.of(cause(file, first), orders())).orElse(List.of());
  }

  private static Phrase cause(Path file, Unreadable first) {
    return first.isAsWritten()
        ? new JournalText.EventOfNewerVersion(file, first.number(), first.event())
        : new JournalText.EventDamaged(file, first.number(), first.writer(), first.sequence());
  }

  private Phrase orders() {
    return standing.isEmpty()
        ? new JournalText.NoOrderMayStand()
        : new JournalText.OrdersMayStand(standing.entrySet().stream()
            .map(order -> order.getValue() + " (" + order.getKey().value() + ")").collect(Collectors.joining(", ")));
  }

  private void take(ResultSet row) throws SQLException {
    events++;
    String id = row.getString(2);
    Optional<String> hash = Optional.ofNullable(row.getBytes(7)).map(HashText::of);
    Optional<Object> event = decoded(row);
    if (event.isEmpty() || !follows(id, event.get())) {
      if (unreadable.isEmpty()) {
        unreadable = Optional.of(new Unreadable(
            row.getLong(1), id.replaceFirst("[|].*", ""), row.getLong(3), row.getString(5),
            event.isEmpty() && isAsWritten(row, hash)));
      }
    }
    event.ifPresent(known -> {
      note(known);
      listener.accept(new Journalled(id, known));
    });
    hashBefore = hash.orElse(hashBefore);
  }

  private Optional<Object> decoded(ResultSet row) throws SQLException {
    byte[] payload = row.getBytes(6);
    if (payload == null || row.getInt(4) != serializer.identifier()) {
      return Optional.empty();
    }
    try {
      return Optional.of(serializer.fromBinary(payload, row.getString(5)));
    } catch (IllegalArgumentException | UncheckedIOException unknown) {
      return Optional.empty();
    }
  }

  /** Without a hash an event whose name is known is damaged: names are not reused. */
  private boolean isAsWritten(ResultSet row, Optional<String> hash) throws SQLException {
    byte[] payload = row.getBytes(6);
    String event = row.getString(5);
    if (payload == null || hash.isEmpty()) {
      return payload != null && !JournalSerializer.knows(event);
    }
    return HashChain.next(hashBefore, row.getString(2), row.getLong(3), event, payload).equals(hash.get());
  }

  /** Whether the executor can recover from the event: what it reads may be whole and in the wrong place. */
  private boolean follows(String id, Object event) {
    if (!id.startsWith(EXECUTOR) || unreadable.isPresent()) {
      return true;
    }
    if (!(event instanceof ExecutionEvent booked)) {
      return false;
    }
    try {
      books.put(id, books.getOrDefault(id, ExecutionBook.EMPTY).apply(booked));
      return true;
    } catch (RuntimeException impossible) {
      // The domain throws various exceptions at an event that cannot follow, and so would the executor's recovery.
      return false;
    }
  }

  private void note(Object event) {
    if (event instanceof OrderEvent.SubmissionStarted sent) {
      standing.put(sent.ref(), sent.orderId());
    } else if (event instanceof OrderEvent.OrderClosed closed) {
      standing.remove(closed.ref());
    }
  }
}
