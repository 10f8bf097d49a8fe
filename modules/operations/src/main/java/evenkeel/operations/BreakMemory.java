package evenkeel.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code gateway_breaks.json}: when the connection to the Gateway broke in the last days, over restarts of ours. */
public final class BreakMemory {
  private static final Logger LOG = LoggerFactory.getLogger(BreakMemory.class);

  private final Path file;

  public BreakMemory(DataDirectory directory) {
    this.file = directory.gatewayBreaksFile();
  }

  /** At which times of day, in the zone of the Gateway, it seems to restart. */
  public SortedSet<LocalTime> learnt(Instant now, ZoneId zone) {
    return read().learnt(now, zone);
  }

  /** An unreadable file counts as none: what is in it comes again. */
  BreakTimes read() {
    if (!Files.exists(file)) {
      return BreakTimes.NONE;
    }
    try {
      List<Instant> breaks = new ArrayList<>();
      for (JsonNode at : Json.read(Files.readAllBytes(file)).orElseGet(Json::object).path("broken_at")) {
        breaks.add(Instant.parse(at.asText()));
      }
      return new BreakTimes(breaks);
    } catch (IOException | DateTimeException unreadable) {
      LOG.warn("The memory of broken connections cannot be read and is replaced file={}", file);
      return BreakTimes.NONE;
    }
  }

  void write(BreakTimes times) {
    ObjectNode content = Json.object();
    ArrayNode list = content.putArray("broken_at");
    times.breaks().forEach(at -> list.add(at.toString()));
    try {
      AtomicFile.write(file, Json.document(content));
    } catch (IOException refused) {
      // What is lost is comfort; a disk that takes nothing is told by those who need it.
      LOG.warn("The memory of broken connections cannot be written file={} why=\"{}\"", file,
          DataDirectory.reason(refused));
    }
  }
}
