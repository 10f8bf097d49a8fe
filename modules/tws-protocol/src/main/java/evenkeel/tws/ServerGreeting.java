package evenkeel.tws;

/**
 * The Gateway's answer to a {@link Hello}, in a frame of its own.
 *
 * @param connectionTime local time of the log-in with a zone in the operating system's wording; never parse it
 */
public record ServerGreeting(int serverVersion, String connectionTime) {
  /** Reads the payload of the first frame. */
  public static ServerGreeting decode(byte[] bytes, int offset, int length) {
    Checks.require(false, "follows with the codec");
    return new ServerGreeting(0, "");
  }

  /** The frame on the wire. */
  public byte[] encode() {
    Checks.require(false, "follows with the codec");
    return new byte[0];
  }
}
