package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped beside our own code is what the list says, byte for byte. */
class LibrariesTest {
  private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("evenkeel.root")));
  private static final Map<String, Path> JARS = Arrays.stream(System.getProperty(
      "surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
      .filter(it -> it.endsWith(".jar")).map(Path::of)
      .collect(Collectors.toMap(it -> it.getFileName().toString(), Function.identity(), (first, second) -> first));

  @TempDir
  Path folder;

  private record Library(String sum, String group, String artifact, String version) {
    String file() {
      return artifact + "-" + version + ".jar";
    }
  }

  @Test
  void shouldRunWithTheLibrariesOfTheList() throws Exception {
    assertThat(listed()).hasSizeGreaterThan(30);
    for (Library library : listed()) {
      assertThat(JARS)
          .as("%s is listed; after a change of its version in pom.xml, change build-config/libraries.sha256",
              library)
          .containsKey(library.file());
      assertThat(sum(JARS.get(library.file()))).as(library.file()).isEqualTo(library.sum());
    }
  }

  @Test
  void shouldRefuseALibraryThatIsChangedUnknownOrMissing() throws Exception {
    List<Library> listed = listed();
    for (Library library : listed) {
      Files.copy(JARS.get(library.file()), folder.resolve(library.file()));
    }
    Files.writeString(folder.resolve("evenkeel-domain-1.jar"), "ours");
    Tool.Ended good = check();
    assertThat(good.text()).isEmpty();
    assertThat(good.exitCode()).isZero();

    Path changed = folder.resolve(listed.getFirst().file());
    Files.delete(changed);
    Files.writeString(changed, "something else");
    Files.writeString(folder.resolve("left-pad-1.0.jar"), "unknown");
    Files.delete(folder.resolve(listed.getLast().file()));

    Tool.Ended bad = check();
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.text().lines()).hasSize(3)
        .anyMatch(line -> line.contains(listed.getFirst().file() + " is not the one of"))
        .anyMatch(line -> line.contains("left-pad-1.0.jar is not in build-config/libraries.sha256"))
        .anyMatch(line -> line.contains(listed.getLast().artifact()) && line.contains("is missing"));
  }

  @Test
  void shouldListThemForOtherPrograms() throws Exception {
    JsonNode bom = new ObjectMapper().readTree(run("bom").text());

    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bom.at("/metadata/component/version").asText()).isNotEmpty();
    assertThat(bom.path("components")).extracting(it -> it.path("purl").asText()).containsExactlyElementsOf(
        listed().stream().map(it -> "pkg:maven/" + it.group() + "/" + it.artifact() + "@" + it.version()).toList());
    assertThat(bom.path("components")).extracting(it -> it.at("/hashes/0/content").asText())
        .containsExactlyElementsOf(listed().stream().map(Library::sum).toList());
  }

  private Tool.Ended check() {
    return run("check", folder.toString());
  }

  private static Tool.Ended run(String... words) {
    return new Tool(System.getenv()).run("", Stream.concat(
        Stream.of("bash", ROOT.resolve("scripts/libraries").toString()), Stream.of(words)).toList());
  }

  private static List<Library> listed() throws IOException {
    return Files.readAllLines(ROOT.resolve("build-config/libraries.sha256")).stream()
        .filter(line -> !line.startsWith("#")).map(line -> {
          List<String> words = Arrays.asList(line.split("[ :]+"));
          return new Library(words.get(0), words.get(1), words.get(2), words.get(3));
        }).toList();
  }

  private static String sum(Path jar) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
  }
}
