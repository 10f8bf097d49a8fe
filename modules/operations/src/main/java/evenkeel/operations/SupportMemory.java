package evenkeel.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.EndOfSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code gateway_support.json}: what the Gateway said of the end of its version, over restarts of ours. */
public final class SupportMemory {
  private static final Logger LOG = LoggerFactory.getLogger(SupportMemory.class);
  /** A Gateway that is upgraded says it no more; one that is not says it after each of its restarts. */
  private static final Duration BELIEVED = Duration.ofDays(14);

  /**
   * What is kept.
   *
   * @param heard when the Gateway said it last
   * @param told when the owner was told last
   * @param isRunBeyondTold whether the owner was told that a run lies beyond the end
   */
  record Note(EndOfSupport end, Instant heard, Optional<Instant> told, boolean isRunBeyondTold) {}

  private final Path file;

  public SupportMemory(DataDirectory directory) {
    this.file = directory.gatewaySupportFile();
  }

  /** What the Gateway said, unless it has not said it again for two weeks. */
  public Optional<EndOfSupport> end(Instant now) {
    return read(now).map(Note::end);
  }

  /** An unreadable file counts as none: the Gateway says it again. */
  Optional<Note> read(Instant now) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Json.read(Files.readAllBytes(file)).flatMap(SupportMemory::note).filter(note -> isBelieved(note, now));
    } catch (IOException | DateTimeException unreadable) {
      LOG.warn("The memory of the Gateway's end of support cannot be read and is replaced file={}", file);
      return Optional.empty();
    }
  }

  static boolean isBelieved(Note note, Instant now) {
    return Duration.between(note.heard(), now).compareTo(BELIEVED) < 0;
  }

  private static Optional<Note> note(JsonNode content) {
    Optional<Instant> told = content.hasNonNull("told_at")
        ? Optional.of(Instant.parse(content.path("told_at").asText()))
        : Optional.empty();
    Instant heard = Instant.parse(content.path("heard_at").asText());
    return EndOfSupport.of(content.path("words").asText())
        .map(end -> new Note(end, heard, told, content.path("run_beyond_told").asBoolean()));
  }

  void write(Note note) {
    ObjectNode content = Json.object();
    content.put("words", note.end().words());
    content.put("heard_at", note.heard().toString());
    note.told().ifPresent(at -> content.put("told_at", at.toString()));
    content.put("run_beyond_told", note.isRunBeyondTold());
    try {
      AtomicFile.write(file, Json.document(content));
    } catch (IOException refused) {
      // The Gateway says it again; a disk that takes nothing is told by those who need it.
      LOG.warn("The memory of the Gateway's end of support cannot be written file={} why=\"{}\"", file,
          DataDirectory.reason(refused));
    }
  }
}
