package evenkeel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.ClientCodec;
import evenkeel.tws.FrameReader;
import evenkeel.tws.ServerCodec;
import evenkeel.tws.WireLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A seed that is refused at its first byte leads nowhere. */
class CorpusTest {
  private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("evenkeel.root")));
  private static final int CORPUS_BYTES_MAX = 40_000;

  @ParameterizedTest
  @EnumSource(value = Target.class, names = {"CLIENT", "SERVER"})
  void shouldHaveWholeMessagesAsSeeds(Target target) throws IOException {
    for (Path seed : seeds(target)) {
      byte[] input = Files.readAllBytes(seed);
      var frames = new FrameReader(WireLimits.CLIENT);
      frames.feed(input, 1, input.length - 1);
      assertThat(frames.next()).as(seed.toString()).isTrue();
      int version = WireInput.serverVersion(input);
      WireInput.Decoder decoder = target == Target.CLIENT
          ? new ClientCodec(version)::decode
          : new ServerCodec(version)::decode;

      assertThat(decoder.decode(frames.bytes(), frames.offset(), frames.length())).as(seed.toString()).isNotNull();
      assertThat(frames.pending()).as(seed.toString()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void shouldBeSmall(Target target) throws IOException {
    long bytes = 0;
    for (Path seed : seeds(target)) {
      bytes += Files.size(seed);
    }

    assertThat(bytes).isPositive().isLessThan(CORPUS_BYTES_MAX);
  }

  private static List<Path> seeds(Target target) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(target.corpus()))) {
      return files.sorted().toList();
    }
  }
}
