package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.PreflightEvidence.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code logs/alerts.jsonl} says: which alerts a service took ({@code delivered}) or none did ({@code expired}),
 * and when the owner said to have seen what there was until then ({@code acknowledged}).
 */
final class DeliveredAlerts {
  private DeliveredAlerts() {}

  /** Oldest first; a line that a crash left half written is passed over. */
  static List<Told> read(DataDirectory directory) throws IOException {
    Path file = directory.logs().resolve("alerts.jsonl");
    var told = new ArrayList<Told>();
    if (Files.exists(file)) {
      var mapper = new ObjectMapper();
      for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        try {
          add(told, mapper.readTree(text));
        } catch (IOException | DateTimeException torn) {
          // The rest of a crash.
        }
      }
    }
    return told;
  }

  private static void add(List<Told> told, JsonNode line) {
    String event = line.path("event").asText();
    switch (event) {
      case "delivered", "expired" -> told.add(new Told(
          Instant.parse(line.path("at").asText()), line.path("key").asText(),
          line.path("severity").asText().equals("CRITICAL"), event.equals("delivered"), false));
      case "acknowledged" -> told.replaceAll(
          each -> new Told(each.at(), each.key(), each.isCritical(), each.isDelivered(), true));
      default -> {
        // Attempts, tests, and what was only shown on the machine's own screen.
      }
    }
  }
}
