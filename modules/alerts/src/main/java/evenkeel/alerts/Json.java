package evenkeel.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.VisibleText;

/** JSON of services and of this module's files. */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** What the text says; a missing node where it is not JSON. */
  static JsonNode read(String text) {
    try {
      JsonNode read = MAPPER.readTree(text);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException other) {
      return MissingNode.getInstance();
    }
  }

  static String line(JsonNode node) {
    try {
      return VisibleText.ofJson(MAPPER.writeValueAsString(node));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can always be written", impossible);
    }
  }

  /** The text as it stands between the quotation marks of a JSON string. */
  static String escaped(String text) {
    String quoted = line(MAPPER.getNodeFactory().textNode(text));
    return quoted.substring(1, quoted.length() - 1);
  }
}
