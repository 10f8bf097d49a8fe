package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * The running process's side of {@link DeskAccess}: carries a request out and sends back, line by line, what the
 * command prints, and at the end how it ends.
 */
final class DeskPoint implements ControlPoint.Conversation {
  private final House house;
  private final Audience audience;
  private final Settings settings;
  private final EvenkeelClock clock;

  DeskPoint(House house, Audience audience, Settings settings, EvenkeelClock clock) {
    this.house = house;
    this.audience = audience;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void hold(JsonNode request, Language language, Consumer<ObjectNode> answer) {
    var lines = new PrintStream(new Lines(answer), true, StandardCharsets.UTF_8);
    var terminal = new Terminal(lines, lines, false, false, false, language);
    try {
      new Desk(house, audience, settings, clock, terminal).carryOut(DeskRequest.of(request));
      answer.accept(end(ExitCode.DONE, List.of()));
    } catch (IllegalArgumentException nonsense) {
      answer.accept(end(ExitCode.USAGE, List.of(String.valueOf(nonsense.getMessage()))));
    } catch (CommandFailure failure) {
      answer.accept(end(failure.exitCode(), failure.lines(language)));
    }
  }

  private static ObjectNode end(int exitCode, List<String> complaints) {
    ObjectNode end = JsonNodeFactory.instance.objectNode();
    ArrayNode all = end.putArray(DeskAccess.COMPLAINT);
    complaints.forEach(all::add);
    return end.put(DeskAccess.EXIT, exitCode);
  }

  /** Hands each line on when it is complete. */
  private static final class Lines extends OutputStream {
    private final Consumer<ObjectNode> answer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Consumer<ObjectNode> answer) {
      this.answer = answer;
    }

    @Override
    public synchronized void write(int octet) throws IOException {
      if (octet == '\n') {
        answer.accept(JsonNodeFactory.instance.objectNode()
            .put(DeskAccess.LINE, line.toString(StandardCharsets.UTF_8).replace("\r", "")));
        line.reset();
      } else {
        line.write(octet);
      }
    }
  }
}
