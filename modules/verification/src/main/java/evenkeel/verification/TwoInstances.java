package evenkeel.verification;

import evenkeel.domain.InstanceMark;
import evenkeel.domain.TradingMode;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.Transport;
import evenkeel.operations.DataDirectory;
import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ServerMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A month-end day of two whole installations on one account, each with a data directory, a journal and a client id of
 * its own, under virtual time: a second machine that was set up to be safe, or a copy that was forgotten.
 */
final class TwoInstances {
  /** Longer than a minute after the trigger: the second finds what the first has sent. */
  private static final List<Duration> OFFSET_UNITS = List.of(
      Duration.ofMillis(1), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10),
      Duration.ofMinutes(1));
  private static final int STEPS = 100;
  private static final Duration AFTER_CLOSE = Duration.ofMinutes(15);

  /**
   * What came of it.
   *
   * @param traders which client ids were filled, by side and symbol
   * @param orders how many orders the exchange took from each client id
   * @param alerts the keys of what was told
   */
  record Result(
      long seed, Duration offset, Map<String, Set<Integer>> traders, Map<Integer, Integer> orders,
      Set<String> alerts) {
    /** The sides and symbols that both traded. */
    List<String> doubled() {
      return traders.entrySet().stream().filter(entry -> entry.getValue().size() > 1).map(Map.Entry::getKey).toList();
    }

    /** Who was filled at all. */
    Set<Integer> filled() {
      var all = new TreeSet<Integer>();
      traders.values().forEach(all::addAll);
      return all;
    }

    boolean isTold() {
      return alerts.stream().anyMatch(key -> key.startsWith("another-instance-"));
    }
  }

  private final World world;
  private final Exchange exchange;
  private final RandomGenerator wires;
  private final Map<String, Set<Integer>> traders = new TreeMap<>();
  private final Map<Integer, Integer> orders = new TreeMap<>();
  private final Set<String> alerts = new TreeSet<>();
  private final List<Machine> machines = new ArrayList<>();

  private TwoInstances(DayPlan plan) {
    var seeds = new SplittableRandom(plan.seed());
    this.world = new World(plan.begin(), seeds.split());
    this.wires = seeds.split();
    this.exchange = new Exchange(world, plan.scenario(), plan.seed(), new Ledger());
  }

  /** With an offset between the two starts that the seed draws: milliseconds to an hour and a half. */
  static Result live(long seed) {
    var random = new SplittableRandom(seed);
    Duration unit = OFFSET_UNITS.get(random.nextInt(OFFSET_UNITS.size()));
    return live(seed, unit.multipliedBy(random.nextInt(STEPS)), true);
  }

  /**
   * Lives through the day.
   *
   * @param offset how much later the second starts
   * @param isMarked whether the installations have marks; otherwise neither can tell the other's orders from its own
   */
  static Result live(long seed, Duration offset, boolean isMarked) {
    DayPlan plan = DayPlan.quiet(seed);
    return SeededLife.live("two", seed, folder -> {
      var two = new TwoInstances(plan);
      LogTap.listen(two::logged);
      return two.live(plan, folder, offset, isMarked);
    });
  }

  private Result live(DayPlan plan, Path folder, Duration offset, boolean isMarked) {
    start(plan, folder.resolve("first"), 10, isMarked ? new InstanceMark("aA") : InstanceMark.NONE);
    world.after(offset, () -> start(
        plan, folder.resolve("second"), 11, isMarked ? new InstanceMark("b7") : InstanceMark.NONE));
    Instant end = plan.closing().plus(AFTER_CLOSE);
    while (world.step(end)) {
      if (world.isStuck()) {
        throw new IllegalStateException("time does not go on, seed " + plan.seed());
      }
    }
    machines.forEach(Machine::kill);
    return new Result(plan.seed(), offset, traders, orders, alerts);
  }

  private void start(DayPlan plan, Path root, int clientId, InstanceMark mark) {
    EngineSettings engine = Day.engine(TradingMode.PAPER, plan.habits()).with(plan.triggers()).with(mark);
    var machine = new Machine[1];
    Transport transport = listener -> {
      var wire = new Wire(
          machine[0].lane(), exchange, listener, new Ledger(), wires, new TamperedWire(Tampering.NONE, world));
      wire.dial();
      return wire;
    };
    machine[0] = Machine.start(
        new Lane(world, new Journal(entry -> {}, entry -> false)),
        new Machine.Blueprint(
            engine, Day.gateway().withClientId(clientId), transport, DataDirectory.open(root),
            new SplittableRandom(plan.seed() + clientId), plan.begin(), Tampering.NONE));
    machines.add(machine[0]);
  }

  private void logged(String line) {
    AlertLine.key(line).ifPresent(alerts::add);
  }

  private void booked(LedgerEntry entry) {
    switch (entry.event()) {
      case ACCEPTED -> orders.merge(entry.clientId().orElse(-1), 1, Integer::sum);
      case FILLED -> traders.computeIfAbsent(
          entry.action().orElse("") + " " + entry.symbol().orElse(""), first -> new TreeSet<>())
          .add(entry.clientId().orElse(-1));
      default -> {
        // Nothing that trades.
      }
    }
  }

  /** Sees the exchange's books alone. */
  private final class Ledger implements Witness {
    @Override
    public void opened(long connection) {
      // Not looked at.
    }

    @Override
    public void sent(long connection, ClientMessage message) {
      // Not looked at.
    }

    @Override
    public void heard(long connection, ServerMessage message) {
      // Not looked at.
    }

    @Override
    public void ended(long connection) {
      // Not looked at.
    }

    @Override
    public void booked(LedgerEntry entry) {
      TwoInstances.this.booked(entry);
    }

    @Override
    public void journalled(Journal.Entry entry) {
      // Not looked at.
    }

    @Override
    public void lost(int events) {
      // Nothing is lost here.
    }

    @Override
    public void logged(String line) {
      // Heard from the log itself.
    }

    @Override
    public void mishap(String what) {
      // Nothing goes wrong here.
    }
  }
}
