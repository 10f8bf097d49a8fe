package evenkeel.simulator;

import evenkeel.clock.EvenkeelClock;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated Gateway on a TCP port of this machine. One thread reads, thinks and writes; timers
 * follow the clock that is passed in. It listens on the loopback address only.
 */
public final class SimulatorServer implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorServer.class);
  private static final int READ_BYTES = 1 << 16;
  /** Streams send at most this often in a second of the wall, however fast the clock is. */
  private static final double TICKS_PER_WALL_SECOND = 4;
  private static final Duration JOIN = Duration.ofSeconds(5);
  /** How long a closing connection may take to hand over its last bytes, on the wall. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final long LAST_WORDS_LOOK_MILLIS = 20;

  private final EvenkeelClock clock;
  private final SimulatedGateway gateway;
  private final Consumer<LedgerEntry> ledger;
  private final Optional<LedgerWriter> file;
  private final Selector selector;
  private final Map<ConnectionId, Peer> peers = new HashMap<>();
  private final Queue<Fault> injected = new ConcurrentLinkedQueue<>();
  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
  private final Thread thread;
  private final int port;
  private @Nullable ServerSocketChannel listening;
  private long connections;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closing;
  private volatile int historyPacingViolations;

  /** A connected client with the bytes that its socket has not taken yet. */
  private static final class Peer {
    private final ConnectionId id;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Backlog backlog = new Backlog();
    private boolean closeWhenWritten;
    private boolean deaf;
    /** On the machine's own clock, once everything is written and only the client's close is owed. */
    private OptionalLong giveUpNanos = OptionalLong.empty();

    Peer(ConnectionId id, SocketChannel channel, SelectionKey key) {
      this.id = id;
      this.channel = channel;
      this.key = key;
    }
  }

  private SimulatorServer(
      Scenario scenario, EvenkeelClock clock, long seed, Optional<Path> ledgerFile,
      Consumer<LedgerEntry> ledger, int port) throws IOException {
    this.clock = clock;
    this.ledger = ledger;
    this.file = ledgerFile.isPresent()
        ? Optional.of(new LedgerWriter(ledgerFile.get()))
        : Optional.empty();
    this.selector = Selector.open();
    this.port = listen(port);
    this.gateway = new SimulatedGateway(bounded(scenario, clock), seed, clock.instant());
    this.thread = Thread.ofPlatform().name("simulated-gateway-" + this.port).daemon()
        .unstarted(this::run);
  }

  /** Starts with a ledger file, or without one. */
  public static SimulatorServer start(
      Scenario scenario, EvenkeelClock clock, long seed, Optional<Path> ledgerFile, int port)
      throws IOException {
    return start(scenario, clock, seed, ledgerFile, port, entry -> {});
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for a free one
   * @param ledger hears of each entry, on the server's own thread; must return quickly
   * @throws IOException when the port is taken or the ledger file cannot be written
   */
  public static SimulatorServer start(
      Scenario scenario, EvenkeelClock clock, long seed, Optional<Path> ledgerFile, int port,
      Consumer<LedgerEntry> ledger) throws IOException {
    SimulatorServer server = new SimulatorServer(scenario, clock, seed, ledgerFile, ledger,
        port);
    server.thread.start();
    return server;
  }

  private static Scenario bounded(Scenario scenario, EvenkeelClock clock) {
    Duration least = Duration.ofMillis((long) (1000 * clock.speed() / TICKS_PER_WALL_SECOND));
    return scenario.marketData().tickInterval().compareTo(least) < 0
        ? scenario.withTickInterval(least)
        : scenario;
  }

  /** The port on which it listens. */
  public int port() {
    return port;
  }

  /** Lets a fault happen as soon as the server's thread gets to it; from any thread. */
  public void inject(Fault fault) {
    injected.add(fault);
    selector.wakeup();
  }

  /**
   * Done when the server has ended: normally after {@link #close}, else with the reason. Without
   * somebody who looks here, a server that failed is just a port that nobody listens on.
   */
  public CompletionStage<Void> ended() {
    return ended.minimalCompletionStage();
  }

  /** How often clients have asked for history faster than IBKR allows, so far. */
  public int historyPacingViolations() {
    return historyPacingViolations;
  }

  /**
   * Writes what is still to be written, closes every connection and the port, and waits for the
   * thread to end.
   *
   * @throws IOException when the server had failed before, with the reason as its cause
   */
  @Override
  public void close() throws IOException {
    closing = true;
    selector.wakeup();
    try {
      thread.join(JOIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (ended.isCompletedExceptionally()) {
      throw new IOException("the simulated Gateway had failed", ended.exceptionNow());
    }
  }

  private int listen(int wanted) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_ACCEPT);
    listening = channel;
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  private void run() {
    try {
      while (!closing) {
        apply(gateway.advance(clock.instant()));
        applyInjected();
        waitForWork();
      }
      closeOrderly();
      end();
      ended.complete(null);
    } catch (IOException | RuntimeException | Error failure) {
      LOG.error("The simulated Gateway stops. port={}", port, failure);
      end();
      ended.completeExceptionally(failure);
    }
  }

  private void end() {
    peers.values().forEach(peer -> closeQuietly(peer.channel));
    closeQuietly(listening);
    closeQuietly(selector);
    file.ifPresent(SimulatorServer::closeQuietly);
  }

  /** Nobody new gets in; those who are there get what was meant for them, in limited time. */
  private void closeOrderly() throws IOException {
    closeQuietly(listening);
    listening = null;
    long giveUp = System.nanoTime() + LAST_WORDS.toNanos();
    while (peers.values().stream().anyMatch(it -> !it.backlog.isEmpty())
        && System.nanoTime() - giveUp < 0) {
      for (Peer peer : List.copyOf(peers.values())) {
        write(peer);
      }
      selector.select(LAST_WORDS_LOOK_MILLIS);
      selector.selectedKeys().clear();
    }
    for (Peer peer : List.copyOf(peers.values())) {
      sayGoodbye(peer);
    }
  }

  private void applyInjected() throws IOException {
    Fault fault = injected.poll();
    while (fault != null) {
      apply(gateway.inject(fault, clock.instant()));
      fault = injected.poll();
    }
  }

  private void waitForWork() throws IOException {
    long millis = gateway.nextWake().map(this::untilWall).orElse(0L);
    if (giveUpOnSlowClosers() && (millis == 0 || millis > LAST_WORDS_LOOK_MILLIS)) {
      millis = LAST_WORDS_LOOK_MILLIS;
    }
    if (millis < 0) {
      selector.selectNow();
    } else {
      selector.select(millis);
    }
    List<SelectionKey> keys = List.copyOf(selector.selectedKeys());
    selector.selectedKeys().clear();
    for (SelectionKey key : keys) {
      if (key.isValid()) {
        serve(key);
      }
    }
  }

  /** Whether connections still wait for the client's close; those that waited too long go. */
  private boolean giveUpOnSlowClosers() {
    boolean waiting = false;
    for (Peer peer : List.copyOf(peers.values())) {
      if (peer.giveUpNanos.isPresent()) {
        if (System.nanoTime() - peer.giveUpNanos.getAsLong() > 0) {
          forget(peer);
        } else {
          waiting = true;
        }
      }
    }
    return waiting;
  }

  /** Wall milliseconds until then; below 0 when it is due, at least 1 else, as 0 is for ever. */
  private long untilWall(Instant due) {
    Duration left = Duration.between(clock.instant(), due);
    return left.isPositive() ? Math.max(1, clock.wall(left).toMillis()) : -1;
  }

  private void serve(SelectionKey key) throws IOException {
    if (key.isAcceptable()) {
      accept();
      return;
    }
    if (!(key.attachment() instanceof Peer peer)) {
      return;
    }
    if (key.isReadable()) {
      read(peer);
    }
    if (key.isValid() && key.isWritable()) {
      write(peer);
    }
  }

  private void accept() throws IOException {
    ServerSocketChannel from = listening;
    SocketChannel channel = from == null ? null : from.accept();
    if (channel == null) {
      return;
    }
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ConnectionId id = new ConnectionId(++connections);
    Peer peer = new Peer(id, channel, channel.register(selector, SelectionKey.OP_READ));
    peer.key.attach(peer);
    peers.put(id, peer);
    apply(gateway.connected(id, clock.instant()));
  }

  private void read(Peer peer) throws IOException {
    readBuffer.clear();
    int count;
    try {
      count = peer.channel.read(readBuffer);
    } catch (IOException broken) {
      // The client's end broke: to the Gateway the same as a close.
      count = -1;
    }
    if (count < 0) {
      forget(peer);
      apply(gateway.disconnected(peer.id, clock.instant()));
      return;
    }
    if (peer.giveUpNanos.isPresent()) {
      // The Gateway is done with this client; reading on keeps its last words from being lost.
      return;
    }
    byte[] bytes = new byte[count];
    readBuffer.flip().get(bytes);
    apply(gateway.received(peer.id, bytes, clock.instant()));
  }

  private void apply(List<Output> outputs) throws IOException {
    // Before anything is closed, so that whoever is cut off by a restart finds nobody listening.
    followGateway();
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send -> {
          Peer peer = peers.get(send.connection());
          if (peer != null) {
            peer.backlog.add(send.bytes(), send.alone());
          }
        }
        case Output.Close close -> {
          Peer peer = peers.get(close.connection());
          if (peer != null) {
            peer.closeWhenWritten = true;
          }
        }
        case Output.Reset reset -> {
          Peer peer = peers.get(reset.connection());
          if (peer != null) {
            reset(peer);
          }
        }
        case Output.Deafen deafen -> {
          Peer peer = peers.get(deafen.connection());
          if (peer != null) {
            peer.deaf = true;
            listenFor(peer, peer.backlog.isEmpty());
          }
        }
        case Output.Ledger line -> record(line.entry());
      }
    }
    historyPacingViolations = gateway.historyPacingViolations();
    for (Peer peer : List.copyOf(peers.values())) {
      if (!peer.backlog.isEmpty() || (peer.closeWhenWritten && peer.giveUpNanos.isEmpty())) {
        write(peer);
      }
    }
  }

  /** The close of a socket with this option is a reset. */
  private void reset(Peer peer) {
    try {
      // What was said before the reset has a chance to leave.
      peer.backlog.writeTo(peer.channel);
      peer.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException broken) {
      LOG.debug("The connection was broken before its reset.", broken);
    }
    forget(peer);
  }

  private void record(LedgerEntry entry) {
    if (file.isPresent()) {
      try {
        file.get().write(entry);
      } catch (IOException failure) {
        // Books with a hole in them are worse than no exchange.
        throw new UncheckedIOException("the ledger cannot be written", failure);
      }
    }
    ledger.accept(entry);
  }

  private void write(Peer peer) throws IOException {
    try {
      boolean done = peer.backlog.writeTo(peer.channel);
      if (done && peer.closeWhenWritten) {
        sayGoodbye(peer);
        peer.giveUpNanos = OptionalLong.of(System.nanoTime() + LAST_WORDS.toNanos());
        listenFor(peer, true);
      } else if (peer.backlog.isTooLong()) {
        throw new IOException("the client does not read");
      } else {
        listenFor(peer, done);
      }
    } catch (IOException broken) {
      forget(peer);
      apply(gateway.disconnected(peer.id, clock.instant()));
    }
  }

  private static void listenFor(Peer peer, boolean allWritten) {
    int reads = peer.deaf ? 0 : SelectionKey.OP_READ;
    peer.key.interestOps(allWritten ? reads : reads | SelectionKey.OP_WRITE);
  }

  /**
   * Ends what the Gateway has to say. The client gets all of it, and then the end; closing the
   * socket at once would reset it when the client has just written something.
   */
  private void sayGoodbye(Peer peer) {
    try {
      peer.channel.shutdownOutput();
      int count = 1;
      while (count > 0) {
        readBuffer.clear();
        count = peer.channel.read(readBuffer);
      }
    } catch (IOException broken) {
      LOG.debug("The client was gone before the goodbye.", broken);
    }
  }

  private void forget(Peer peer) {
    peers.remove(peer.id);
    peer.key.cancel();
    closeQuietly(peer.channel);
  }

  /** While the Gateway restarts nobody listens, so that clients are refused as in life. */
  private void followGateway() throws IOException {
    if (!gateway.isListening() && listening != null) {
      closeQuietly(listening);
      listening = null;
      // Frees the port now and not only with the next selection.
      selector.selectNow();
    } else if (gateway.isListening() && listening == null) {
      listen(port);
    }
  }

  private static void closeQuietly(@Nullable Closeable open) {
    if (open != null) {
      try {
        open.close();
      } catch (IOException failure) {
        LOG.debug("Closing failed.", failure);
      }
    }
  }
}
