package evenkeel.tws;

/** The Gateway's time in milliseconds since 1970, UTC. */
public record CurrentTimeInMillis(long epochMillis) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.CURRENT_TIME_IN_MILLIS;
  }

  static CurrentTimeInMillis decode(FieldReader in) {
    return new CurrentTimeInMillis(in.longInteger("epochMillis"));
  }

  void encode(FieldWriter out) {
    out.longInteger("epochMillis", epochMillis);
  }
}
