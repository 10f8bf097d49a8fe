package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rounds of real processes that every build lives through; {@code scripts/chaos} takes more. */
class ChaosTest {
  private static final int ROUNDS = 4;

  @TempDir
  Path folder;

  @Test
  void shouldComeThroughKillsCutsAndFullDisks() {
    List<ChaosRound.Result> results = Chaos.run(1, ROUNDS, command(), folder, result -> {});

    List<ChaosRound.Result> failed = results.stream().filter(result -> !result.violations().isEmpty()).toList();
    assertThat(failed).as(failed.stream()
        .map(result -> "./scripts/chaos --rounds 1 --seed " + result.plan().seed() + ": " + result.violations())
        .collect(Collectors.joining("\n"))).isEmpty();
    assertThat(results).hasSize(ROUNDS).extracting(result -> result.counts().getOrDefault("kills", 0))
        .anySatisfy(kills -> assertThat(kills).isPositive());
    assertThat(results).extracting(result -> result.counts().getOrDefault("fills", 0))
        .anySatisfy(fills -> assertThat(fills).isPositive());
  }

  @Test
  void shouldSeeAnOrderThatWasNeverIntended() throws IOException {
    Path ledger = Files.writeString(folder.resolve("ledger.jsonl"), """
        {"time":"2025-10-31T18:35:00Z","event":"accepted","clientId":10,"orderId":3,"orderRef":"ek-a-b-DBMF-S"}
        """.repeat(2));
    Files.createDirectories(folder.resolve("data/logs"));
    List<String> violations = new ArrayList<>();

    new ChaosBooks(DayPlan.quiet(1), folder.resolve("data"), ledger, folder).audit(violations::add, what -> {});

    assertThat(violations).contains("1: the exchange took order ek-a-b-DBMF-S 2 times")
        .anySatisfy(words -> assertThat(words).startsWith("1: an order without its intent in the journal"));
  }

  /** The program as it is built, and its libraries. */
  private List<String> command() {
    List<String> java = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 24) {
      java.add("--sun-misc-unsafe-memory-access=allow");
    }
    // Surefire's own class path is one jar that names the rest. Only jars can be archived.
    String classPath = Stream.of(System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
        .filter(place -> !place.contains(Path.of("verification", "target").toString()))
        .collect(Collectors.joining(File.pathSeparator));
    return Chaos.quickened(java, List.of("-cp", classPath, "evenkeel.app.Main"), folder);
  }
}
