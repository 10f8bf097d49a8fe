package evenkeel.verification;

import com.typesafe.config.ConfigFactory;
import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import evenkeel.domain.HandOrder;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderType;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.AccountRoom;
import evenkeel.engine.Contracts;
import evenkeel.engine.EngineNews;
import evenkeel.engine.OwnersWord;
import evenkeel.engine.RebalancePlanner;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.TcpTransport;
import evenkeel.gateway.Transport;
import evenkeel.simulator.Fault;
import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatorServer;
import evenkeel.tws.ServerMessage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Measures in real time, over loopback TCP and against a simulated Gateway that answers at once: from a socket that is
 * open again to books that are compared and orders that may go.
 */
public final class ReadyBench {
  private static final int ORDERS = 10;
  private static final double SECONDS_ALLOWED = 1.0;
  /** In an open session, so that the hour at which it is measured does not matter. */
  private static final Instant MARKET_TIME = Instant.parse("2025-10-30T15:00:00Z");
  private static final long PATIENCE_SECONDS = 60;
  private static final Duration DIAL_PAUSE = Duration.ofMillis(200);

  private final SimulatorServer server;
  private final BlockingQueue<LedgerEntry> ledger;
  private final BlockingQueue<Double> ready = new LinkedBlockingQueue<>();
  private final AtomicLong openedAt = new AtomicLong();
  private final EvenkeelClock clock;
  private final ActorSystem<AccountRoom.Command> system;

  private ReadyBench(SimulatorServer server, BlockingQueue<LedgerEntry> ledger, EvenkeelClock clock) {
    this.server = server;
    this.ledger = ledger;
    this.clock = clock;
    this.system = ActorSystem.create(Behaviors.setup(context -> {
      GatewaySettings settings = settings(server.port());
      ActorRef<GatewaySupervisor.Command> gateway = context.spawn(
          GatewaySupervisor.create(settings, watched(new TcpTransport(settings)), clock, RandomGenerator.getDefault(),
              1),
          "gateway");
      gateway.tell(new GatewaySupervisor.Watch(context.spawn(Behaviors.<LinkStatus>receiveMessage(status -> {
        if (status.state() == LinkState.READY) {
          ready.add((System.nanoTime() - openedAt.get()) / 1e9);
        }
        return Behaviors.same();
      }), "watch")));
      ActorRef<EngineNews> news = context.spawn(Behaviors.ignore(), "news");
      return AccountRoom.create(new AccountRoom.Furniture(
          Day.engine(TradingMode.PAPER), settings.clientId(), clock, gateway, news, Optional.empty(),
          Contracts.None.INSTANCE, OwnersWord.NONE));
    }), "evenkeel", ConfigFactory.parseString("""
        pekko.persistence.journal.plugin = "pekko.persistence.journal.inmem"
        pekko.persistence.snapshot-store.plugin = "pekko.persistence.no-snapshot-store"
        pekko.loglevel = WARNING
        """).withFallback(ConfigFactory.load()));
  }

  /**
   * The pause before a dial is no part of what is measured, and connections that break as soon as they are made would
   * make it grow to a minute.
   */
  private static GatewaySettings settings(int port) {
    GatewaySettings usual = Day.gateway();
    return new GatewaySettings(
        usual.host(), port, usual.clientId(), usual.connectTimeout(), usual.requestTimeout(),
        usual.messagesPerSecond(), usual.paceApi(), DIAL_PAUSE, DIAL_PAUSE, usual.heartbeat(),
        usual.heartbeatTimeout(), usual.marketData(), usual.transport());
  }

  private Transport watched(Transport transport) {
    return listener -> transport.dial(new Transport.Listener() {
      @Override
      public void connected() {
        openedAt.set(System.nanoTime());
        listener.connected();
      }

      @Override
      public void greeted(int serverVersion, String connectionTime) {
        listener.greeted(serverVersion, connectionTime);
      }

      @Override
      public void received(ServerMessage message) {
        listener.received(message);
      }

      @Override
      public void gone(DisconnectReason reason, String detail) {
        listener.gone(reason, detail);
      }
    });
  }

  /** {@code ReadyBench [RUNS]}; exit code 1 when it takes longer than allowed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    // Nobody reads the log, and writing it would be measured.
    LogTap.install();
    int runs = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
    var clock = new FasterClock(MARKET_TIME, Instant.now(), 1);
    var ledger = new LinkedBlockingQueue<LedgerEntry>();
    double worst;
    try (SimulatorServer server = SimulatorServer.start(
        Scenario.named("month-end"), clock, 1, Optional.empty(), 0, ledger::add)) {
      var bench = new ReadyBench(server, ledger, clock);
      bench.await();
      // Waiting for one's own id is not what is measured.
      server.inject(new Fault.ClientIdsHeld(Duration.ZERO));
      List<Double> none = bench.reconnect(runs);
      bench.placeOrders();
      List<Double> some = bench.reconnect(runs);
      out.println(
          "Seconds from an open socket to ready, the books compared, over loopback; " + runs + " reconnections");
      print(out, "no open order", none, median(none));
      print(out, ORDERS + " open orders", some, median(none));
      worst = some.getLast();
      bench.system.terminate();
    }
    out.println(String.format(Locale.ROOT, "allowed: %.1f s, each time: %s", SECONDS_ALLOWED,
        worst <= SECONDS_ALLOWED ? "ok" : "OVER"));
    System.exit(worst <= SECONDS_ALLOWED ? 0 : 1);
  }

  private static void print(PrintStream out, String what, List<Double> seconds, double baseline) {
    out.println(String.format(Locale.ROOT, "%-14s  median %.4f  worst %.4f  of the first row's median %.2f", what,
        median(seconds), seconds.getLast(), median(seconds) / baseline));
  }

  private static double median(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  /** What each of so many reconnections took, the shortest first. */
  private List<Double> reconnect(int times) throws InterruptedException {
    List<Double> taken = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      server.inject(new Fault.DropConnections(false));
      taken.add(await());
    }
    return taken.stream().sorted().toList();
  }

  private double await() throws InterruptedException {
    Double seconds = ready.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (seconds == null) {
      throw new IllegalStateException("the link was not ready within " + PATIENCE_SECONDS + " s");
    }
    return seconds;
  }

  /** Limits far below the market, which stand as long as anybody looks. */
  private void placeOrders() throws InterruptedException {
    var session = NyseCalendar.session(MARKET_TIME.atZone(NyseCalendar.ZONE).toLocalDate()).orElseThrow();
    for (int i = 0; i < ORDERS; i++) {
      var order = new HandOrder(
          new Symbol("BIL"), Side.BUY, BigDecimal.ONE, OrderType.LMT, TimeInForce.GTC,
          Optional.of(BigDecimal.valueOf(10 + i)));
      Instant now = clock.instant();
      system.tell(new AccountRoom.Place(new RebalancePlanner.Place(
          Trigger.order(session, now, now.plusSeconds(PATIENCE_SECONDS)), order, system.ignoreRef())));
      awaitAccepted();
    }
  }

  private void awaitAccepted() throws InterruptedException {
    LedgerEntry entry;
    do {
      entry = ledger.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (entry == null) {
        throw new IllegalStateException("no order was accepted within " + PATIENCE_SECONDS + " s");
      }
    } while (entry.event() != LedgerEntry.Event.ACCEPTED);
  }
}
