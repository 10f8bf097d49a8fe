package evenkeel.gateway;

/** Which code speaks to the Gateway. */
public enum TransportKind {
  /** Our own, {@link TcpTransport}. */
  TCP,
  /** IBKR's Java client, in a module that is built only where its owner has installed it. */
  IBAPI
}
