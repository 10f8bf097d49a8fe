package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A simulated Gateway with clients in memory, under a time that the test moves. */
final class Conversation {
  private final SimulatedGateway gateway;
  private final Map<ConnectionId, TestClient> clients = new HashMap<>();
  private final List<LedgerEntry> ledger = new ArrayList<>();
  private Instant now;
  private long connections;

  /** @param start local time in New York */
  Conversation(Scenario scenario, long seed, String start) {
    now = instant(start);
    gateway = new SimulatedGateway(scenario, seed, now);
  }

  static Conversation of(Scenario scenario, String start) {
    return new Conversation(scenario, 1, start);
  }

  static Instant instant(String newYork) {
    return LocalDateTime.parse(newYork).atZone(NyseCalendar.ZONE).toInstant();
  }

  Instant now() {
    return now;
  }

  SimulatedGateway gateway() {
    return gateway;
  }

  List<LedgerEntry> ledger() {
    return ledger;
  }

  /** A client that has sent nothing yet. */
  TestClient dial() {
    ConnectionId id = new ConnectionId(++connections);
    TestClient client = new TestClient(this, id);
    clients.put(id, client);
    deliver(gateway.connected(id, now));
    return client;
  }

  /** A client that is ready, with its first messages heard and forgotten. */
  TestClient connect(int clientId) {
    TestClient client = dial();
    client.hello("v157..178");
    client.start(clientId);
    client.heard();
    return client;
  }

  void receive(ConnectionId id, byte[] bytes) {
    deliver(gateway.received(id, bytes, now));
  }

  void disconnect(ConnectionId id) {
    deliver(gateway.disconnected(id, now));
  }

  void inject(Fault fault) {
    deliver(gateway.inject(fault, now));
  }

  /** Lets time pass, waking the Gateway whenever it wants to be woken. */
  Conversation passes(Duration duration) {
    return until(now.plus(duration));
  }

  /** Lets time pass up to this local time in New York. */
  Conversation until(String newYork) {
    return until(instant(newYork));
  }

  private Conversation until(Instant end) {
    Optional<Instant> wake = gateway.nextWake();
    while (wake.isPresent() && !wake.get().isAfter(end)) {
      now = wake.get().isAfter(now) ? wake.get() : now;
      deliver(gateway.advance(now));
      wake = gateway.nextWake();
    }
    now = end;
    deliver(gateway.advance(now));
    return this;
  }

  private void deliver(List<Output> outputs) {
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send -> clients.get(send.connection()).hear(send.bytes());
        case Output.Close close -> clients.get(close.connection()).closed();
        case Output.Reset reset -> clients.get(reset.connection()).reset();
        case Output.Deafen deafen -> clients.get(deafen.connection()).notHeardAnyMore();
        case Output.Ledger line -> ledger.add(line.entry());
      }
    }
  }
}
