package evenkeel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.journal.ChainVerdict.Broken;
import evenkeel.journal.ChainVerdict.Cut;
import evenkeel.journal.ChainVerdict.Fault;
import evenkeel.journal.ChainVerdict.Intact;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainedJournalTest {
  private static final String WITHOUT_HASH = "UPDATE event_journal "
      + "SET meta_ser_id = NULL, meta_ser_manifest = NULL, meta_payload = NULL";

  @TempDir
  Path directory;
  private Path file;
  private String url;

  private record Write(String event, ActorRef<Done> replyTo) {}

  /** Writes what it is told, and answers when it is on disk. */
  private static final class Writer extends EventSourcedBehavior<Write, String, Integer> {
    Writer(String name) {
      super(PersistenceId.ofUniqueId(name));
    }

    static Behavior<Write> named(String name) {
      return new Writer(name);
    }

    @Override
    public Integer emptyState() {
      return 0;
    }

    @Override
    public CommandHandler<Write, String, Integer> commandHandler() {
      return (count, write) -> Effect().persist(write.event()).thenReply(write.replyTo(), done -> Done.getInstance());
    }

    @Override
    public EventHandler<Integer, String> eventHandler() {
      return (count, event) -> count + 1;
    }
  }

  @BeforeEach
  void prepare() throws SQLException {
    file = directory.resolve("evenkeel.db");
    url = SqliteJournal.url(file);
    try (Connection connection = DriverManager.getConnection(url)) {
      SqliteJournal.prepare(connection);
    }
  }

  /** Writes these events alternately as two actors, in a process of its own; returns the newest hash. */
  private String write(String... events) {
    ActorTestKit kit = ActorTestKit.create("journal", SqliteJournal.persistence(url));
    try {
      List<ActorRef<Write>> writers = List.of(kit.spawn(Writer.named("executor")), kit.spawn(Writer.named("planner")));
      var answers = kit.<Done>createTestProbe();
      for (int i = 0; i < events.length; i++) {
        writers.get(i % 2).tell(new Write(events[i], answers.ref()));
        answers.receiveMessage(Duration.ofSeconds(60));
      }
      return ChainHead.of(kit.system().classicSystem()).hash().orElseThrow();
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static Anchor anchor(String hash) {
    return new Anchor(hash, "20251031-month-end", Path.of("rebalance_202510.jsonl"));
  }

  private ChainVerdict verdict(Anchor... anchors) throws SQLException {
    var verifier = new ChainVerifier(List.of(anchors));
    ChainReader.read(file, verifier::take);
    return verifier.verdict();
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url.replace("foreign_keys=true", "foreign_keys=false"));
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.executeUpdate(each);
      }
    }
  }

  @Test
  void shouldBeIntactOverTwoProcesses() throws SQLException {
    String first = write("a", "b", "c");
    String second = write("d", "e");

    assertThat(second).isNotEqualTo(first);
    assertThat(verdict(anchor(first), anchor(second)))
        .isEqualTo(new Intact(0, 5, Optional.of(second), 2));
  }

  @Test
  void shouldBeginWhereAnOlderJournalEnds() throws SQLException {
    write("a", "b", "c");
    sql(WITHOUT_HASH);
    String newest = write("d", "e");

    assertThat(verdict()).isEqualTo(new Intact(3, 2, Optional.of(newest), 0));
  }

  @Test
  void shouldNameTheFirstEventThatWasChanged() throws SQLException {
    write("a", "b", "c", "d");
    sql("UPDATE event_journal SET event_payload = X'78' WHERE ordering = 2");

    assertThat(verdict()).isInstanceOfSatisfying(Broken.class, broken -> {
      assertThat(broken.fault()).isEqualTo(Fault.HASH);
      assertThat(broken.event().ordering()).isEqualTo(2);
      assertThat(broken.event().persistenceId()).isEqualTo("planner");
    });
  }

  @Test
  void shouldNameTheEventAfterAGap() throws SQLException {
    write("a", "b", "c", "d", "e");
    sql("DELETE FROM event_journal WHERE ordering = 3");

    assertThat(verdict()).isInstanceOfSatisfying(Broken.class, broken -> {
      // The planner's second event follows; it was hashed after the one that is missing.
      assertThat(broken.fault()).isEqualTo(Fault.HASH);
      assertThat(broken.event().ordering()).isEqualTo(4);
    });
  }

  @Test
  void shouldSeeThatEventsChangedPlaces() throws SQLException {
    write("a", "b", "c", "d");
    sql(
        "UPDATE event_journal SET ordering = 100 WHERE ordering = 2",
        "UPDATE event_journal SET ordering = 2 WHERE ordering = 3",
        "UPDATE event_journal SET ordering = 3 WHERE ordering = 100");

    assertThat(verdict()).isInstanceOfSatisfying(
        Broken.class, broken -> assertThat(broken.event().ordering()).isEqualTo(2));
  }

  @Test
  void shouldSeeThatAnActorsEventsChangedPlaces() throws SQLException {
    write("a", "b", "c", "d");
    sql(
        "UPDATE event_journal SET ordering = 100 WHERE ordering = 1",
        "UPDATE event_journal SET ordering = 1 WHERE ordering = 3",
        "UPDATE event_journal SET ordering = 3 WHERE ordering = 100");

    assertThat(verdict()).isInstanceOfSatisfying(Broken.class, broken -> {
      assertThat(broken.fault()).isEqualTo(Fault.GAP);
      assertThat(broken.event().ordering()).isEqualTo(1);
    });
  }

  @Test
  void shouldSeeWhereItWasCut() throws SQLException {
    String newest = write("a", "b", "c");
    sql("DELETE FROM event_journal WHERE ordering = 3");

    var anchor = anchor(newest);
    assertThat(verdict(anchor)).isEqualTo(new Cut(List.of(anchor), 2));
    assertThat(verdict()).isInstanceOf(Intact.class);
  }

  @Test
  void shouldSeeThatAHashWasTakenAway() throws SQLException {
    write("a", "b", "c");
    sql(WITHOUT_HASH + " WHERE ordering = 2");

    assertThat(verdict()).isInstanceOfSatisfying(Broken.class, broken -> {
      assertThat(broken.fault()).isEqualTo(Fault.UNCHAINED);
      assertThat(broken.event().ordering()).isEqualTo(2);
    });
  }
}
