package evenkeel.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes down what a session and the simulated Gateway say to each other where a file has only what happens: comments,
 * {@code sim}, {@code after} and the events. What comes out is read by a human before it is kept. See the README beside
 * the files.
 */
class ConversationRecorder {
  private static final String FOLDER = "evenkeel.conversations.record";

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+", disabledReason = "a tool, not a test")
  void recordEachOfTheFolder() throws IOException {
    List<Path> files;
    try (var found = Files.list(Path.of(System.getProperty(FOLDER)))) {
      files = found.filter(it -> it.toString().endsWith(".session")).sorted().toList();
    }
    for (Path file : files) {
      Files.write(file, Conversation.record(Files.readAllLines(file)));
    }
  }
}
