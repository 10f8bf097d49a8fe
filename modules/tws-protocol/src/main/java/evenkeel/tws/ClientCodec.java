package evenkeel.tws;

/**
 * The client's end: encodes requests and decodes what a Gateway sends.
 *
 * <p>Encoding may be called from any thread. Decoding reuses its state, so it belongs to one thread
 * at a time.
 */
public final class ClientCodec {
  private final int serverVersion;

  /** A codec for one connection at the version that the Gateway chose. */
  public ClientCodec(int serverVersion) {
    this.serverVersion = ServerVersions.requireSpoken(serverVersion);
  }

  public int serverVersion() {
    return serverVersion;
  }

  /**
   * The message as a frame, its length included.
   *
   * @throws IllegalArgumentException when a text cannot be sent, or the server version lacks the message
   */
  public byte[] encode(ClientMessage message) {
    Checks.require(false, "follows with the codec");
    return new byte[0];
  }

  /**
   * The message in the payload of a frame. Surplus fields at the end are ignored.
   *
   * @throws ProtocolViolation when the bytes are not the message that they claim to be
   */
  public ServerMessage decode(byte[] bytes, int offset, int length) {
    Checks.require(false, "follows with the codec");
    return new UnknownMessage(0, 1);
  }
}
