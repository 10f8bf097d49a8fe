package evenkeel.tws;

/**
 * The Gateway's answer to a {@link Hello}, in a frame of its own.
 *
 * @param connectionTime the Gateway's local time with a zone in the operating system's wording
 *     ({@link GatewayZone}); empty or unreadable text is no error
 */
public record ServerGreeting(int serverVersion, String connectionTime) {

  /**
   * Reads the payload of the first frame. Any version is read, also one that this codec does not
   * speak, so that the caller can name it.
   */
  public static ServerGreeting decode(byte[] bytes, int offset, int length) {
    FieldReader in = new FieldReader(FieldReader.Sender.GATEWAY, ServerVersions.MIN, WireLimits.SERVER.fieldCountMax());
    in.start(bytes, offset, length, ServerGreeting.class);
    return new ServerGreeting(in.integer("serverVersion"), in.wording("connectionTime"));
  }

  /** The frame on the wire. */
  public byte[] encode() {
    FieldWriter out = new FieldWriter(ServerVersions.MIN, FieldWriter.Side.SERVER,
        ServerGreeting.class);
    out.integer("serverVersion", serverVersion);
    out.text("connectionTime", connectionTime);
    return out.frame();
  }
}
