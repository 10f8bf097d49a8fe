package evenkeel.operations;

import evenkeel.domain.DecimalText;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.SleeveReading;
import evenkeel.domain.SleeveReading.NotTold;
import evenkeel.domain.SleeveReading.Told;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what the holdings elsewhere are worth. It waits for a disk or the network, some seconds at most, and says why
 * there is no value instead of throwing.
 */
public final class SleeveReader {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BYTES_MAX = 1 << 20;
  private static final int OK = 200;
  private static final Instant SECONDS_MAX = Instant.parse("2200-01-01T00:00:00Z");

  private SleeveReader() {}

  /**
   * Asks the source, if there is one.
   *
   * @param now what an answer without a time of its own is dated
   */
  public static Optional<SleeveReading> read(SleeveSource source, Supplier<Instant> now) {
    return switch (source) {
      case SleeveSource.None.INSTANCE -> Optional.empty();
      case SleeveSource.Configured configured -> Optional.of(configured.told());
      case SleeveSource.InFile inFile -> Optional.of(readFile(inFile));
      case SleeveSource.AtAddress at -> Optional.of(ask(at, now));
    };
  }

  private static SleeveReading readFile(SleeveSource.InFile source) {
    Path file = source.file();
    try (InputStream content = Files.newInputStream(file)) {
      return parse(
          "the file of the value elsewhere, " + file + ",", content.readNBytes(BYTES_MAX + 1), source.fields(),
          Files.getLastModifiedTime(file).toInstant());
    } catch (IOException refused) {
      return new NotTold("the file of the value elsewhere cannot be read: " + DataDirectory.reason(refused));
    }
  }

  private static SleeveReading ask(SleeveSource.AtAddress source, Supplier<Instant> now) {
    String name = "the address of the value elsewhere, at " + source.address().getHost() + ",";
    HttpRequest request = HttpRequest.newBuilder(source.address()).timeout(PATIENCE)
        .header("Accept", "application/json").GET().build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE)
        .followRedirects(HttpClient.Redirect.NEVER).build()) {
      HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == OK
            ? parse(name, body.readNBytes(BYTES_MAX + 1), source.fields(), now.get())
            : new NotTold(name + " answered with HTTP " + response.statusCode());
      }
    } catch (IOException unreachable) {
      // The exception's words may hold the address.
      return new NotTold(name + " gave no answer (" + unreachable.getClass().getSimpleName() + ")");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new NotTold(name + " was not waited for, as Evenkeel stops");
    }
  }

  private static SleeveReading parse(String name, byte[] content, SleeveSource.Fields fields, Instant otherwise) {
    if (content.length > BYTES_MAX) {
      return new NotTold(name + " gives more than a megabyte");
    }
    Optional<ObjectNode> document = Json.read(content);
    if (document.isEmpty()) {
      return new NotTold(name + " gives no JSON object");
    }
    Optional<BigDecimal> value = number(document.get().at(fields.value()));
    if (value.isEmpty()) {
      return new NotTold(name + " has no number at " + fields.value());
    }
    if (fields.time().isEmpty()) {
      return new Told(value.get(), otherwise);
    }
    JsonPointer pointer = fields.time().get();
    return time(document.get().at(pointer)).<SleeveReading>map(asOf -> new Told(value.get(), asOf))
        .orElseGet(() -> new NotTold(name + " has no time at " + pointer));
  }

  private static Optional<BigDecimal> number(JsonNode node) {
    return node.isNumber() || node.isTextual() ? DecimalText.parse(node.asText().strip()) : Optional.empty();
  }

  private static Optional<Instant> time(JsonNode node) {
    try {
      if (node.isNumber()) {
        Instant at = Instant.ofEpochSecond(node.asLong());
        return Optional.of(at).filter(it -> it.isBefore(SECONDS_MAX));
      }
      return node.isTextual() ? Optional.of(OffsetDateTime.parse(node.asText().strip()).toInstant()) : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
