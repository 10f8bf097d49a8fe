package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the program says in English and tells in Chinese, recognised by its words, is still said in these words. */
class ReasonsTest {
  private static final Path MODULES = Path.of(
      Objects.requireNonNull(System.getProperty("evenkeel.root")), "modules");
  /** Between the pieces of a sentence that stand in the source as they are. */
  private static final Pattern CUT = Pattern.compile("\\{[^}]*}|[;,:()'<>@]");
  private static final Pattern SOURCE = Pattern.compile("/src/main/(java/.*\\.java|resources/.*\\.txt)$");
  /** What a library or the machine says. */
  private static final Pattern FOREIGN = Pattern.compile("^(picocli|system)-");
  private static final int PARTS_MAX = 3;
  /** Two halves of one text of the source. */
  private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void shouldRecogniseOnlyWhatTheSourceStillSays() throws IOException {
    String source = source();

    Set<String> gone = new TreeSet<>();
    english().forEach((key, sentence) -> {
      if (!FOREIGN.matcher(key.toString()).find() && !CUT.splitAsStream(sentence.toString()).map(String::strip)
          .allMatch(words -> isSaid(words, source, PARTS_MAX))) {
        gone.add(key + ": " + sentence);
      }
    });

    assertThat(gone).isEmpty();
  }

  /** In one piece, or in a few, where the source puts a sentence together. */
  private static boolean isSaid(String words, String source, int parts) {
    if (source.contains(words)) {
      return true;
    }
    for (int at = words.indexOf(' '); parts > 1 && at > 0; at = words.indexOf(' ', at + 1)) {
      if (source.contains(words.substring(0, at)) && isSaid(words.substring(at + 1), source, parts - 1)) {
        return true;
      }
    }
    return false;
  }

  private static Properties english() throws IOException {
    var properties = new Properties();
    try (InputStream in = Language.class.getResourceAsStream("reasons_en.properties")) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }

  /** All that is compiled into the program, with its texts in one piece. */
  private static String source() throws IOException {
    try (Stream<Path> files = Files.walk(MODULES)) {
      String all = files.filter(file -> SOURCE.matcher(file.toString()).find())
          .map(ReasonsTest::read).collect(Collectors.joining());
      return SEAM.matcher(all).replaceAll("").replace("\\\"", "\"");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
