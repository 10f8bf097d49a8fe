package evenkeel.benchmarks;

import evenkeel.tws.ClientCodec;
import evenkeel.tws.FrameReader;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.WireLimits;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The codec alone, from and to bytes in memory, on one thread. An operation is a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class CodecBenchmark {
  static final int MESSAGES = 10_000;
  static final int ORDERS = 1_000;
  static final long SEED = 178;
  /** As much as the session's reader takes from its socket at once. */
  private static final int PIECE_BYTES = 65_536;

  private final byte[] bytes = MixedStream.of(MESSAGES, SEED).bytes();
  private final byte[] copy = new byte[PIECE_BYTES];
  private final FrameReader frames = new FrameReader(WireLimits.CLIENT);
  private final ClientCodec codec = new ClientCodec(ServerVersions.PINNED);
  private final List<PlaceOrder> orders = MixedStream.orders(ORDERS, SEED);

  /** What any reader does at least: the bytes are copied once. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void copyBytes(Blackhole blackhole) {
    for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
      System.arraycopy(bytes, at, copy, 0, Math.min(PIECE_BYTES, bytes.length - at));
      blackhole.consume(copy);
    }
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void cutFrames(Blackhole blackhole) {
    for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
      frames.feed(bytes, at, Math.min(PIECE_BYTES, bytes.length - at));
      while (frames.next()) {
        blackhole.consume(frames.offset());
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void decode(Blackhole blackhole) {
    for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
      frames.feed(bytes, at, Math.min(PIECE_BYTES, bytes.length - at));
      while (frames.next()) {
        blackhole.consume(codec.decode(frames.bytes(), frames.offset(), frames.length()));
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(ORDERS)
  public void encodeOrders(Blackhole blackhole) {
    for (PlaceOrder order : orders) {
      blackhole.consume(codec.encode(order));
    }
  }
}
