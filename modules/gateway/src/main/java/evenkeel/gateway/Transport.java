package evenkeel.gateway;

import evenkeel.tws.ClientMessage;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;

/**
 * Carries the protocol's messages to a Gateway and back. The one over TCP is {@link TcpTransport}; another, on IBKR's
 * own client, is built only where its owner has installed that. Each passes the suite in gateway-contract. Nothing is
 * decided here: sessions know the rules.
 */
public interface Transport {
  /** Whether what comes at this server version can be decoded; a session ends where it cannot. */
  default boolean speaks(int serverVersion) {
    return serverVersion == ServerVersions.PINNED;
  }

  /** Starts to dial and returns at once. Whatever happens is told to the listener, from any thread. */
  Link dial(Listener listener);

  /** One connection, or the attempt at one. */
  interface Link {
    /** Queues a message and returns at once. After the connection is gone it does nothing. */
    void send(ClientMessage message);

    /**
     * The session has done all that follows from one more message that it received, the oldest one. A transport that
     * reads on demand keeps few messages ahead of this; any other may ignore it. From any thread.
     */
    default void handled() {}

    /** Closes the socket hard, so that the Gateway frees the client id. Safe to call twice. */
    void close();
  }

  /** Hears what happens, in order, one call at a time; {@code gone} is the last one. */
  interface Listener {
    /** The socket is open and the hello is on its way. */
    void connected();

    /** The Gateway answered with the version that it will speak. */
    void greeted(int serverVersion, String connectionTime);

    void received(ServerMessage message);

    void gone(DisconnectReason reason, String detail);
  }
}
