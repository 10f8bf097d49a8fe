package evenkeel.operations;

import com.fasterxml.jackson.core.JsonPointer;
import evenkeel.domain.SleeveReading;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where it is told what the holdings elsewhere are worth. */
public sealed interface SleeveSource {
  /** Nowhere: the whole portfolio is not judged. */
  enum None implements SleeveSource { INSTANCE }

  /** In the configuration, with the day that the owner looked. */
  record Configured(SleeveReading.Told told) implements SleeveSource {}

  /** In a JSON file that another program writes. */
  record InFile(Path file, Fields fields) implements SleeveSource {}

  /** At an HTTP address that answers JSON. The address may hold a key and is never shown but for its host. */
  record AtAddress(URI address, Fields fields) implements SleeveSource {
    @Override
    public String toString() {
      return "AtAddress[" + address.getHost() + "]";
    }
  }

  /**
   * Where in a JSON document the figures stand.
   *
   * @param value the pointer (RFC 6901) of the US dollars, a number or the text of one
   * @param time the pointer of the moment that it was true at, as ISO 8601 text or seconds since 1970; empty where the
   *     document does not tell: then it is the file's own time, or the moment of the answer
   */
  record Fields(JsonPointer value, Optional<JsonPointer> time) {}
}
