package evenkeel.verification;

import evenkeel.simulator.ConnectionId;
import evenkeel.simulator.Fault;
import evenkeel.simulator.Output;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatedGateway;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated Gateway's core at the other end of the wire, woken when it wants to be. */
final class Exchange {
  private final World world;
  private final SimulatedGateway gateway;
  private final Witness witness;
  private final Map<ConnectionId, Wire> wires = new LinkedHashMap<>();
  private long connections;
  private Instant wake = Instant.MAX;

  Exchange(World world, Scenario scenario, long seed, Witness witness) {
    this.world = world;
    this.gateway = new SimulatedGateway(scenario, seed, world.now());
    this.witness = witness;
    wakeWhenWanted();
  }

  boolean isListening() {
    return gateway.isListening();
  }

  ConnectionId newConnection() {
    return new ConnectionId(++connections);
  }

  void connected(Wire wire) {
    wires.put(wire.id(), wire);
    apply(gateway.connected(wire.id(), world.now()));
  }

  void received(Wire wire, byte[] bytes) {
    apply(gateway.received(wire.id(), bytes, world.now()));
  }

  void disconnected(Wire wire) {
    if (wires.remove(wire.id()) != null) {
      apply(gateway.disconnected(wire.id(), world.now()));
    }
  }

  void inject(Fault fault) {
    apply(gateway.inject(fault, world.now()));
  }

  /** The newest connection that is still there. */
  Optional<Wire> newest() {
    return wires.values().stream().reduce((earlier, later) -> later);
  }

  private void apply(List<Output> outputs) {
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send -> wire(send.connection()).ifPresent(wire -> wire.down(send.bytes()));
        case Output.Close close -> wire(close.connection()).ifPresent(wire -> {
          wires.remove(close.connection());
          wire.closedByGateway();
        });
        case Output.Reset reset -> wire(reset.connection()).ifPresent(wire -> {
          wires.remove(reset.connection());
          wire.broken("reset by the Gateway");
        });
        case Output.Deafen deafen -> wire(deafen.connection()).ifPresent(Wire::deafen);
        case Output.Ledger line -> witness.booked(line.entry());
      }
    }
    wakeWhenWanted();
  }

  private Optional<Wire> wire(ConnectionId id) {
    return Optional.ofNullable(wires.get(id));
  }

  private void wakeWhenWanted() {
    Optional<Instant> wanted = gateway.nextWake();
    if (wanted.isEmpty() || (!wanted.get().isBefore(wake) && wake.isAfter(world.now()))) {
      return;
    }
    wake = wanted.get();
    Instant planned = wake;
    world.at(planned, () -> {
      if (wake.equals(planned)) {
        wake = Instant.MAX;
        apply(gateway.advance(world.now()));
      }
    });
  }
}
