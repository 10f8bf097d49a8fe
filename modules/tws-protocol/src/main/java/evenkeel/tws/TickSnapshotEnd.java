package evenkeel.tws;

/** The end of a snapshot, about 11 s after its request. */
public record TickSnapshotEnd(int reqId) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_SNAPSHOT_END;
  }
}
