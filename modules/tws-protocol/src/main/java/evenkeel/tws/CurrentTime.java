package evenkeel.tws;

/** The Gateway's time in seconds since 1970, UTC. */
public record CurrentTime(long epochSeconds) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.CURRENT_TIME;
  }

  static CurrentTime decode(FieldReader in) {
    in.version();
    return new CurrentTime(in.longInteger("epochSeconds"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.longInteger("epochSeconds", epochSeconds);
  }
}
