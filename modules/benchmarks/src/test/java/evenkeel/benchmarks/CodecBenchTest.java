package evenkeel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.benchmarks.CodecBench.Effort;
import evenkeel.benchmarks.CodecReport.Measured;
import evenkeel.benchmarks.CodecReport.Subject;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.FrameReader;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.WireLimits;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

class CodecBenchTest {
  private static final MixedStream STREAM = MixedStream.of(CodecBenchmark.MESSAGES, CodecBenchmark.SEED);

  @Test
  void shouldMeasureTheMessagesThatItWrote() {
    FrameReader frames = new FrameReader(WireLimits.CLIENT);
    ClientCodec codec = ClientCodec.strict(ServerVersions.PINNED);
    List<ServerMessage> decoded = new ArrayList<>();
    frames.feed(STREAM.bytes(), 0, STREAM.bytes().length);
    while (frames.next()) {
      decoded.add(codec.decode(frames.bytes(), frames.offset(), frames.length()));
    }
    assertThat(decoded).hasSameSizeAs(STREAM.messages());
    assertThat(decoded.stream().map(ServerMessage::type)).isEqualTo(
        STREAM.messages().stream().map(ServerMessage::type).toList());
  }

  @Test
  void shouldMixEightyTenAndTen() {
    Map<Boolean, Long> ticks = STREAM.messages().stream()
        .collect(Collectors.partitioningBy(it -> it.type().name().startsWith("TICK"), Collectors.counting()));
    assertThat(ticks).containsEntry(true, 8_000L).containsEntry(false, 2_000L);
  }

  @Test
  void shouldRunEveryBenchmark() throws RunnerException {
    Effort shortest = new Effort(1, 0, 0, 1, TimeValue.milliseconds(20));
    CodecReport report = CodecBench.measure(shortest, new PrintStream(OutputStream.nullOutputStream()));
    assertThat(report.lines()).hasSize(1 + CodecBench.SUBJECTS.size());
  }

  @Test
  void shouldAlignTheTableAndSayWhatIsBelow() {
    CodecReport report = new CodecReport(List.of(
        new Measured(new Subject("a", "baseline", "", 0), 20_000_000, 45, 0),
        new Measured(new Subject("b", "decoded", "a", 3_500_000), 2_000_000, 480, 99.96)));
    assertThat(report.isBelow()).isTrue();
    assertThat(report.lines()).containsExactly(
        "          messages/s  ns/message  processor ns  of baseline  bytes/message         required",
        "baseline  20,000,000        50.0          45.0                         0.0",
        "decoded    2,000,000       500.0         480.0       10.0 x          100.0  3,500,000 BELOW");
  }
}
