package evenkeel.tws;

/**
 * Sets the detail of the Gateway's own log: 1 system, 2 error, 3 warning, 4 information, 5
 * detail. Not answered.
 */
public record SetServerLogLevel(int level) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.SET_SERVER_LOG_LEVEL;
  }

  static SetServerLogLevel decode(FieldReader in) {
    in.version();
    return new SetServerLogLevel(in.integer("level"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("level", level);
  }
}
