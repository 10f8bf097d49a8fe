package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The report file of October 2025, read as the dashboard reads it, and other JSON. */
final class ReportFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportFile() {}

  static List<JsonNode> runs(Path dataDirectory) throws IOException {
    return read(dataDirectory.resolve("logs").resolve("rebalance_202510.jsonl"));
  }

  static JsonNode parse(String object) throws IOException {
    return JSON.readTree(object);
  }

  static List<JsonNode> read(Path file) throws IOException {
    var objects = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(file)) {
      objects.add(parse(line));
    }
    return objects;
  }
}
