package evenkeel.simulator;

/** What market data the log-in has paid for. */
public enum Entitlement {
  /** Whatever kind is asked for flows: convenient, and unlike any real log-in. */
  ANY,
  /** Live data flows, also to whoever asks for delayed data, as IBKR does. */
  LIVE,
  /** Live data is refused (354, 10089), delayed data flows after a word (10167). */
  DELAYED,
  /** Nothing flows (354, 10168). */
  NONE
}
