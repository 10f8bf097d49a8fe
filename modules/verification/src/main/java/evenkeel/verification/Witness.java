package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ServerMessage;

/** Sees everything that happens outside of the engine, as it happens. */
interface Witness {
  /** A connection is open. */
  void opened(long connection);

  /** The process wrote this message to its socket. */
  void sent(long connection, ClientMessage message);

  /** The process was given this message by its socket. */
  void heard(long connection, ServerMessage message);

  /** The process has been told that the connection is over, or has closed it, or is no more. */
  void ended(long connection);

  /** The exchange wrote this into its books. */
  void booked(LedgerEntry entry);

  /** An event got on the disk. */
  void journalled(Journal.Entry entry);

  /** The newest events were lost from the disk. */
  void lost(int events);

  /** The process wrote a line into its log. */
  void logged(String line);

  /** The harness did something to it. */
  void mishap(String what);
}
