package evenkeel.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.RunId;
import evenkeel.engine.Arming;
import evenkeel.engine.OwnersWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code owner.json}: what the owner has said, on disk before anybody acts on it, and read anew each time, so that it
 * counts at once for a process that runs already. A file that cannot be read counts as a pause.
 */
public final class OwnersFile implements OwnersWord {
  private static final String SINCE = "paused_since";
  private static final String REASON = "reason";
  private static final String ACCEPTED = "account_accepted_at";
  private static final String BROKER_ACCEPTED = "broker_accepted_at";

  private record Content(Optional<Pause> pause, Optional<Instant> accepted, Optional<Instant> brokerAccepted) {}

  private final Path file;
  private final Permits permits;
  private final OperatorLog log;

  /** For decisions of this process's own user. */
  public OwnersFile(DataDirectory directory) {
    this(directory, OperatorSource.thisProcess());
  }

  /** For decisions of somebody else. */
  public OwnersFile(DataDirectory directory, OperatorSource source) {
    this.file = directory.ownersFile();
    this.permits = new Permits(directory, source);
    this.log = new OperatorLog(directory, source);
  }

  @Override
  public Optional<Pause> pause() {
    return read().pause();
  }

  @Override
  public Optional<Instant> accountAcceptedAt() {
    return read().accepted();
  }

  @Override
  public Optional<Arming> arming() {
    return permits.arming();
  }

  @Override
  public Optional<Answer> answer(RunId run) {
    return permits.answer(run);
  }

  @Override
  public Optional<Instant> brokerAcceptedAt() {
    return read().brokerAccepted();
  }

  /** No order is sent from here on. */
  public void pause(String reason, Instant now) throws IOException {
    change("pause", Map.of(REASON, reason), now, before -> new Content(
        Optional.of(new Pause(reason, now)), before.accepted(), before.brokerAccepted()));
  }

  /** Orders are sent again, and the account's value is right as it is. */
  public void resume(Instant now) throws IOException {
    change("resume", Map.of(), now,
        before -> new Content(Optional.empty(), Optional.of(now), before.brokerAccepted()));
  }

  /** Like {@link #resume}, and the broker's positions and orders are right as they are. */
  public void resumeAndAcceptBroker(Instant now) throws IOException {
    change("resume-accept-broker", Map.of(), now,
        before -> new Content(Optional.empty(), Optional.of(now), Optional.of(now)));
  }

  private void change(String action, Map<String, String> details, Instant now, UnaryOperator<Content> change)
      throws IOException {
    Content unused = log.alone(() -> {
      Content after = change.apply(read());
      log.append(action, details, now);
      write(after);
      return after;
    });
  }

  private Content read() {
    if (!Files.exists(file)) {
      return new Content(Optional.empty(), Optional.empty(), Optional.empty());
    }
    try {
      JsonNode content = Json.read(Files.readAllBytes(file))
          .orElseThrow(() -> new IOException("it is not JSON"));
      return new Content(
          time(content, SINCE).map(since -> new Pause(content.path(REASON).asText(), since)), time(content, ACCEPTED),
          time(content, BROKER_ACCEPTED));
    } catch (IOException | DateTimeException unreadable) {
      return new Content(
          Optional.of(new Pause(file + " cannot be read: " + unreadable.getMessage(), Instant.EPOCH)),
          Optional.empty(), Optional.empty());
    }
  }

  private static Optional<Instant> time(JsonNode content, String key) {
    return content.hasNonNull(key) ? Optional.of(Instant.parse(content.path(key).asText())) : Optional.empty();
  }

  private void write(Content content) throws IOException {
    ObjectNode json = Json.object();
    content.pause().ifPresent(pause -> json.put(SINCE, pause.since().toString()).put(REASON, pause.reason()));
    content.accepted().ifPresent(at -> json.put(ACCEPTED, at.toString()));
    content.brokerAccepted().ifPresent(at -> json.put(BROKER_ACCEPTED, at.toString()));
    AtomicFile.write(file, Json.document(json));
  }
}
