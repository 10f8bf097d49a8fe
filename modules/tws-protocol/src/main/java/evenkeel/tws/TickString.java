package evenkeel.tws;

/** A tick whose value is text, for example the time of the last trade. */
public record TickString(int tickerId, int tickType, String text) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_STRING;
  }

  static TickString decode(FieldReader in) {
    in.version();
    return new TickString(in.id("tickerId"), in.integer("tickType"), in.text("text"));
  }

  void encode(FieldWriter out) {
    out.version(6);
    out.integer("tickerId", tickerId);
    out.integer("tickType", tickType);
    out.text("text", text);
  }
}
