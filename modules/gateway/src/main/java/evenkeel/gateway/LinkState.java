package evenkeel.gateway;

/** Where the connection stands. Orders are sent in {@link #READY} only, cancels in {@link #HELD} too. */
public enum LinkState {
  /** Not connected, waiting for the next attempt. */
  OFFLINE,
  /** Dialling. */
  CONNECTING,
  /** The socket is open; versions, accounts and the next order id are being exchanged. */
  HANDSHAKING,
  /** Reads are answered; the books are being compared. No order leaves. */
  SYNCHRONIZING, READY,
  /**
   * All is compared, and no order leaves yet: the Gateway's restart is due, or this machine's clock is wrong. The
   * problem says which.
   */
  HELD,
  /** The Gateway lost IBKR (1100): reads may be answered, no order leaves. */
  LINK_LOST;

  /** Whether questions may be asked. */
  public boolean answers() {
    return switch (this) {
      case SYNCHRONIZING, READY, HELD, LINK_LOST -> true;
      case OFFLINE, CONNECTING, HANDSHAKING -> false;
    };
  }
}
