package evenkeel.benchmarks;

import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.MarketDataFeed;
import evenkeel.gateway.TcpTransport;
import evenkeel.gateway.Transport;
import evenkeel.gateway.TransportKind;
import evenkeel.tws.FrameWriter;
import evenkeel.tws.Hello;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same stream over loopback TCP, written by another thread. An operation is a message. */
@BenchmarkMode(Mode.Throughput)
public class LoopbackBenchmark {
  /** How often the stream is written at one go, so that the start of each go weighs nothing. */
  static final int REPEATS = 20;
  static final int MESSAGES = REPEATS * CodecBenchmark.MESSAGES;

  private static final int READ_BYTES = 65_536;

  /** A peer that writes the stream whenever it is told to. */
  private static final class Writer implements AutoCloseable {
    private final ServerSocket listening;
    private final byte[] stream = MixedStream.of(CodecBenchmark.MESSAGES, CodecBenchmark.SEED).bytes();
    private final Semaphore goes = new Semaphore(0);

    Writer() throws IOException {
      listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    int port() {
      return listening.getLocalPort();
    }

    int bytesOfAGo() {
      return REPEATS * stream.length;
    }

    void start(boolean greets) {
      Thread.ofPlatform().daemon().name("loopback-writer").start(() -> write(greets));
    }

    private void write(boolean greets) {
      try (Socket socket = listening.accept()) {
        if (greets) {
          int helloBytes = new Hello(ServerVersions.MIN, ServerVersions.PINNED, "").encode().length;
          socket.getInputStream().readNBytes(helloBytes);
          socket.getOutputStream()
              .write(FrameWriter.frame(List.of(Integer.toString(ServerVersions.PINNED), "20251031 10:00:00 EST")));
        }
        while (true) {
          goes.acquire();
          for (int i = 0; i < REPEATS; i++) {
            socket.getOutputStream().write(stream);
          }
        }
      } catch (IOException closed) {
        // The benchmark is over.
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    void go() {
      goes.release();
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  /** A socket that is read and nothing else. */
  @State(Scope.Benchmark)
  public static class PlainSocket {
    private final byte[] buffer = new byte[READ_BYTES];
    private Writer writer;
    private Socket socket;

    @Setup(Level.Trial)
    public void connect() throws IOException {
      writer = new Writer();
      writer.start(false);
      socket = new Socket(InetAddress.getLoopbackAddress(), writer.port());
    }

    int readAGo() throws IOException {
      writer.go();
      InputStream in = socket.getInputStream();
      int left = writer.bytesOfAGo();
      while (left > 0) {
        int count = in.read(buffer, 0, Math.min(left, buffer.length));
        if (count < 0) {
          throw new IOException("the writer closed");
        }
        left -= count;
      }
      return left;
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
      socket.close();
      writer.close();
    }
  }

  /** The transport of a session, with a listener that counts. */
  @State(Scope.Benchmark)
  public static class SessionReader {
    private final Semaphore arrived = new Semaphore(0);
    private Writer writer;
    private Transport.Link link;
    private volatile String end = "";

    @Setup(Level.Trial)
    public void connect() throws IOException, InterruptedException {
      writer = new Writer();
      writer.start(true);
      link = new TcpTransport(settings(writer.port())).dial(new Counter());
      arrived.acquire();
      check();
    }

    void readAGo() throws InterruptedException {
      writer.go();
      arrived.acquire();
      check();
    }

    private void check() {
      if (!end.isEmpty()) {
        throw new IllegalStateException("the connection ended: " + end);
      }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
      link.close();
      writer.close();
    }

    private final class Counter implements Transport.Listener {
      private int count;

      @Override
      public void connected() {
        // The greeting follows.
      }

      @Override
      public void greeted(int serverVersion, String connectionTime) {
        arrived.release();
      }

      @Override
      public void received(ServerMessage message) {
        count++;
        link.handled();
        if (count == MESSAGES) {
          count = 0;
          arrived.release();
        }
      }

      @Override
      public void gone(DisconnectReason reason, String detail) {
        end = reason + " " + detail;
        arrived.release();
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int readSocket(PlainSocket plain) throws IOException {
    return plain.readAGo();
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void readSession(SessionReader session) throws InterruptedException {
    session.readAGo();
  }

  private static GatewaySettings settings(int port) {
    Duration patience = Duration.ofSeconds(10);
    return new GatewaySettings("127.0.0.1", port, 7, patience, patience, 50, false, Duration.ofSeconds(1),
        Duration.ofSeconds(60), Duration.ofSeconds(30), patience, MarketDataFeed.of(MarketDataFeed.Type.DELAYED),
        TransportKind.TCP);
  }
}
