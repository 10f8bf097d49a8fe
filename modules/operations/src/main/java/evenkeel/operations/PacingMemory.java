package evenkeel.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.gateway.HistoryPacing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code history_pacing.json}: the historical requests of the last ten minutes. IBKR counts them across restarts of a
 * client, so the next download goes on from them.
 */
public final class PacingMemory {
  private static final Logger LOG = LoggerFactory.getLogger(PacingMemory.class);

  private final Path file;

  public PacingMemory(DataDirectory directory) {
    this.file = directory.historyPacingFile();
  }

  /** What was asked lately. An unreadable file counts as none: at worst the Gateway complains, which is waited out. */
  public List<HistoryPacing.Asked> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<HistoryPacing.Asked> asked = new ArrayList<>();
      for (JsonNode node : Json.read(Files.readAllBytes(file)).orElseGet(Json::object).path("asked")) {
        asked.add(new HistoryPacing.Asked(
            node.path("what").asText(), node.path("source").asText(), Math.max(1, node.path("weight").asInt()),
            Optional.of(Instant.parse(node.path("over").asText()))));
      }
      return asked;
    } catch (IOException | DateTimeException unreadable) {
      LOG.warn("The memory of historical requests cannot be read and is replaced file={}", file);
      return List.of();
    }
  }

  /** Keeps what counts now in place of what counted before. */
  public void write(List<HistoryPacing.Asked> recent) {
    ObjectNode content = Json.object();
    ArrayNode list = content.putArray("asked");
    for (HistoryPacing.Asked asked : recent) {
      asked.over().ifPresent(over -> list.addObject().put("what", asked.what()).put("source", asked.source())
          .put("weight", asked.weight()).put("over", over.toString()));
    }
    try {
      AtomicFile.write(file, Json.document(content));
    } catch (IOException refused) {
      throw new UncheckedIOException("the memory of historical requests cannot be written: " + file, refused);
    }
  }
}
