package evenkeel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seeds of each target, then a short run from them, always the same; {@code scripts/fuzz} runs longer ones. */
class FuzzTest {
  private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("evenkeel.root")));

  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(Target.class)
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void shouldFindNothing(Target target) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Path found = Files.createDirectory(folder.resolve("found"));

    assertThat(fuzz(target.arguments("-runs=" + target.testRuns(), found, ROOT.resolve(target.corpus())), output))
        .as(() -> read(output)).isZero();

    assertThat(read(output)).contains("Done " + target.testRuns() + " runs");
    // Coverage did guide it: inputs that reach new code were kept.
    assertThat(found).isNotEmptyDirectory();
  }

  /** A fuzzer that could find nothing would pass the test above. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void shouldFindWhatIsWrong() throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Path found = Files.createDirectory(folder.resolve("found"));
    Path seeds = Files.createDirectory(folder.resolve("seeds"));
    Files.writeString(seeds.resolve("one"), "weight");
    List<String> arguments = Target.PLAN.arguments("-runs=200000", found, seeds).stream()
        .map(it -> it.startsWith("--target_class=") ? "--target_class=" + WrongReader.class.getName() : it).toList();

    assertThat(fuzz(arguments, output)).as(() -> read(output)).isNotZero();

    assertThat(read(output)).contains("the reader is wrong");
  }

  private int fuzz(List<String> arguments, Path output) throws IOException, InterruptedException {
    Process fuzzer = new ProcessBuilder(Stream.concat(
        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
        arguments.stream()).toList())
        .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      return fuzzer.waitFor();
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  private static String read(Path output) {
    try {
      List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 100), lines.size()));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
