package evenkeel.tws;

/**
 * The Gateway's end: decodes requests strictly and encodes what a Gateway sends.
 *
 * <p>Encoding may be called from any thread. Decoding reuses its state, so it belongs to one thread
 * at a time.
 */
public final class ServerCodec {
  private final int serverVersion;

  /** A codec for one connection at the version that the Gateway chose. */
  public ServerCodec(int serverVersion) {
    this.serverVersion = ServerVersions.requireSpoken(serverVersion);
  }

  public int serverVersion() {
    return serverVersion;
  }

  /**
   * The message as a frame, its length included.
   *
   * @throws IllegalArgumentException when a text contains a NUL, or the server version lacks the message
   */
  public byte[] encode(ServerMessage message) {
    Checks.require(false, "follows with the codec");
    return new byte[0];
  }

  /**
   * The request in the payload of a frame.
   *
   * @throws ProtocolViolation when a field is missing, left over or not what it should be; its id says
   *     which request, when that was read
   */
  public ClientMessage decode(byte[] bytes, int offset, int length) {
    Checks.require(false, "follows with the codec");
    return new UnknownRequest(0, 1);
  }
}
