package evenkeel.gateway;

/** Why there is no usable connection. Logs, alerts, exit lines and tests share these. */
public enum DisconnectReason {
  // @formatter:off: the formatter would run the constants together.
  REFUSED("nothing listens at the Gateway's address",
      "start IB Gateway, or correct gateway.host and gateway.port", true),
  CONNECT_TIMEOUT("the Gateway's address does not answer",
      "check gateway.host and the network", true),
  NOT_A_GATEWAY("whatever listens at that address does not speak the TWS protocol",
      "correct gateway.port: 4001 live and 4002 paper for IB Gateway, 7496 and 7497 for TWS", false),
  HELLO_UNANSWERED("the Gateway accepted the connection and does not answer",
      "look for a dialog that waits in the Gateway, or wait until it has started", true),
  HELLO_REFUSED("the Gateway closed the connection at once",
      "allow this address under the Gateway's API settings (trusted IPs)", false),
  UNSUPPORTED_VERSION("the Gateway speaks a protocol version that Evenkeel does not",
      "update the Gateway or Evenkeel", false),
  CLIENT_ID_IN_USE("the client id is in use at the Gateway",
      "stop the other program, or choose another gateway.client-id", true),
  NO_ACCOUNTS("the Gateway did not tell its accounts and the next order id",
      "wait until the Gateway has logged in", true),
  /** Questions about orders are refused; prices and positions may still be answered. */
  READ_ONLY("the Gateway's API is read-only",
      "untick Read-Only API in the Gateway's API settings", false),
  PORT_CHANGED("the Gateway's API port was changed",
      "set gateway.port to the new one", false),
  SILENT("the Gateway stopped answering",
      "restart the Gateway if this does not pass by itself", true),
  /** It says other things meanwhile. */
  UNANSWERED("the Gateway does not answer a question to its end",
      "restart the Gateway, and update it if this comes again", true),
  PROTOCOL_VIOLATION("the Gateway sent bytes that the protocol does not allow",
      "report this with the log", true),
  /** The connection to the Gateway stands; the Gateway's own to IBKR does not. */
  LINK_LOST("the Gateway has lost IBKR",
      "it comes back by itself; look at IBKR's system status if it lasts", true),
  /** Not a loss: the link is sound and no order leaves. */
  RESTART_DUE("the Gateway's daily restart is due",
      "orders wait until it is back; gateway.restart says when it is", true),
  /** Not a loss: the link is sound and no order leaves. */
  CLOCK_WRONG("this machine's clock is wrong",
      "have this machine set its clock from the network; orders wait until it agrees with the Gateway's", true),
  CLOSED("the Gateway closed the connection",
      "it is tried again by itself; the Gateway may be restarting", true),
  BROKEN("the connection broke", "it is tried again by itself", true),
  STOPPED("the connection was closed by Evenkeel", "nothing is to be done", true);
  // @formatter:on

  private final String sentence;
  private final String mend;
  private final boolean passes;

  DisconnectReason(String sentence, String mend, boolean passes) {
    this.sentence = sentence;
    this.mend = mend;
    this.passes = passes;
  }

  /** What happened. */
  public String sentence() {
    return sentence;
  }

  /** What to do. */
  public String mend() {
    return mend;
  }

  /** Whether trying again may help by itself; otherwise attempts are slow and a human is told. */
  public boolean passes() {
    return passes;
  }
}
