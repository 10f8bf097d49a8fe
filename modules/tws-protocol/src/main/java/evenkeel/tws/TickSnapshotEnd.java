package evenkeel.tws;

/** The end of a snapshot, about 11 s after its request. */
public record TickSnapshotEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_SNAPSHOT_END;
  }

  static TickSnapshotEnd decode(FieldReader in) {
    in.version();
    return new TickSnapshotEnd(in.id("reqId"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
  }
}
