package evenkeel.tws;

/** The Gateway's time in milliseconds since 1970, UTC. */
public record CurrentTimeInMillis(long epochMillis) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.CURRENT_TIME_IN_MILLIS;
  }
}
