package evenkeel.simulator;

/** One TCP connection, or whatever stands in for it. Never used for two connections. */
public record ConnectionId(long value) {
  @Override
  public String toString() {
    return "connection-" + value;
  }
}
