package evenkeel.tws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * What a client says first: the versions it speaks, and options such as {@code +PACEAPI}.
 *
 * @param options empty for none
 */
public record Hello(int versionMin, int versionMax, String options) {
  /** Asks the Gateway to slow down requests that come too fast instead of refusing them. */
  public static final String PACE_API = "+PACEAPI";

  static final byte[] PREFIX = {'A', 'P', 'I', 0};

  public Hello {
    Checks.require(versionMin >= 1 && versionMin <= versionMax,
        "versions must rise, were " + versionMin + " to " + versionMax);
    Checks.require(options.chars().allMatch(c -> c >= ' ' && c <= '~'),
        "options must be printable ASCII");
  }

  /** A hello without options. */
  public Hello(int versionMin, int versionMax) {
    this(versionMin, versionMax, "");
  }

  /** What our client says: it insists on {@link ServerVersions#PINNED} as the highest version. */
  public static Hello pinned() {
    return new Hello(ServerVersions.MIN, ServerVersions.PINNED);
  }

  /** The highest version that both sides speak, empty when there is none. */
  public OptionalInt choose(int serverVersionMin, int serverVersionMax) {
    int chosen = Math.min(versionMax, serverVersionMax);
    return chosen >= Math.max(versionMin, serverVersionMin)
        ? OptionalInt.of(chosen)
        : OptionalInt.empty();
  }

  /** The text after the length, for example {@code v157..178}. */
  public String text() {
    String versions = versionMin == versionMax
        ? "v" + versionMin
        : "v" + versionMin + ".." + versionMax;
    return options.isEmpty() ? versions : versions + " " + options;
  }

  /** The bytes on the wire. */
  public byte[] encode() {
    byte[] text = text().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(PREFIX.length + FrameReader.LENGTH_BYTES + text.length).put(PREFIX)
        .putInt(text.length).put(text).array();
  }

  /** Reads the text after the length. */
  static Hello parse(String text) {
    int blank = text.indexOf(' ');
    String versions = blank < 0 ? text : text.substring(0, blank);
    String options = blank < 0 ? "" : text.substring(blank + 1).strip();
    int dots = versions.indexOf("..");
    String first = dots < 0 ? versions.substring(1) : versions.substring(1, dots);
    String last = dots < 0 ? first : versions.substring(dots + 2);
    try {
      return new Hello(Integer.parseInt(first), Integer.parseInt(last), options);
    } catch (IllegalArgumentException wrong) {
      throw new ProtocolViolation("Hello", "does not name versions: '" + text + "'");
    }
  }
}
