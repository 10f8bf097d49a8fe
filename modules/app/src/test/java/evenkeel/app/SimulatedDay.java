package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import evenkeel.simulator.Fault;
import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The last session of October 2025 at a simulated Gateway on a port of its own, a configuration that leads there, and
 * what the exchange has in its books.
 */
final class SimulatedDay implements AutoCloseable {
  /** Half past two in New York, when a month end is due, and a moment. */
  static final Instant AFTERNOON = Instant.parse("2025-10-31T18:30:05Z");

  private final Path folder;
  private final GearedClock clock;
  private final List<LedgerEntry> ledger = new CopyOnWriteArrayList<>();
  private final List<Consumer<LedgerEntry>> listeners = new CopyOnWriteArrayList<>();
  private final SimulatorServer server;
  private int port;

  private SimulatedDay(String scenario, Path folder, FasterClock clock) throws IOException {
    this.folder = folder;
    this.clock = new GearedClock(clock);
    this.server = SimulatorServer.start(Scenario.named(scenario), this.clock, 1, Optional.empty(), 0, this::book);
    this.port = server.port();
  }

  /** An afternoon at the speed of the wall. */
  static SimulatedDay of(String scenario, Path folder) throws IOException {
    return of(scenario, folder, new FasterClock(AFTERNOON, EvenkeelClock.system().instant(), 1));
  }

  static SimulatedDay of(String scenario, Path folder, FasterClock clock) throws IOException {
    return new SimulatedDay(scenario, folder, clock);
  }

  private void book(LedgerEntry entry) {
    ledger.add(entry);
    listeners.forEach(listener -> listener.accept(entry));
  }

  /** Hears of each entry before the exchange does anything else. */
  void onLedger(Consumer<LedgerEntry> listener) {
    listeners.add(listener);
  }

  /** Something goes wrong from now on. */
  void inject(Fault fault) {
    server.inject(fault);
  }

  /** Has the configuration lead to another port than the Gateway's. */
  void misdirect(int other) {
    port = other;
  }

  int port() {
    return server.port();
  }

  FasterClock clock() {
    return clock.gear();
  }

  /** From now on so many seconds pass in one of the wall; for processes that are started from now on, too. */
  void hurry(double speed) {
    clock.shift(speed);
  }

  Path dataDirectory() {
    return folder.resolve("data");
  }

  /**
   * Writes the configuration.
   *
   * @param more replaces or adds keys, in HOCON
   */
  Path configuration(String more) {
    try {
      return Files.writeString(folder.resolve("evenkeel.conf"), """
          evenkeel {
            mode = paper
            data-directory = "%s"
            price.wait-max = 3s
            gateway { port = %d, connect-timeout = 5s }
          }
          %s
          """.formatted(dataDirectory(), port, more));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  Map<String, String> environment() {
    return Map.of("EVENKEEL_CLOCK", clock().text(), "HOME", folder.toString());
  }

  /** One command with this configuration, in this process. */
  ProgramRun run(String more, String... arguments) {
    return run(more, Map.of(), arguments);
  }

  ProgramRun run(String more, Map<String, String> variables, String... arguments) {
    var environment = new HashMap<>(environment());
    environment.putAll(variables);
    return ProgramRun.of(environment, with(configuration(more), arguments));
  }

  static String[] with(Path configuration, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--config";
    all[1] = configuration.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return all;
  }

  /** Everything at the exchange that has to do with orders. */
  List<LedgerEntry> orders() {
    return ledger.stream().filter(entry -> switch (entry.event()) {
      case CONNECTED, DISCONNECTED, PACING_VIOLATION, CASH, POSITION -> false;
      case RECEIVED, ACCEPTED, MODIFIED, REJECTED, CANCELLED, FILLED, CORRECTED -> true;
    }).toList();
  }

  List<LedgerEntry> ledger(LedgerEntry.Event event) {
    return ledger.stream().filter(entry -> entry.event() == event).toList();
  }

  /** How often history was asked for faster than IBKR allows, by the exchange's own count. */
  int historyPacingViolations() {
    return server.historyPacingViolations();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
