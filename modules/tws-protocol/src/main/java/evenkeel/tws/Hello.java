package evenkeel.tws;

import java.util.OptionalInt;

/**
 * What a client says first: the versions it speaks, and options such as {@code +PACEAPI}.
 *
 * @param options empty for none
 */
public record Hello(int versionMin, int versionMax, String options) {
  /** Asks the Gateway to slow down requests that come too fast instead of refusing them. */
  public static final String PACE_API = "+PACEAPI";

  public Hello {
    Checks.require(versionMin >= 1 && versionMin <= versionMax,
        "versions must rise, were " + versionMin + " to " + versionMax);
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
    Checks.require(false, "follows with the codec");
    return new byte[0];
  }
}
