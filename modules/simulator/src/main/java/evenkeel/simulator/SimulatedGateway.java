package evenkeel.simulator;

import evenkeel.tws.ClientMessage;
import evenkeel.tws.FrameReader;
import evenkeel.tws.Hello;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.StartApi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A simulated IB Gateway with the exchange behind it. Bytes, connections and the time go in; bytes,
 * closes and ledger lines come out, together with the time at which it wants to be woken. The same
 * scenario, seed and input give the same output to the last byte. It has no thread, socket or
 * clock, and belongs to one thread at a time.
 *
 * <p>Time never runs backwards; a driver that comes late gets everything that was due, each thing
 * as of its own time.
 */
public final class SimulatedGateway {
  /** The third message too many ends a session (TWS API documentation, pacing limitations). */
  private static final int PACING_VIOLATIONS_MAX = 3;
  /** A Gateway serves so many clients (TWS API documentation, connection limits). */
  private static final int CLIENTS_MAX = 32;

  private final House house;
  private final LogIns logIns;
  private final OrderReports reports;
  private final HistoryDesk history;
  private final FaultDesk faults;
  private final Requests requests;

  public SimulatedGateway(Scenario scenario, long seed, Instant start) {
    house = new House(scenario, seed, start);
    logIns = new LogIns(house, this::ready);
    AccountDesk accounts = new AccountDesk(house);
    QuoteDesk quotes = new QuoteDesk(house);
    OrderBook book = new OrderBook();
    OrderMessages messages = new OrderMessages(house.clock());
    OrderTeller teller = new OrderTeller(house, logIns, messages);
    Corrections corrections = new Corrections(house, book, teller, accounts);
    Fills fills = new Fills(house, book, teller, accounts, corrections, this::filling);
    Exchange exchange = new Exchange(house, book, teller, fills);
    OrderDesk orders = new OrderDesk(house, logIns, book, teller, messages, exchange,
        this::ordering);
    reports = new OrderReports(house, book, teller, messages);
    history = new HistoryDesk(house);
    faults = new FaultDesk(house, logIns, orders, teller, quotes, accounts, book, fills,
        corrections, new ForeignDesk(house, orders, book, exchange, fills));
    requests = new Requests(house, logIns, new ContractDesk(house), quotes, accounts,
        new ProfitDesk(house), orders, reports, history);
    faults.start();
  }

  private void filling(int number) {
    faults.filled(number);
  }

  private void ordering(int number) {
    faults.ordered(number);
  }

  private void ready(Link link) {
    faults.connected(logIns.readied());
    if (link.is(Link.Stage.READY)) {
      logIns.welcome(link, () -> reports.showOwn(link));
      if (house.scenario().session().ordersOnConnect()) {
        reports.showOwn(link);
      }
    }
  }

  /** A client has connected. While the Gateway is down the connection is closed at once. */
  public List<Output> connected(ConnectionId connection, Instant now) {
    house.timeline().advance(now);
    Link link = new Link(connection);
    house.links().add(link);
    if (!isListening() || house.links().all().size() > CLIENTS_MAX) {
      house.hangUp(link);
    }
    return house.outbox().drain();
  }

  /** Bytes have arrived; those of connections that have gone are ignored. */
  public List<Output> received(ConnectionId connection, byte[] bytes, Instant now) {
    house.timeline().advance(now);
    house.links().find(connection).filter(it -> !it.isDead()).ifPresent(it -> take(it, bytes));
    return house.outbox().drain();
  }

  /** The client has closed its connection, or the connection broke. */
  public List<Output> disconnected(ConnectionId connection, Instant now) {
    house.timeline().advance(now);
    house.links().find(connection).ifPresent(house::gone);
    return house.outbox().drain();
  }

  /** Time has passed. */
  public List<Output> advance(Instant now) {
    house.timeline().advance(now);
    return house.outbox().drain();
  }

  /** When {@link #advance} is wanted next; empty while nothing is planned. */
  public Optional<Instant> nextWake() {
    return house.timeline().next();
  }

  /** Whether the Gateway takes connections: not while it restarts. */
  public boolean isListening() {
    return !house.troubles().isDown(house.now());
  }

  /** Lets a fault happen now, beside those of the scenario. */
  public List<Output> inject(Fault fault, Instant now) {
    house.timeline().advance(now);
    faults.happen(fault);
    return house.outbox().drain();
  }

  /** How often clients have asked for history faster than IBKR allows. */
  public int historyPacingViolations() {
    return history.pacingViolations();
  }

  private void take(Link link, byte[] bytes) {
    Optional<Fault.Trickle> slow = house.troubles().reading();
    if (slow.isPresent() || link.isTakenInSlowly()) {
      link.read(house.timeline(), piece -> read(link, piece))
          .add(bytes, slow.orElse(Trickler.USUAL));
    } else {
      read(link, bytes);
    }
  }

  private void read(Link link, byte[] bytes) {
    if (link.is(Link.Stage.CLOSED) || link.isDead()) {
      return;
    }
    try {
      int used = 0;
      if (link.is(Link.Stage.HELLO)) {
        used = link.hello().feed(bytes, 0, bytes.length);
        Optional<Hello> hello = link.hello().hello();
        if (hello.isEmpty()) {
          return;
        }
        logIns.greet(link, hello.get());
      }
      if (!link.is(Link.Stage.CLOSED)) {
        link.frames().feed(bytes, used, bytes.length - used);
        readFrames(link);
      }
    } catch (ProtocolViolation violation) {
      // Neither a hello nor frames: no Gateway goes on with such a client.
      house.hangUp(link);
    }
  }

  private void readFrames(Link link) {
    FrameReader frames = link.frames();
    while (!link.is(Link.Stage.CLOSED) && frames.next()) {
      ClientMessage message;
      try {
        message = link.codec().decode(frames.bytes(), frames.offset(), frames.length());
      } catch (ProtocolViolation violation) {
        refuse(link, violation);
        continue;
      }
      take(link, message);
    }
  }

  /** What the Gateway does depends on a setting of its own, whose default is an answer with 320. */
  private void refuse(Link link, ProtocolViolation violation) {
    switch (house.scenario().session().malformed()) {
      case ANSWER -> {
        if (link.is(Link.Stage.READY)) {
          house.error(link, violation.id().orElse(-1), 320,
              "Error reading request. " + violation.getMessage());
        }
      }
      case SILENCE -> {
        // Nothing is said.
      }
      case CLOSE -> house.hangUp(link);
    }
  }

  private void take(Link link, ClientMessage message) {
    if (message instanceof StartApi start && link.is(Link.Stage.START_API)) {
      logIns.start(link, start);
    } else if (link.is(Link.Stage.READY)) {
      paced(link, message);
    }
    // What comes before startApi is dropped without a word, as Gateways do.
  }

  private void paced(Link link, ClientMessage message) {
    Scenario.SessionSettings settings = house.scenario().session();
    Scenario.Pacing pacing = link.wishesPacing() && settings.pacing() == Scenario.Pacing.REJECT
        ? Scenario.Pacing.PACE
        : settings.pacing();
    int limit = settings.messagesPerSecond();
    if (link.pacingViolations() >= PACING_VIOLATIONS_MAX) {
      // The connection ends; what came in the same breath is not read any more.
      return;
    }
    if (house.troubles().takePacingViolation()) {
      tooFast(link, limit);
      return;
    }
    switch (pacing) {
      case OFF -> requests.handle(link, message);
      case REJECT -> {
        if (link.isTooFast(house.now(), limit)) {
          tooFast(link, limit);
        } else {
          link.count(house.now());
          requests.handle(link, message);
        }
      }
      case PACE -> {
        Instant at = link.paced(house.now(), limit);
        link.count(at);
        if (at.isAfter(house.now())) {
          house.timeline().at(at, () -> handleIfReady(link, message));
        } else {
          requests.handle(link, message);
        }
      }
    }
  }

  private void handleIfReady(Link link, ClientMessage message) {
    if (link.is(Link.Stage.READY)) {
      requests.handle(link, message);
    }
  }

  private void tooFast(Link link, int limit) {
    int violations = link.countPacingViolation();
    house.error(link, -1, 100, "Max rate of messages per second has been exceeded:max=" + limit
        + " rec=" + (limit + 1) + " (" + violations + ")");
    if (violations >= PACING_VIOLATIONS_MAX) {
      house.after(house.scenario().session().answerDelay(), () -> house.hangUp(link));
    }
  }
}
