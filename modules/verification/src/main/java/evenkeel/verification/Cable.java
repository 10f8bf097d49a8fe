package evenkeel.verification;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Real sockets between a client and the Gateway, which can be cut, also in the middle of a message, or fall silent. */
final class Cable implements Closeable {
  private static final int BUFFER_BYTES = 8192;
  private static final Duration DIAL_WITHIN = Duration.ofSeconds(5);
  private static final long NEVER = Long.MAX_VALUE;

  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytesUntilCut = new AtomicLong(NEVER);
  private volatile int port;
  private volatile long awayUntil = System.nanoTime();
  private volatile long silentUntil = System.nanoTime();

  private Cable(ServerSocket door) {
    this.door = door;
  }

  /** Listens on a free port of this machine. */
  static Cable open() throws IOException {
    var cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(cable::admit);
    return cable;
  }

  /** Where clients connect. */
  int port() {
    return door.getLocalPort();
  }

  /** Where the Gateway listens; nobody is let through before this is said. */
  void leadTo(int gatewayPort) {
    port = gatewayPort;
  }

  /** Every connection ends now, and nobody is let through for this long. */
  void cut(Duration away) {
    awayUntil = System.nanoTime() + away.toNanos();
    open.forEach(Cable::hangUp);
  }

  /** Every connection ends once so many bytes more have passed in either direction. */
  void cutAfter(int bytes) {
    bytesUntilCut.set(bytes);
  }

  /** Nothing passes for this long, in either direction; connections stay open. */
  void silence(Duration lasting) {
    silentUntil = System.nanoTime() + lasting.toNanos();
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(Cable::hangUp);
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (port == 0 || System.nanoTime() < awayUntil) {
          hangUp(client);
        } else {
          join(client);
        }
      } catch (IOException gone) {
        // The next one may find the Gateway there; a closed door ends the loop.
      }
    }
  }

  private void join(Socket client) throws IOException {
    var gateway = new Socket();
    open.add(client);
    open.add(gateway);
    try {
      gateway.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          Math.toIntExact(DIAL_WITHIN.toMillis()));
      client.setTcpNoDelay(true);
      gateway.setTcpNoDelay(true);
    } catch (IOException refused) {
      end(client, gateway);
      throw refused;
    }
    Thread.ofVirtual().start(() -> pass(client, gateway));
    Thread.ofVirtual().start(() -> pass(gateway, client));
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (long left = silentUntil - System.nanoTime(); left > 0; left = silentUntil - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int length = read;
        long before = bytesUntilCut.getAndUpdate(left -> left == NEVER ? NEVER : left > length ? left - length : NEVER);
        if (before <= length) {
          out.write(buffer, 0, Math.toIntExact(before));
          cut(Duration.ZERO);
          return;
        }
        out.write(buffer, 0, length);
      }
    } catch (IOException cut) {
      // The other side hears of it below.
    } finally {
      end(from, to);
    }
  }

  private void end(Socket one, Socket other) {
    open.remove(one);
    open.remove(other);
    hangUp(one);
    hangUp(other);
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
