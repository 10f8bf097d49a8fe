package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunLogTest {
  private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
  private static final String FOREIGN = "{\"timestamp\": \"2025-10-01T10:00:00\", \"net_liquidation\": 1.0}";

  @TempDir
  Path logs = Path.of("set by JUnit");

  private RunLog log = new RunLog(logs);
  private Path file = logs;

  @BeforeEach
  void open() {
    log = new RunLog(logs);
    file = logs.resolve("rebalance_202510.jsonl");
  }

  @Test
  void shouldWriteALineThatOnlyItsOwnerReads() throws IOException {
    log.write(line(0));

    assertThat(file).hasContent(line(0).json() + "\n");
    assertThat(Files.readString(file)).endsWith("}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    assertThat(names()).containsExactly("rebalance_202510.jsonl");
  }

  @Test
  void shouldWriteTheSameReportOnlyOnce() throws IOException {
    log.write(line(0));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
    log.write(line(0));
    new RunLog(logs).write(line(0));

    assertThat(Files.readAllLines(file)).containsExactly(line(0).json());
    assertThat(Files.getLastModifiedTime(file)).as("an identical report needs no write")
        .isEqualTo(FileTime.fromMillis(1000));
  }

  @Test
  void shouldReplaceTheLineOfARunWhereItStands() throws IOException {
    write(FOREIGN + "\n");
    log.write(line(0));
    append("{\"after\":1}\n");
    log.write(line(1));

    assertThat(line(1).revision()).isGreaterThan(line(0).revision());
    assertThat(Files.readAllLines(file)).containsExactly(FOREIGN, line(1).json(), "{\"after\":1}");
  }

  @Test
  void shouldKeepWhatIsNotItsOwnByteForByte() throws IOException {
    byte[] odd = "\r\n{\"run_id\":\"20251031-month-end\"}\r\n{\"half\": \n\n\u00ff plain text\n"
        .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, odd);
    log.write(line(0));
    log.write(line(1));

    byte[] after = Files.readAllBytes(file);
    assertThat(after).startsWith(odd);
    assertThat(new String(after, odd.length, after.length - odd.length, StandardCharsets.UTF_8))
        .isEqualTo(line(1).json() + "\n");
    assertThat(names()).containsExactly("rebalance_202510.jsonl");
  }

  @Test
  void shouldMoveHalfALineAsideAndLoseNothing() throws IOException {
    write(FOREIGN + "\n" + "{\"timestamp\": \"2025-10-3");
    log.write(line(0));

    assertThat(Files.readAllLines(file)).containsExactly(FOREIGN, line(0).json());
    assertThat(log.tornFile(OCTOBER)).hasFileName("rebalance_202510.jsonl.torn")
        .hasContent("{\"timestamp\": \"2025-10-3\n");
  }

  @Test
  void shouldEndALineThatOnlyLacksItsBreak() throws IOException {
    write(FOREIGN);
    log.write(line(0));

    assertThat(Files.readAllLines(file)).containsExactly(FOREIGN, line(0).json());
    assertThat(log.tornFile(OCTOBER)).doesNotExist();
  }

  @Test
  void shouldKeepTheTwoMonthsOfTwoRunsApart() throws IOException {
    ReportLine november = ReportLine.of(Samples.blind(LocalDate.of(2025, 11, 28), "no price"), Optional.empty());
    log.write(line(0));
    log.write(november);

    assertThat(Files.readAllLines(file)).containsExactly(line(0).json());
    assertThat(Files.readAllLines(log.file(YearMonth.of(2025, 11)))).containsExactly(november.json());
  }

  @Test
  void shouldKeepTheSameMonthEndOfTwoAccountsApart() throws IOException {
    ReportLine ours = line(0);
    var others = new ReportLine(ours.run(), "DU***99", 1, OCTOBER, ours.json().replace("DU***67", "DU***99"));
    log.write(ours);
    log.write(others);
    log.write(line(1));

    assertThat(Files.readAllLines(file)).containsExactly(line(1).json(), others.json());
  }

  // The crash points of a write, in order. Each leaves the files as a kill at that moment does.

  @Test
  void shouldSurviveAKillWhileTheNewFileWasBeingWritten() throws IOException {
    log.write(line(0));
    leftBehind(line(1).json().substring(0, 40));

    assertThat(Files.readAllLines(file)).as("the report is whole before anybody mends it")
        .containsExactly(line(0).json());
    new RunLog(logs).write(line(1));

    assertThat(Files.readAllLines(file)).containsExactly(line(1).json());
    assertThat(names()).containsExactly("rebalance_202510.jsonl");
  }

  @Test
  void shouldSurviveAKillBeforeTheNewFileGotItsName() throws IOException {
    log.write(line(0));
    leftBehind(line(1).json() + "\n");
    new RunLog(logs).write(line(1));

    assertThat(Files.readAllLines(file)).containsExactly(line(1).json());
    assertThat(names()).containsExactly("rebalance_202510.jsonl");
  }

  @Test
  void shouldSurviveAKillBeforeTheReportWasAcknowledged() throws IOException {
    log.write(line(1));
    // The journal does not know that it is written, so the engine asks again after the restart.
    new RunLog(logs).write(line(1));

    assertThat(Files.readAllLines(file)).containsExactly(line(1).json());
  }

  @Test
  void shouldSurviveAKillAfterHalfALineWasKeptAside() throws IOException {
    write("{\"half");
    Files.writeString(log.tornFile(OCTOBER), "{\"earlier\n{\"half\n");
    log.write(line(0));

    assertThat(log.tornFile(OCTOBER)).hasContent("{\"earlier\n{\"half\n");
    assertThat(Files.readAllLines(file)).containsExactly(line(0).json());
  }

  @Test
  void shouldTakeTheNewestWordAlsoWhereTheJournalLostItsTail() throws IOException {
    log.write(line(1));
    log.write(line(0));

    assertThat(Files.readAllLines(file)).containsExactly(line(0).json());
  }

  @Test
  void shouldLeaveTheFileAsItWasWhenTheDiskRefuses() throws IOException {
    Files.createDirectories(file.resolve("in-the-way"));

    assertThatThrownBy(() -> log.write(line(0))).isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("rebalance_202510.jsonl");

    Files.delete(file.resolve("in-the-way"));
    Files.delete(file);
    log.write(line(0));
    assertThat(Files.readAllLines(file)).containsExactly(line(0).json());
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  /** Others append whole lines, we write runs and revisions, and now and then a crash leaves its temporary file. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldHoldEachRunOnceAndEveryForeignLineWhateverHappens(long seed) throws IOException {
    var random = new Random(seed);
    Map<RunId, ReportLine> newest = new HashMap<>();
    List<String> foreign = new ArrayList<>();
    for (int step = 0; step < 40; step++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          foreign.add("{\"n\":" + step + (random.nextBoolean() ? "}" : " broken"));
          append(foreign.getLast() + "\n");
        }
        case 1 -> leftBehind("x".repeat(random.nextInt(200)));
        default -> {
          ReportLine line = someRun(random);
          newest.put(line.run(), line);
          log.write(line);
        }
      }
    }
    List<String> expected = new ArrayList<>(foreign);
    newest.values().forEach(line -> expected.add(line.json()));
    assertThat(Files.readAllLines(file)).containsExactlyInAnyOrderElementsOf(expected)
        .filteredOn(foreign::contains).containsExactlyElementsOf(foreign);
  }

  private static ReportLine someRun(Random random) {
    RunId run = new RunId("2025103" + random.nextInt(5) + "-manual");
    ReportLine line = line(random.nextInt(2));
    return new ReportLine(
        run, line.account(), line.revision(), OCTOBER, line.json().replace(line.run().value(), run.value()));
  }

  /** The month end before and after a late commission. */
  private static ReportLine line(int commissions) {
    List<ExecutionEvent> events = Samples.good();
    Run run = Samples.run(commissions == 0 ? withoutCommissions(events) : events);
    return ReportLine.of(Samples.trade(TradingMode.PAPER), Optional.of(run));
  }

  private static List<ExecutionEvent> withoutCommissions(List<ExecutionEvent> events) {
    return events.stream().filter(event -> !(event instanceof OrderEvent.CommissionRecorded)).toList();
  }

  /** What a process that was killed two minutes ago had written so far. */
  private void leftBehind(String content) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".999999999999-1.tmp");
    Files.writeString(temporary, content);
    Files.setLastModifiedTime(temporary, FileTime.from(
        Files.getLastModifiedTime(temporary).toInstant().minusSeconds(120)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(logs)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
