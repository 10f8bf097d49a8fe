package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each situation that a session meets is a file that can be read without Java; see the README beside the files. */
class ConversationTest {
  private static final String ENDING = ".session";

  static List<String> conversations() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ENDING)).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void shouldSpeakAsTheFileSays(String name) {
    Conversation.play(name);
  }

  static List<String> simulated() throws IOException, URISyntaxException {
    return conversations().stream().filter(name -> ConversationFile.of(name).isSimulated()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("simulated")
  void shouldSpeakWithTheSimulatedGatewayAsTheFileSays(String name) {
    Conversation.playSimulated(name);
  }

  @Test
  void shouldNameOnlyFilesThatThereAreInTheReadme() throws IOException, URISyntaxException {
    List<String> names = conversations().stream().map(name -> name.replace(ENDING, "")).toList();
    var named = Pattern.compile("`([a-z0-9_-]+_[a-z0-9_-]+|[a-z]+_\\*)`")
        .matcher(Files.readString(folder().resolve("README.md"))).results().map(it -> it.group(1)).toList();
    assertThat(named).hasSizeGreaterThan(70).allSatisfy(name -> assertThat(names)
        .anyMatch(it -> name.endsWith("*") ? it.startsWith(name.replace("*", "")) : it.equals(name)));
  }

  @Test
  void shouldSayInEachFileWhatItIsAbout() throws IOException, URISyntaxException {
    assertThat(conversations()).allSatisfy(name -> assertThat(firstLine(name)).startsWith("# "));
  }

  private static String firstLine(String name) {
    try {
      return Files.readAllLines(folder().resolve(name)).getFirst();
    } catch (IOException | URISyntaxException broken) {
      throw new UncheckedIOException(new IOException(broken));
    }
  }

  private static Path folder() throws URISyntaxException {
    URL folder = ConversationTest.class.getResource("conversations");
    assertThat(folder).isNotNull();
    return Path.of(folder.toURI());
  }
}
