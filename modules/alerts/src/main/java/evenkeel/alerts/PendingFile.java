package evenkeel.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.engine.Alert.Severity;
import evenkeel.operations.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notices that no channel has taken yet, on disk, so that a process that is killed leaves them to the next. */
final class PendingFile {
  private static final Logger LOG = LoggerFactory.getLogger(PendingFile.class);

  /** What the file says. */
  record Content(Optional<YearMonth> lastSignOfLife, List<Notice> notices) {
    static final Content NOTHING = new Content(Optional.empty(), List.of());

    Content {
      notices = List.copyOf(notices);
    }
  }

  private final Path file;

  PendingFile(Path file) {
    this.file = file;
  }

  /** What an earlier process left; nothing where there is no file, or none that can be read. */
  Content read() {
    if (!Files.exists(file)) {
      return Content.NOTHING;
    }
    try {
      JsonNode root = Json.read(Files.readString(file));
      var notices = new ArrayList<Notice>();
      for (JsonNode node : root.path("pending")) {
        notices.add(new Notice(
            Instant.parse(node.path("at").asText()), Severity.valueOf(node.path("severity").asText()),
            node.path("key").asText(), node.path("sentence").asText(), node.path("anyway").asBoolean()));
      }
      String month = root.path("last_sign_of_life").asText("");
      return new Content(month.isEmpty() ? Optional.empty() : Optional.of(YearMonth.parse(month)), notices);
    } catch (IOException | DateTimeException | IllegalArgumentException unreadable) {
      LOG.error("The alerts that were not delivered yet cannot be read file={} kind={}", file,
          unreadable.getClass().getSimpleName());
      return Content.NOTHING;
    }
  }

  void write(YearMonth lastSignOfLife, List<Notice> notices) throws IOException {
    ObjectNode root = Json.object();
    root.put("last_sign_of_life", lastSignOfLife.toString());
    ArrayNode pending = root.putArray("pending");
    for (Notice notice : notices) {
      ObjectNode node = pending.addObject();
      node.put("at", notice.at().toString());
      node.put("severity", notice.severity().name());
      node.put("key", notice.key());
      node.put("sentence", notice.sentence());
      node.put("anyway", notice.anyway());
    }
    AtomicFile.write(file, (Json.line(root) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
