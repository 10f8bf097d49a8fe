package evenkeel.simulator;

import java.util.Arrays;

/** What the simulated Gateway wants done by whoever drives it, in this order. */
public sealed interface Output {

  /**
   * Bytes for one client. The array is not used again by the Gateway.
   *
   * @param alone whether they have to be written by themselves, not together with others
   */
  // An array, as it goes straight into a socket; equality below is by content.
  @SuppressWarnings("ArrayRecordComponent")
  record Send(ConnectionId connection, byte[] bytes, boolean alone) implements Output {
    Send(ConnectionId connection, byte[] bytes) {
      this(connection, bytes, false);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Send that
          && connection.equals(that.connection)
          && alone == that.alone
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * connection.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Send[" + connection + ", " + bytes.length + " bytes]";
    }
  }

  /** The Gateway closes this connection after what was sent before. */
  record Close(ConnectionId connection) implements Output {}

  /** The Gateway resets this connection: what is still on its way is lost. */
  record Reset(ConnectionId connection) implements Output {}

  /** Nothing more is read from this connection, not even that it was closed. */
  record Deafen(ConnectionId connection) implements Output {}

  /** A line for the exchange's own books. */
  record Ledger(LedgerEntry entry) implements Output {}
}
