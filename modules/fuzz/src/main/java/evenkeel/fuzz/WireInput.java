package evenkeel.fuzz;

import evenkeel.tws.FrameReader;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.WireLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * An input for a codec: a byte that chooses the server version, then the stream. Seeds are one whole frame.
 */
final class WireInput {
  private static final int VERSIONS = ServerVersions.MAX - ServerVersions.MIN + 1;
  private static final int LENGTH_BYTES = 4;

  private WireInput() {}

  /** What is called for a payload; it may throw a {@link ProtocolViolation}, and nothing else. */
  interface Decoder {
    Object decode(byte[] bytes, int offset, int length);
  }

  /** A codec for each version, as one serves a whole connection. */
  static final class Codecs<C> {
    private final Map<Integer, C> made = new HashMap<>();
    private final IntFunction<C> maker;

    Codecs(IntFunction<C> maker) {
      this.maker = maker;
    }

    C at(int serverVersion) {
      return made.computeIfAbsent(serverVersion, maker::apply);
    }
  }

  /** Every version that is spoken, as often as any other. */
  static int serverVersion(byte[] input) {
    return ServerVersions.MIN + (input[0] & 0xff) % VERSIONS;
  }

  /** Decodes what the stream's frames carry, and what comes after a first length whatever that length says. */
  static void decode(byte[] input, WireLimits limits, Decoder decoder) {
    int payload = 1 + LENGTH_BYTES;
    if (input.length > payload) {
      try {
        decoder.decode(input, payload, input.length - payload);
      } catch (ProtocolViolation refused) {
        // That is the other thing which may happen.
      }
    }
    var frames = new FrameReader(limits);
    try {
      frames.feed(input, 1, input.length - 1);
      while (frames.next()) {
        decoder.decode(frames.bytes(), frames.offset(), frames.length());
      }
    } catch (ProtocolViolation refused) {
      // As above: it ends the stream.
    }
  }
}
