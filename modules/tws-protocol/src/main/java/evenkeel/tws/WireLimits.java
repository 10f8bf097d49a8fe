package evenkeel.tws;

/**
 * What one peer may make us hold.
 *
 * @param frameBytesMax longest payload accepted
 * @param fieldCountMax most fields in a message
 * @param backlogBytesMax most bytes received and not yet taken as frames
 */
public record WireLimits(int frameBytesMax, int fieldCountMax, int backlogBytesMax) {
  /** The longest payload that IBKR's own reader accepts. */
  public static final int FRAME_BYTES_MAX = 16_777_215;

  /** For a client: historical data makes long frames. */
  public static final WireLimits CLIENT = new WireLimits(FRAME_BYTES_MAX, 4_000_000,
      2 * FRAME_BYTES_MAX);

  /** For a Gateway: requests are short. */
  public static final WireLimits SERVER = new WireLimits(1 << 20, 10_000, 4 << 20);

  public WireLimits {
    Checks.require(frameBytesMax >= 1 && frameBytesMax <= FRAME_BYTES_MAX,
        "frameBytesMax must be 1 to " + FRAME_BYTES_MAX + ", was " + frameBytesMax);
    Checks.require(fieldCountMax >= 1, "fieldCountMax must be at least 1, was " + fieldCountMax);
    Checks.require(backlogBytesMax >= frameBytesMax + FrameReader.LENGTH_BYTES,
        "backlogBytesMax must hold a whole frame, was " + backlogBytesMax);
  }
}
