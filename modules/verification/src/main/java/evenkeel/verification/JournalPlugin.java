package evenkeel.verification;

import com.typesafe.config.Config;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.util.Success;
import scala.jdk.javaapi.CollectionConverters;

/** Pekko's way to a {@link Journal}, through the engine's own serializer. Made by Pekko from its name. */
public final class JournalPlugin extends AsyncWriteJournal {
  private static final Duration LATE = Duration.ofSeconds(3);

  private final Lane lane;
  private final Serialization serialization;
  /** Writes of which the end was not told yet. */
  private final Map<String, Future<Iterable<Optional<Exception>>>> underWay = new HashMap<>();

  /** As Pekko calls it. */
  public JournalPlugin(@SuppressWarnings("unused") Config config) {
    this.lane = Lane.of(context().system().settings().config().getLong(Lane.KEY));
    this.serialization = SerializationExtension.get(context().system());
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
    var write = new ArrayList<Journal.Entry>();
    var verdicts = new ArrayList<Optional<Exception>>();
    for (AtomicWrite message : messages) {
      CollectionConverters.asJava(message.payload()).forEach(event -> write.add(entry(event)));
      verdicts.add(Optional.empty());
    }
    return switch (lane.journal().next()) {
      case Journal.Sound sound -> store(write, verdicts);
      case Journal.Failed failed -> {
        if (failed.isDurable()) {
          lane.journal().add(write);
        }
        yield Futures.failed(new IOException("the disk refuses"));
      }
      case Journal.Slow slow -> {
        Future<Iterable<Optional<Exception>>> written = later(write, verdicts, slow.by(), slow.isDurableFirst());
        write.forEach(entry -> underWay.put(entry.persistenceId(), written));
        yield written;
      }
    };
  }

  private Future<Iterable<Optional<Exception>>> store(
      List<Journal.Entry> write, List<Optional<Exception>> verdicts) {
    if (lane.journal().isLate(write)) {
      lane.timer(LATE.toNanos(), () -> lane.journal().add(write));
      return Futures.successful(verdicts);
    }
    return lane.journal().add(write)
        ? Futures.successful(verdicts)
        : Futures.failed(new IOException("there is another event under this number"));
  }

  private Future<Iterable<Optional<Exception>>> later(
      List<Journal.Entry> write, List<Optional<Exception>> verdicts, Duration by, boolean isDurableFirst) {
    Promise<Iterable<Optional<Exception>>> promise = Futures.promise();
    Future<Iterable<Optional<Exception>>> early = isDurableFirst ? store(write, verdicts) : promise.future();
    lane.timer(by.toNanos(), () -> promise.completeWith(isDurableFirst ? early : store(write, verdicts)));
    return promise.future();
  }

  private Journal.Entry entry(PersistentRepr event) {
    Object payload = event.payload();
    Serializer serializer = serialization.findSerializerFor(payload);
    return new Journal.Entry(
        event.persistenceId(), event.sequenceNr(), serializer.identifier(),
        Serializers.manifestFor(serializer, payload), event.writerUuid(), serializer.toBinary(payload));
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return Futures.failed(new UnsupportedOperationException("nothing is ever deleted"));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
    lane.journal().of(persistenceId, from, to).stream().limit(max).forEach(entry -> replay.accept(
        PersistentRepr.apply(
            serialization.deserialize(entry.bytes(), entry.serializer(), entry.manifest()).get(), entry.sequenceNr(),
            persistenceId, "", false, ActorRef.noSender(), entry.writer())));
    return Futures.successful(null);
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
    // As pekko-persistence-jdbc does it: a write that only seems to have failed is waited for.
    Future<Iterable<Optional<Exception>>> before = underWay.get(persistenceId);
    return before == null
        ? Futures.successful(highest(persistenceId))
        : before.transform(any -> new Success<>(highest(persistenceId)), context().dispatcher());
  }

  private long highest(String persistenceId) {
    return lane.journal().of(persistenceId, 0, Long.MAX_VALUE).stream().mapToLong(Journal.Entry::sequenceNr).max()
        .orElse(0L);
  }
}
