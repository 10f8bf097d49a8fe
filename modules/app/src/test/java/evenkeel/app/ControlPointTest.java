package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPointTest {
  private static final ObjectNode LINE = JsonNodeFactory.instance.objectNode().put("line", "cancelled");

  @TempDir
  Path folder;

  @Test
  void shouldNotHarmWhoeverStillTellsWhenAConversationIsOver() throws Exception {
    var told = new CompletableFuture<Consumer<ObjectNode>>();
    try (ControlPoint point = ControlPoint.open(folder, Map.of(), Map.of("desk", (request, language, answer) -> {
      answer.accept(LINE);
      told.complete(answer);
    }))) {
      assertThat(ask()).isEqualTo(LINE + "\n");

      assertThatCode(() -> told.join().accept(LINE)).doesNotThrowAnyException();
    }
  }

  private String ask() throws Exception {
    JsonNode where = new ObjectMapper().readTree(Files.readString(folder.resolve("control.json")));
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + where.path("port").asInt() + "/desk"))
        .header("X-Evenkeel-Secret", where.path("secret").asText())
        .POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
