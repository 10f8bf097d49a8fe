package evenkeel.tws;

/** A tick whose value is text, for example the time of the last trade. */
public record TickString(int tickerId, int tickType, String text) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_STRING;
  }
}
