package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPointTest {
  private static final ObjectNode LINE = JsonNodeFactory.instance.objectNode().put("line", "cancelled");
  private static final String STATUS = "{\"path\":\"status\",\"language\":\"EN\",\"body\":{}}\n";

  @TempDir
  Path folder;

  @Test
  void shouldNotHarmWhoeverStillTellsWhenAConversationIsOver() throws Exception {
    var told = new CompletableFuture<Consumer<ObjectNode>>();
    try (ControlPoint point = ControlPoint.open(folder, Map.of(), Map.of("desk", (request, language, answer) -> {
      answer.accept(LINE);
      told.complete(answer);
    }))) {
      assertThat(ask("{\"path\":\"desk\"}\n")).isEqualTo(LINE + "\n");

      assertThatCode(() -> told.join().accept(LINE)).doesNotThrowAnyException();
    }
  }

  @Test
  void shouldCloseTheSocketToOtherUsersAndLeaveNothingBehind() throws Exception {
    try (ControlPoint point = status(folder)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket(folder)))).isEqualTo("rw-------");
      assertThat(ask(STATUS)).isEqualTo("{\"is\":\"well\"}\n");
    }
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void shouldListenAlsoWhereAKilledProcessLeftItsSocket() throws Exception {
    Files.createFile(folder.resolve("control.sock"));
    try (ControlPoint point = status(folder)) {
      assertThat(ask(STATUS)).isEqualTo("{\"is\":\"well\"}\n");
    }
  }

  @Test
  void shouldListenWhereThePathIsTooLongForASocket() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("d".repeat(120)));
    try (ControlPoint point = status(deep)) {
      assertThat(ask(deep, STATUS)).isEqualTo("{\"is\":\"well\"}\n");
    }
  }

  /** Half requests in any number: the ones too many are closed at once, and the others when their time is over. */
  @Test
  void shouldBoundConnectionsAndGoOnAnswering() throws Exception {
    try (ControlPoint point = status(folder)) {
      List<SocketChannel> halves = new ArrayList<>();
      for (int i = 0; i < 4 * ControlPoint.CONNECTIONS_MAX; i++) {
        SocketChannel half = connect(folder);
        halves.add(half);
        try {
          half.write(ByteBuffer.wrap("{\"path\":".getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException closed) {
          // One too many, closed before it could say anything.
        }
      }
      // Each of them ends without a word, which is when its place is free again.
      for (SocketChannel half : halves) {
        assertThat(rest(half)).isEmpty();
      }
      assertThat(ask(STATUS)).isEqualTo("{\"is\":\"well\"}\n");
    }
  }

  @Test
  void shouldNotReadARequestThatNeverEnds() throws Exception {
    try (ControlPoint point = status(folder); SocketChannel endless = connect(folder)) {
      byte[] much = "x".repeat(2 * ControlPoint.REQUEST_BYTES_MAX).getBytes(StandardCharsets.US_ASCII);
      try {
        ByteBuffer bytes = ByteBuffer.wrap(much);
        while (bytes.hasRemaining()) {
          endless.write(bytes);
        }
      } catch (IOException closed) {
        // Closed while it was still talking.
      }
      assertThat(rest(endless)).isEmpty();
      assertThat(ask("no JSON\n")).isEmpty();
      assertThat(ask("{\"path\":\"nothing\"}\n")).isEmpty();
      assertThat(ask(STATUS)).isEqualTo("{\"is\":\"well\"}\n");
    }
  }

  private static ControlPoint status(Path folder) {
    return ControlPoint.open(folder, Map.of("status", new ControlPoint.Action(
        language -> JsonNodeFactory.instance.objectNode().put("is", "well"), () -> {})), Map.of());
  }

  private String ask(String request) throws IOException {
    return ask(folder, request);
  }

  private static String ask(Path folder, String request) throws IOException {
    try (SocketChannel connection = connect(folder)) {
      connection.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      return rest(connection);
    }
  }

  private static SocketChannel connect(Path folder) throws IOException {
    SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX);
    connection.connect(UnixDomainSocketAddress.of(socket(folder)));
    return connection;
  }

  private static Path socket(Path folder) throws IOException {
    return Path.of(
        new ObjectMapper().readTree(Files.readString(folder.resolve("control.json"))).path("socket").asText());
  }

  /** What comes until the end; nothing where the connection was reset. */
  private static String rest(SocketChannel connection) {
    try (connection) {
      return new String(Channels.newInputStream(connection).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException reset) {
      return "";
    }
  }
}
