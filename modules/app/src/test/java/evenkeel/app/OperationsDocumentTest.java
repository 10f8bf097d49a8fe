package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is woken by an alert finds its section by its key. */
class OperationsDocumentTest {
  /** How a phrase names the alert that tells it: {@code parked-REF} at the beginning of its comment. */
  private static final Pattern ALERT = Pattern
      .compile("/\\*\\* \\{@code ([a-z0-9]+(?:-[a-z0-9]+)*)(?:-[A-Z][A-Z-]*)*}[,:.]");
  private static final Pattern SECTION = Pattern.compile("(?m)^### (\\S+)$");

  private final Path root = Path.of(System.getProperty("evenkeel.root"));

  @ParameterizedTest
  @ValueSource(strings = {"operations.md", "operations.zh-CN.md"})
  void shouldHaveOneSectionForEachAlertAndNoOther(String name) throws IOException {
    Set<String> sections = SECTION.matcher(Files.readString(root.resolve("docs").resolve(name))).results()
        .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));

    assertThat(sections).isEqualTo(alerts());
  }

  private Set<String> alerts() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("modules"))) {
      return files.filter(file -> file.toString().contains("src/main/java") && file.toString().endsWith("Text.java"))
          .map(OperationsDocumentTest::read).filter(text -> text.contains(" extends Phrase"))
          .flatMap(text -> ALERT.matcher(text).results())
          .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
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
