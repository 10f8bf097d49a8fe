package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.RunId;
import evenkeel.engine.OwnersWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorLogTest {
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:00Z");

  @TempDir
  Path folder;

  private DataDirectory directory;

  @BeforeEach
  void open() {
    directory = DataDirectory.open(folder.resolve("data"));
  }

  /** Opposite decisions given at the same moment, as by two commands: one of them counts, and both are told which. */
  @Test
  void shouldLetOneOfTwoOppositeDecisionsCount() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 50; i++) {
        var run = new RunId("2025" + (1000 + i) + "-month-end");
        var together = new CyclicBarrier(2);
        List<Future<OwnersWord.Answer>> told = new ArrayList<>();
        for (boolean isApproved : new boolean[]{true, false}) {
          told.add(threads.submit((Callable<OwnersWord.Answer>) () -> {
            together.await();
            return new Permits(directory).answer(run, isApproved, NOW);
          }));
        }
        OwnersWord.Answer first = told.get(0).get();
        assertThat(told.get(1).get()).isEqualTo(first);
        assertThat(new Permits(directory).answer(run)).contains(first);
      }
    }
    assertThat(Files.readAllLines(directory.operatorLogFile())).hasSize(100);
    assertThat(OperatorLog.verify(directory.operatorLogFile()).isIntact()).isTrue();
  }

  /** Decisions about different things that are given at once: none overwrites another. */
  @Test
  void shouldLoseNoneOfManyDecisionsAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String item = "item-" + i;
        done.add(threads.submit(() -> {
          new Permits(directory).acknowledge(item, NOW);
          return true;
        }));
      }
      for (Future<Boolean> each : done) {
        assertThat(each.get()).isTrue();
      }
    }
    assertThat(new Permits(directory).acknowledged()).hasSize(40);
  }

  @Test
  void shouldSayWhoDecidedAndFromWhere() throws IOException {
    var run = new RunId("20251031-month-end");
    new Permits(directory, new OperatorSource("Li Wei", "phone")).answer(run, true, NOW);

    OwnersWord.Answer answer = new OwnersFile(directory).answer(run).orElseThrow();
    assertThat(answer.by()).isEqualTo("Li Wei");
    assertThat(answer.from()).isEqualTo("phone");
    assertThat(Files.readString(directory.operatorLogFile())).contains(
        "\"action\":\"approve\"", "\"run\":\"20251031-month-end\"", "\"by\":\"Li Wei\"", "\"from\":\"phone\"");
  }

  @Test
  void shouldNoticeALineThatWasChangedRemovedOrMoved() throws IOException {
    var file = new OwnersFile(directory);
    file.pause("look first", NOW);
    file.resume(NOW.plusSeconds(1));
    file.pause("again\nand again", NOW.plusSeconds(2));
    file.resumeAndAcceptBroker(NOW.plusSeconds(3));
    Path log = directory.operatorLogFile();
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(4);
    assertThat(OperatorLog.verify(log).isIntact()).isTrue();

    Files.write(log, List.of(lines.get(0), lines.get(2), lines.get(3)));
    assertThat(OperatorLog.verify(log).isIntact()).isFalse();
    Files.write(log, List.of(lines.get(1), lines.get(0), lines.get(2), lines.get(3)));
    assertThat(OperatorLog.verify(log).isIntact()).isFalse();
    Files.write(log, List.of(lines.get(0).replace("look", "took"), lines.get(1), lines.get(2), lines.get(3)));
    assertThat(OperatorLog.verify(log).isIntact()).isFalse();
  }

  @Test
  void shouldNeverWriteAnAccountNumber() throws IOException {
    new Permits(directory).arm(new AccountId("U7654321"), LocalDate.of(2025, 12, 31), NOW);

    assertThat(Files.readString(directory.operatorLogFile())).contains("\"action\":\"arm\"").doesNotContain("U7654321");
  }
}
