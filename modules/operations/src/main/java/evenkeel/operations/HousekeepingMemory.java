package evenkeel.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;

/** {@code housekeeping.json}: the keys that were told, so that a restart does not tell them again. */
final class HousekeepingMemory {
  private static final int KEYS_KEPT = 100;

  private final Path file;

  HousekeepingMemory(DataDirectory directory) {
    this.file = directory.housekeepingFile();
  }

  /** Whether this was never told; from here on it was. A memory that cannot be read tells once more. */
  boolean isNew(String key) throws IOException {
    var told = new LinkedHashSet<String>();
    if (Files.exists(file)) {
      Json.read(Files.readAllBytes(file)).ifPresent(json -> json.path("told").forEach(each -> told.add(each.asText())));
    }
    if (!told.add(key)) {
      return false;
    }
    while (told.size() > KEYS_KEPT) {
      told.removeFirst();
    }
    ObjectNode json = Json.object();
    ArrayNode keys = json.putArray("told");
    told.forEach(keys::add);
    AtomicFile.write(file, Json.document(json));
    return true;
  }
}
