package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, really killed. */
class RunLogKillTest {
  private static final int KILLS = 3;
  private static final String FOREIGN = "{\"of\":\"others\"}";

  @TempDir
  Path logs = Path.of("set by JUnit");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void shouldHoldEveryAcknowledgedReportOnceAfterEachKill(long seed) throws Exception {
    var random = new Random(seed);
    Path file = new RunLog(logs).file(YearMonth.of(2025, 10));
    Files.writeString(file, FOREIGN + "\n");
    Map<String, Integer> acknowledged = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int from = acknowledged.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
      try (Child child = Child.start(EndlessReports.class, logs.toString(), Integer.toString(from))) {
        for (int heard = random.nextInt(1, 25); heard > 0; heard--) {
          String[] report = child.output().readLine().split(" ", 2);
          acknowledged.put("run-" + report[0], Integer.parseInt(report[1]));
        }
      }
      List<String> lines = Files.readAllLines(file);
      assertThat(lines.getFirst()).isEqualTo(FOREIGN);
      Map<String, Integer> onDisk = lines.stream().skip(1)
          .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow())
          // Throws where a run is there twice.
          .collect(Collectors.toMap(RunLogKillTest::run, line -> line.path("revision").asInt()));
      acknowledged.forEach((run, revision) -> assertThat(onDisk.get(run)).isGreaterThanOrEqualTo(revision));
    }
    assertThat(new RunLog(logs).tornFile(YearMonth.of(2025, 10))).doesNotExist();
  }

  private static String run(ObjectNode line) {
    return line.path("run_id").asText();
  }
}
