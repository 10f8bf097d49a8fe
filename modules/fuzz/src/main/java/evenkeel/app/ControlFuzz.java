package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Whatever is said to the control point of a running process, over its socket: it is answered in JSON, or the
 * connection is closed. In this package since the control point is hidden in it.
 */
public final class ControlFuzz {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Point POINT = new Point();

  private ControlFuzz() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      POINT.say(input);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A control point, and what went wrong in its threads. */
  private static final class Point {
    private static final int ANSWER_BYTES_MAX = 1 << 17;

    private final Path socket;
    private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    /** Written before an answer ends, and read after that. */
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

    Point() {
      try {
        Path folder = Files.createTempDirectory("evenkeel-fuzz-control");
        var status = new ControlPoint.Action(language -> line(language.name()), () -> {});
        ControlPoint point = ControlPoint.open(folder, Map.of("status", status), Map.of("order", this::order));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
          point.close();
          folder.toFile().delete();
        }));
        socket = folder.resolve("control.sock");
      } catch (IOException noDisk) {
        throw new UncheckedIOException(noDisk);
      }
    }

    void say(byte[] input) throws IOException {
      answer.clear();
      try (SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        connection.connect(UnixDomainSocketAddress.of(socket));
        ByteBuffer request = ByteBuffer.allocate(input.length + 1).put(input).put((byte) '\n').flip();
        try {
          while (request.hasRemaining()) {
            connection.write(request);
          }
          while (connection.read(answer) >= 0) {
            // To its end: what was asked for is done then.
          }
        } catch (IOException closed) {
          // By a control point that did not want to hear all of it.
        }
      }
      if (!wrong.isEmpty()) {
        throw new IllegalStateException("in a thread of the control point", wrong.remove());
      }
      if (answer.position() > 0) {
        JSON.readTree(answer.array(), 0, answer.position());
      }
    }

    /** As the desk reads it. */
    private void order(JsonNode request, Language language, Consumer<ObjectNode> told) {
      try {
        DeskRequest read = DeskRequest.of(request);
        if (!DeskRequest.of(read.toJson()).toJson().equals(read.toJson())) {
          throw new IllegalStateException("another request comes back: " + read);
        }
        told.accept(read.toJson());
      } catch (IllegalArgumentException nonsense) {
        told.accept(line(String.valueOf(nonsense.getMessage())));
      } catch (RuntimeException | Error failed) {
        wrong.add(failed);
        throw failed;
      }
    }

    private static ObjectNode line(String text) {
      return JsonNodeFactory.instance.objectNode().put("line", text);
    }
  }
}
