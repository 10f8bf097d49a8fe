package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes into frames, however they are cut. */
class StreamTest {
  private static final WireLimits SMALL = new WireLimits(100, 10, 300);

  @Test
  void shouldReadTheSameMessagesWhereverTheStreamIsCut() {
    byte[] stream = Wire.join(GoldenFramesTest.serverLines().map(Wire::frame).toList());
    List<ServerMessage> whole = read(stream, stream.length);
    assertThat(whole).hasSize((int) GoldenFramesTest.serverLines().count());
    for (int cut = 1; cut < stream.length; cut++) {
      assertThat(read(stream, cut)).as("cut at %s", cut).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 1000})
  void shouldReadTheSameMessagesFromPiecesOfAnySize(int pieceSize) {
    byte[] stream = Wire.join(GoldenFramesTest.serverLines().map(Wire::frame).toList());
    FrameReader reader = new FrameReader(WireLimits.CLIENT);
    ClientCodec codec = ClientCodec.strict(ServerVersions.PINNED);
    List<ServerMessage> messages = new ArrayList<>();
    for (int at = 0; at < stream.length; at += pieceSize) {
      reader.feed(ByteBuffer.wrap(stream, at, Math.min(pieceSize, stream.length - at)));
      while (reader.next()) {
        messages.add(codec.decode(reader.bytes(), reader.offset(), reader.length()));
      }
    }
    assertThat(messages).isEqualTo(read(stream, stream.length));
    assertThat(reader.pending()).isZero();
  }

  @Test
  void shouldTellABrokenFrameFromAnOrderlyEnd() {
    byte[] frame = Wire.frame("9|1|42|");
    FrameReader reader = new FrameReader(WireLimits.CLIENT);
    reader.feed(frame, 0, frame.length - 1);
    assertThat(reader.next()).isFalse();
    assertThat(reader.pending()).isEqualTo(frame.length - 1);
    reader.feed(frame, frame.length - 1, 1);
    assertThat(reader.next()).isTrue();
    assertThat(reader.pending()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00 00 00 00", "00 00 00 65", "01 00 00 00", "ff ff ff ff", "80 00 00 00"})
  void shouldRefuseALengthBeyondTheLimit(String length) {
    FrameReader reader = new FrameReader(SMALL);
    byte[] bytes = Wire.hex(length);
    reader.feed(bytes, 0, bytes.length);
    assertThatThrownBy(reader::next).isInstanceOf(ProtocolViolation.class)
        .hasMessageMatching("Frame: length \\d+ is not 1 to 100");
  }

  @Test
  void shouldAcceptTheLongestFrameThatTheOfficialReaderAccepts() {
    byte[] frame = FrameWriter.frame(new byte[WireLimits.FRAME_BYTES_MAX]);
    FrameReader reader = new FrameReader(WireLimits.CLIENT);
    reader.feed(frame, 0, frame.length);
    assertThat(reader.next()).isTrue();
    assertThat(reader.length()).isEqualTo(WireLimits.FRAME_BYTES_MAX);
    byte[] tooLong = {1, 0, 0, 0};
    reader.feed(tooLong, 0, tooLong.length);
    assertThatThrownBy(reader::next).hasMessageContaining("16777216");
  }

  @Test
  void shouldRefuseABacklogBeyondTheLimit() {
    FrameReader reader = new FrameReader(SMALL);
    byte[] frame = Wire.frame("9|1|42|");
    for (int i = 0; i < 300 / frame.length; i++) {
      reader.feed(frame, 0, frame.length);
    }
    assertThatThrownBy(() -> reader.feed(frame, 0, frame.length))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessage("Frame: backlog of more than 300 bytes");
  }

  @Test
  void shouldNotHoldBackMemoryForAFrameThatIsOnlyAnnounced() {
    FrameReader reader = new FrameReader(WireLimits.CLIENT);
    byte[] length = {0, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    reader.feed(length, 0, length.length);
    assertThat(reader.next()).isFalse();
    assertThat(reader.bytes().length).isLessThan(1 << 16);
  }

  @Test
  void shouldRefuseMoreFieldsThanTheLimit() {
    byte[] frame = Wire.frame("15|1|" + "x|".repeat(9));
    ClientCodec codec = new ClientCodec(178, SMALL);
    assertThat(codec.decode(frame, 4, frame.length - 4)).isInstanceOf(ManagedAccounts.class);
    byte[] bars = Wire.frame("17|1|||1|20250714|1|2|3|4|5|6|7|");
    assertThatThrownBy(() -> codec.decode(bars, 4, bars.length - 4))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessage("HistoricalData: field volume is beyond the limit of 10 fields");
  }

  static Stream<Hello> hellos() {
    return Stream.of(new Hello(157, 178), new Hello(178, 178), new Hello(100, 223, "+PACEAPI"));
  }

  @ParameterizedTest
  @MethodSource("hellos")
  void shouldReadAHelloWhereverItIsCutAndLeaveTheRest(Hello hello) {
    byte[] helloBytes = hello.encode();
    byte[] stream = Wire.join(List.of(helloBytes, Wire.frame("71|2|7||")));
    for (int cut = 0; cut <= stream.length; cut++) {
      HelloReader reader = new HelloReader();
      int used = reader.feed(stream, 0, cut);
      assertThat(reader.hello().isPresent()).isEqualTo(cut >= helloBytes.length);
      if (reader.hello().isEmpty()) {
        used += reader.feed(stream, cut, stream.length - cut);
      }
      assertThat(used).isEqualTo(helloBytes.length);
      assertThat(reader.hello()).contains(hello);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1", "API v157", "API|....v", "API|    ", "API|\0\0\0\0",
      "API|\0\0\1\1", "API|\0\0\0\6x15..9", "API|\0\0\0\4v9..", "API|\0\0\0\6v9..8 ", "API|\0\0\0\1v",
      "API|\0\0\0\13v9999999999"})
  void shouldRefuseWhatIsNoHello(String text) {
    byte[] bytes = text.replace('|', '\0').getBytes(StandardCharsets.ISO_8859_1);
    HelloReader reader = new HelloReader();
    assertThatThrownBy(() -> reader.feed(bytes, 0, bytes.length))
        .isInstanceOf(ProtocolViolation.class).hasMessageStartingWith("Hello: ");
  }

  @Test
  void shouldChooseTheHighestCommonVersion() {
    assertThat(new Hello(157, 178).choose(157, 200)).hasValue(178);
    assertThat(new Hello(100, 223).choose(157, 178)).hasValue(178);
    assertThat(new Hello(100, 223, Hello.PACE_API).choose(157, 200)).hasValue(200);
    assertThat(new Hello(201, 223).choose(157, 200)).isEmpty();
    assertThat(new Hello(100, 150).choose(157, 200)).isEmpty();
  }

  @Test
  void shouldReadAGreetingOfAnyVersionAndWording() {
    byte[] chinese = new byte[]{'2', '0', '1', 0, '2', '0', ' ', (byte) 0xd6, (byte) 0xd0, 0};
    ServerGreeting greeting = ServerGreeting.decode(chinese, 0, chinese.length);
    assertThat(greeting.serverVersion()).isEqualTo(201);
    assertThat(greeting.connectionTime()).startsWith("20 ");
  }

  private static List<ServerMessage> read(byte[] stream, int cut) {
    FrameReader reader = new FrameReader(WireLimits.CLIENT);
    ClientCodec codec = ClientCodec.strict(ServerVersions.PINNED);
    return IntStream.of(0, cut).boxed().flatMap(from -> {
      int to = from == 0 ? cut : stream.length;
      reader.feed(Arrays.copyOfRange(stream, from, to), 0, to - from);
      List<ServerMessage> messages = new ArrayList<>();
      while (reader.next()) {
        messages.add(codec.decode(reader.bytes(), reader.offset(), reader.length()));
      }
      return messages.stream();
    }).toList();
  }
}
