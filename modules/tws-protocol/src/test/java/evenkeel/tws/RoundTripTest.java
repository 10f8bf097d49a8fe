package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message survives encode and decode with random values. */
class RoundTripTest {
  private static final int[] VERSIONS = {157, 163, 170, 178, 189, 195, 200};
  private static final int SEEDS = 40;

  static Stream<Arguments> serverTypes() {
    return Stream.of(ServerMessageType.values()).flatMap(type -> IntStream.of(VERSIONS)
        .filter(version -> type.since() <= version).mapToObj(version -> Arguments.of(type, version)));
  }

  static Stream<Arguments> clientTypes() {
    return Stream.of(ClientMessageType.values()).flatMap(type -> IntStream.of(VERSIONS)
        .filter(version -> type.since() <= version).mapToObj(version -> Arguments.of(type, version)));
  }

  @ParameterizedTest(name = "{0} at {1}, seeds 0 to " + (SEEDS - 1))
  @MethodSource("serverTypes")
  void shouldSurviveTheWayToTheClient(ServerMessageType type, int version) {
    for (long seed = 0; seed < SEEDS; seed++) {
      ServerMessage message = new RandomMessages(seed, version).server(type);
      byte[] frame = new ServerCodec(version).encode(message);
      assertThat(Wire.decodeServer(version, frame)).as("seed %s", seed).isEqualTo(message);
    }
  }

  @ParameterizedTest(name = "{0} at {1}, seeds 0 to " + (SEEDS - 1))
  @MethodSource("clientTypes")
  void shouldSurviveTheWayToTheGateway(ClientMessageType type, int version) {
    for (long seed = 0; seed < SEEDS; seed++) {
      ClientMessage message = new RandomMessages(seed, version).client(type);
      byte[] frame = new ClientCodec(version).encode(message);
      assertThat(Wire.decodeClient(version, frame)).as("seed %s", seed).isEqualTo(message);
    }
  }
}
