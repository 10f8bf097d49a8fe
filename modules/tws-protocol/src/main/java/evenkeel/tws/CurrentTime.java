package evenkeel.tws;

/** The Gateway's time in seconds since 1970, UTC. */
public record CurrentTime(long epochSeconds) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.CURRENT_TIME;
  }
}
