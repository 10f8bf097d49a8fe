package evenkeel.gateway;

import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.FrameReader;
import evenkeel.tws.Hello;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.WireLimits;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The transport over TCP: for each connection a thread that reads, decodes and tells, and one that writes. Neither
 * decides anything or waits for an actor, so a slow consumer never makes the Gateway's buffers grow.
 */
public final class TcpTransport implements Transport {
  private static final int READ_BYTES = 65_536;
  // More waiting bytes than any healthy Gateway leaves us with; beyond it the peer is not reading.
  private static final int WRITES_WAITING_MAX = 10_000;

  private final GatewaySettings settings;
  private final AtomicInteger connections = new AtomicInteger();

  public TcpTransport(GatewaySettings settings) {
    this.settings = settings;
  }

  @Override
  public Link dial(Listener listener) {
    var link = new TcpLink(listener);
    Thread.ofPlatform().daemon().name("gateway-read-" + connections.incrementAndGet()).start(link::readAll);
    return link;
  }

  private final class TcpLink implements Link {
    private final Listener listener;
    private final Socket socket = new Socket();
    private final BlockingQueue<byte[]> writes = new LinkedBlockingQueue<>(WRITES_WAITING_MAX);
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile @Nullable ClientCodec codec;

    TcpLink(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void send(ClientMessage message) {
      ClientCodec agreed = codec;
      if (agreed == null || isClosed.get()) {
        return;
      }
      if (!writes.offer(agreed.encode(message))) {
        close();
      }
    }

    @Override
    public void close() {
      if (isClosed.compareAndSet(false, true)) {
        try {
          socket.close();
        } catch (IOException alreadyGone) {
          // Closing is all that was wanted.
        }
      }
    }

    void readAll() {
      Problem problem = converse();
      close();
      // Wakes the writer, which then sees that the link is closed.
      if (!writes.offer(new byte[0])) {
        writes.clear();
        writes.add(new byte[0]);
      }
      listener.gone(problem.reason(), problem.detail());
    }

    private Problem converse() {
      try {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.connect(
            new InetSocketAddress(settings.host(), settings.port()),
            (int) Math.min(settings.connectTimeout().toMillis(), Integer.MAX_VALUE));
      } catch (SocketTimeoutException late) {
        return new Problem(DisconnectReason.CONNECT_TIMEOUT, address());
      } catch (ConnectException | UnknownHostException refused) {
        return new Problem(DisconnectReason.REFUSED, address());
      } catch (IOException | IllegalArgumentException failed) {
        return new Problem(DisconnectReason.REFUSED, address() + ": " + failed.getMessage());
      }
      try {
        listener.connected();
        OutputStream out = socket.getOutputStream();
        out.write(new Hello(ServerVersions.MIN, ServerVersions.PINNED, settings.paceApi() ? Hello.PACE_API : "")
            .encode());
        out.flush();
        Thread.ofPlatform().daemon().name(Thread.currentThread().getName().replace("read", "write"))
            .start(() -> writeAll(out));
        return read(socket.getInputStream());
      } catch (ProtocolViolation violation) {
        return new Problem(DisconnectReason.PROTOCOL_VIOLATION, violation.getMessage());
      } catch (IOException broken) {
        return new Problem(isClosed.get() ? DisconnectReason.STOPPED : DisconnectReason.BROKEN, message(broken));
      }
    }

    private Problem read(InputStream in) throws IOException {
      var frames = new FrameReader(WireLimits.CLIENT);
      byte[] bytes = new byte[READ_BYTES];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        frames.feed(bytes, 0, count);
        while (frames.next()) {
          ClientCodec agreed = codec;
          if (agreed == null) {
            greet(ServerGreeting.decode(frames.bytes(), frames.offset(), frames.length()));
          } else {
            listener.received(agreed.decode(frames.bytes(), frames.offset(), frames.length()));
          }
        }
      }
      return new Problem(DisconnectReason.CLOSED, "");
    }

    private void greet(ServerGreeting greeting) {
      if (greeting.serverVersion() == ServerVersions.PINNED) {
        codec = new ClientCodec(greeting.serverVersion());
      }
      listener.greeted(greeting.serverVersion(), greeting.connectionTime());
    }

    private void writeAll(OutputStream out) {
      try {
        while (!isClosed.get()) {
          out.write(writes.take());
          if (writes.isEmpty()) {
            out.flush();
          }
        }
      } catch (IOException broken) {
        close();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        close();
      }
    }

    private String address() {
      return settings.host() + ":" + settings.port();
    }
  }

  private record Problem(DisconnectReason reason, String detail) {}

  private static String message(IOException broken) {
    String text = broken.getMessage();
    return text == null ? broken.getClass().getSimpleName() : text;
  }
}
