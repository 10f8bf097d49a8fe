package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the container file promises, as far as it can be seen without building it. */
class ContainerfileTest {
  private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("evenkeel.root")));

  @Test
  void shouldCopyOnlyWhatIsThere() throws IOException {
    List<String> copied = lines("COPY ").filter(line -> !line.startsWith("--from=build ")).flatMap(line -> {
      List<String> words = Arrays.asList(line.split(" "));
      return words.subList(0, words.size() - 1).stream();
    }).toList();

    assertThat(copied).contains("pom.xml", "modules", "scripts")
        .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    // The build of the image wants them.
    assertThat(copied).contains("LICENSE", "README.md", "README.zh-CN.md", "CHANGELOG.md", "conf", "build-config");
  }

  @Test
  void shouldRunAsAnOrdinaryUserOnADataVolume() throws IOException {
    assertThat(lines("USER ")).containsExactly("evenkeel");
    assertThat(lines("VOLUME ")).containsExactly("/data");
    assertThat(lines("ENV ")).containsExactly("TRADESYS_HOME=/data");
    assertThat(lines("HEALTHCHECK ")).singleElement().asString().endsWith("CMD [\"evenkeel\", \"status\"]");
  }

  private static Stream<String> lines(String instruction) throws IOException {
    return Files.readAllLines(ROOT.resolve("Containerfile")).stream().filter(line -> line.startsWith(instruction))
        .map(line -> line.substring(instruction.length()).strip());
  }
}
