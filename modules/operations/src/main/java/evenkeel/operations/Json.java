package evenkeel.operations;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.VisibleText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How the files of this module spell numbers, times and whole documents. */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .build();

  // Always three digits after the second: older Python reads three or six, and the dashboard is Python.
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
      .withZone(NyseCalendar.ZONE);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Rounded half to even, as Python's {@code round}, without trailing zeros and never with an exponent. */
  static BigDecimal rounded(BigDecimal value, int digits) {
    BigDecimal trimmed = value.setScale(digits, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return trimmed.scale() < 0 ? trimmed.setScale(0) : trimmed;
  }

  /** New York time with its offset. */
  static String time(Instant at) {
    return TIME.format(at);
  }

  /** On one line. */
  static String line(ObjectNode node) {
    try {
      return VisibleText.ofJson(MAPPER.writeValueAsString(node));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can always be written", impossible);
    }
  }

  /** For files that people open, with a line break at the end. */
  static byte[] document(ObjectNode node) {
    try {
      return VisibleText.ofJson(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can always be written", impossible);
    }
  }

  /** The one object that these bytes are; empty when they are anything else. */
  static Optional<ObjectNode> read(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
