package evenkeel.gateway;

import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.FrameReader;
import evenkeel.tws.Hello;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.WireLimits;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport over TCP: for each connection a thread that reads, decodes and tells, and one that writes. Neither
 * decides anything. What is read is bounded: the reader waits while the session has {@link #AHEAD_MAX} messages, or one
 * long one, that it has not handled, and the Gateway then waits for the reader.
 */
public final class TcpTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);
  private static final int READ_BYTES = 65_536;
  // More than any healthy Gateway leaves waiting; beyond it the peer does not read.
  private static final int MESSAGES_WAITING_MAX = 10_000;
  /** Messages that are read before the session has handled the first of them. */
  static final int AHEAD_MAX = 256;
  /** A longer frame is read only once everything before it is handled. */
  private static final int SHORT_BYTES_MAX = 65_536;
  private static final byte[] LAST = {};

  private final GatewaySettings settings;
  private final AtomicInteger connections = new AtomicInteger();

  public TcpTransport(GatewaySettings settings) {
    this.settings = settings;
  }

  @Override
  public Link dial(Listener listener) {
    int number = connections.incrementAndGet();
    var link = new TcpLink(number, listener);
    Thread.ofPlatform().daemon().name("gateway-read-" + number).start(link::readAll);
    return link;
  }

  private record Problem(DisconnectReason reason, String detail) {}

  private final class TcpLink implements Link {
    private final int number;
    private final Listener listener;
    private final Socket socket = new Socket();
    private final BlockingQueue<byte[]> writes = new LinkedBlockingQueue<>(MESSAGES_WAITING_MAX);
    /** Why it ended: the first reason counts, as closing the socket makes others. */
    private final AtomicReference<@Nullable Problem> end = new AtomicReference<>();
    /** Room for as many messages as may be ahead of the session. */
    private final Semaphore ahead = new Semaphore(AHEAD_MAX);
    private volatile @Nullable ClientCodec codec;

    TcpLink(int number, Listener listener) {
      this.number = number;
      this.listener = listener;
    }

    @Override
    public void send(ClientMessage message) {
      ClientCodec agreed = codec;
      if (agreed != null && end.get() == null && !writes.offer(agreed.encode(message))) {
        end(DisconnectReason.SILENT, "it does not read what it is sent");
      }
    }

    @Override
    public void handled() {
      ahead.release();
    }

    @Override
    public void close() {
      end(DisconnectReason.STOPPED, "");
    }

    private void end(DisconnectReason reason, String detail) {
      if (!end.compareAndSet(null, new Problem(reason, detail))) {
        return;
      }
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        // Closing is all that was wanted.
      }
      // Wakes the writer, which then sees that it is over.
      writes.clear();
      writes.add(LAST);
      // And the reader, wherever it waits.
      ahead.release(AHEAD_MAX);
    }

    void readAll() {
      try {
        converse();
      } catch (ProtocolViolation violation) {
        end(DisconnectReason.PROTOCOL_VIOLATION, violation.getMessage());
      } catch (IOException broken) {
        end(DisconnectReason.BROKEN, message(broken));
      } catch (RuntimeException bug) {
        // Also a bug of ours has to free the client id.
        LOG.error("Reading from the Gateway failed.", bug);
        end(DisconnectReason.BROKEN, "the reader failed, see the log");
      }
      Problem problem = end.get();
      if (problem != null) {
        listener.gone(problem.reason(), problem.detail());
      }
    }

    private void converse() throws IOException {
      if (!connect()) {
        return;
      }
      listener.connected();
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      out.write(new Hello(ServerVersions.MIN, ServerVersions.PINNED, settings.paceApi() ? Hello.PACE_API : "")
          .encode());
      out.flush();
      Thread.ofPlatform().daemon().name("gateway-write-" + number).start(() -> writeAll(out));
      read(socket.getInputStream());
    }

    private boolean connect() {
      try {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.connect(
            new InetSocketAddress(settings.host(), settings.port()),
            (int) Math.min(settings.connectTimeout().toMillis(), Integer.MAX_VALUE));
        return true;
      } catch (SocketTimeoutException late) {
        end(DisconnectReason.CONNECT_TIMEOUT, address());
      } catch (ConnectException | UnknownHostException refused) {
        end(DisconnectReason.REFUSED, address());
      } catch (IOException failed) {
        end(DisconnectReason.REFUSED, address() + ": " + message(failed));
      }
      return false;
    }

    private void read(InputStream in) throws IOException {
      var frames = new FrameReader(WireLimits.CLIENT);
      byte[] bytes = new byte[READ_BYTES];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        frames.feed(bytes, 0, count);
        while (frames.next()) {
          ClientCodec agreed = codec;
          if (agreed == null) {
            greet(ServerGreeting.decode(frames.bytes(), frames.offset(), frames.length()));
          } else {
            waitForRoom(frames.length());
            if (end.get() != null) {
              return;
            }
            listener.received(agreed.decode(frames.bytes(), frames.offset(), frames.length()));
          }
        }
      }
      if (frames.pending() == 0) {
        end(DisconnectReason.CLOSED, "");
      } else {
        end(DisconnectReason.BROKEN, "the Gateway closed it in the middle of a message");
      }
    }

    private void waitForRoom(int bytes) {
      if (bytes <= SHORT_BYTES_MAX) {
        ahead.acquireUninterruptibly();
      } else {
        ahead.acquireUninterruptibly(AHEAD_MAX);
        ahead.release(AHEAD_MAX - 1);
      }
    }

    private void greet(ServerGreeting greeting) {
      if (greeting.serverVersion() == ServerVersions.PINNED) {
        codec = new ClientCodec(greeting.serverVersion());
      }
      listener.greeted(greeting.serverVersion(), greeting.connectionTime());
    }

    private void writeAll(OutputStream out) {
      try {
        while (end.get() == null) {
          out.write(writes.take());
          if (writes.isEmpty()) {
            out.flush();
          }
        }
      } catch (IOException broken) {
        end(DisconnectReason.BROKEN, message(broken));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        end(DisconnectReason.STOPPED, "");
      }
    }

    private String address() {
      return settings.host() + ":" + settings.port();
    }
  }

  private static String message(IOException broken) {
    String text = broken.getMessage();
    return text == null ? broken.getClass().getSimpleName() : text;
  }
}
