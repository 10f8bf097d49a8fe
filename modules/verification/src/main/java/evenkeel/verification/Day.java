package evenkeel.verification;

import evenkeel.domain.CatchUpRule;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Venue;
import evenkeel.engine.Approval;
import evenkeel.engine.Caution;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.MarketDataFeed;
import evenkeel.gateway.Transport;
import evenkeel.gateway.TransportKind;
import evenkeel.operations.DataDirectory;
import evenkeel.simulator.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One day of the whole engine, from its plan: a world, a Gateway, a journal, and one life of the process after the
 * other, on this thread. The same plan gives the same day.
 */
final class Day {
  private static final int CLIENT_ID = 10;
  /** How long after everything is clear again a day may take to come to its end. */
  private static final Duration PATIENCE = Duration.ofMinutes(90);
  /** What may still come after a run is over: late commissions and corrections. */
  private static final Duration QUIET = Duration.ofMinutes(2);
  private static final Duration TASKS_WITHIN = Duration.ofMinutes(1);
  private static final List<String> CLEARING = List.of(
      "fault = link-restored", "fault = farm-up, farm = market-data", "fault = farm-up, farm = history",
      "fault = farm-up, farm = contracts", "fault = welcome, kind = usual",
      "fault = slow-socket, bytes = 0, way = both",
      "fault = order-news-late, delay = 0s", "fault = previews, kind = silent, count = 0",
      "fault = restart, down = 30s");

  private final DayPlan plan;
  private final Tampering tampering;
  private final World world;
  private final EventLog log;
  private final Auditor auditor;
  private final Witness witness;
  private final Journal journal;
  private final Exchange exchange;
  private final RandomGenerator wires;
  private final DataDirectory directory;
  private final List<Wire> open = new ArrayList<>();
  private final Machine.Blueprint blueprint;
  private final Owner owner;
  private Optional<Machine> machine = Optional.empty();

  private Day(DayPlan plan, Tampering tampering, Path folder) {
    this.plan = plan;
    this.tampering = tampering;
    var seeds = new SplittableRandom(plan.seed());
    this.world = new World(plan.begin(), seeds.split());
    this.wires = seeds.split();
    this.log = new EventLog(world);
    this.directory = DataDirectory.open(folder);
    this.auditor = new Auditor(plan, world, directory.logs());
    this.witness = new Witnesses(List.of(log, auditor));
    this.journal = new Journal(witness::journalled, tampering::acknowledgesEarly);
    this.exchange = new Exchange(world, plan.scenario(), plan.seed(), witness);
    this.owner = new Owner(plan, world, directory, auditor, tampering);
    this.blueprint = new Machine.Blueprint(
        engine(plan.mode(), plan.habits()), gateway().with(tampering.window(plan.restartWindow())), this::dial,
        directory,
        seeds.split(), plan.begin(), tampering);
  }

  /** Lives through the day and says how it went. */
  static DayResult live(DayPlan plan, Tampering tampering) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory(memory(), "evenkeel-day");
      ThreadRandom.seed(plan.seed());
      LogTap.install();
      var day = new Day(plan, tampering, folder);
      LogTap.listen(day.witness::logged);
      return day.live();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      LogTap.silence();
      if (folder != null) {
        remove(folder);
      }
    }
  }

  private DayResult live() {
    count(plan.habits());
    plan.mishaps().forEach(this::schedule);
    world.at(plan.allClear(), this::clear);
    start();
    Instant end = plan.allClear().plus(PATIENCE);
    boolean isOver = false;
    Optional<Instant> quietSince = Optional.empty();
    while (!isOver && auditor.violations().isEmpty() && world.step(end)) {
      if (world.isStuck()) {
        auditor.hangs();
      }
      if (world.now().isAfter(plan.closing().plus(Duration.ofMinutes(10))) && auditor.isAtRest()) {
        quietSince = quietSince.or(() -> Optional.of(world.now()));
        isOver = world.now().isAfter(quietSince.get().plus(QUIET)) && isNothingPlanned();
      } else {
        quietSince = Optional.empty();
      }
    }
    if (auditor.violations().isEmpty()) {
      auditor.finish();
    }
    machine.ifPresent(Machine::kill);
    return new DayResult(plan, auditor.violations(), auditor.counts(), log.text(), world.tasks());
  }

  private void count(Habits habits) {
    auditor.count("habit " + habits.orderType());
    auditor.count("habit " + habits.missed());
    auditor.count("habit " + habits.rule());
    auditor.count("habit " + habits.asking());
  }

  private boolean isNothingPlanned() {
    return plan.mishaps().stream().allMatch(planned -> planned.at().isBefore(world.now()));
  }

  private void start() {
    if (machine.isEmpty()) {
      machine = Optional.of(Machine.start(new Lane(world, journal), blueprint));
    }
  }

  private Transport.Link dial(Transport.Listener listener) {
    Lane lane = machine.orElseThrow().lane();
    var wire = new Wire(lane, exchange, listener, witness, wires, tampering::heard);
    open.add(wire);
    wire.dial();
    return wire;
  }

  private void schedule(Mishap.Planned planned) {
    world.at(planned.at(), () -> world.whenTasks(
        world.tasks() + planned.tasks(), planned.at().plus(TASKS_WITHIN), () -> happen(planned.mishap())));
  }

  private void happen(Mishap mishap) {
    witness.mishap(mishap.toString());
    auditor.count("mishap " + mishap.kind());
    switch (mishap) {
      case Mishap.AtGateway at -> exchange.inject(at.fault());
      case Mishap.Crash crash -> crash(crash);
      case Mishap.WritesFail fail -> journal.expect(fail.count(), new Journal.Failed(fail.isDurable()));
      case Mishap.WritesSlow slow ->
        journal.expect(slow.count(), new Journal.Slow(slow.by(), slow.isDurableFirst()));
      case Mishap.DiskFull full -> {
        journal.full(true);
        world.after(full.lasting(), () -> journal.full(false));
      }
      case Mishap.WireBreaks breaks ->
        exchange.newest().ifPresent(wire -> wire.breakAfter(breaks.way(), breaks.bytes()));
      case Mishap.ClockJumps jumps -> {
        world.skew(jumps.by());
        world.after(jumps.lasting(), () -> world.skew(Duration.ZERO));
      }
      case Mishap.Sleeps sleeps -> world.sleep(sleeps.lasting());
      case Mishap.ByHand hand -> world.whenAwake(() -> owner.does(hand.deed(), machine));
      case Mishap.Asks asks -> world.whenAwake(() -> owner.asks(asks.questions(), machine));
    }
  }

  private void crash(Mishap.Crash crash) {
    if (machine.isEmpty()) {
      return;
    }
    machine.get().kill();
    machine = Optional.empty();
    open.forEach(Wire::orphaned);
    open.clear();
    int lost = journal.cut(crash.eventsLost());
    if (lost > 0) {
      witness.lost(lost);
    }
    world.after(crash.down(), () -> world.whenAwake(this::start));
  }

  /** What would otherwise last for ever ends, so that the day can. */
  private void clear() {
    if (!plan.mishaps().isEmpty()) {
      CLEARING.forEach(text -> exchange.inject(Fault.parse(text)));
      journal.full(false);
    }
  }

  /** As the defaults are, in this mode. */
  static EngineSettings engine(TradingMode mode) {
    return engine(mode, Habits.USUAL);
  }

  private static EngineSettings engine(TradingMode mode, Habits habits) {
    BigDecimal quarter = new BigDecimal("0.25");
    var targets = new Targets(
        List.of(
            new Target(new Symbol("DBMF"), quarter, Venue.BROKER), new Target(new Symbol("GLD"), quarter, Venue.BROKER),
            new Target(new Symbol("BIL"), quarter, Venue.BROKER),
            new Target(new Symbol("sUSDe"), quarter, Venue.ELSEWHERE)),
        BigDecimal.ZERO);
    var rules = new PlanRules(
        habits.rule(), new BigDecimal("0.05"), new BigDecimal("100"), new BigDecimal("250"),
        new BigDecimal("0.05"),
        new CommissionSchedule(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.01")));
    return new EngineSettings(
        mode, Optional.empty(), targets, rules,
        new PriceRules(Duration.ofMinutes(30), new BigDecimal("0.20")), habits.orderType(),
        new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)), LocalTime.of(14, 30), Duration.ofSeconds(20),
        Duration.ofMillis(250), Duration.ofMinutes(1),
        // As the defaults are.
        new GuardLimits(
            new BigDecimal("0.50"), BigDecimal.ONE, 20, new BigDecimal("0.02"), new BigDecimal("0.10"), false),
        new CatchUpRule(habits.missed(), new BigDecimal("0.01")))
        .with(new Caution(Optional.empty(), FirstRuns.NONE, approval(habits.asking())));
  }

  private static Approval approval(Habits.Asking asking) {
    return switch (asking) {
      case NEVER -> Approval.NONE;
      case ELSE_SKIP -> new Approval(true, DayPlan.WORD_WITHIN, false);
      case ELSE_TRADE -> new Approval(true, DayPlan.WORD_WITHIN, true);
    };
  }

  static GatewaySettings gateway() {
    return new GatewaySettings(
        "127.0.0.1", 4002, CLIENT_ID, Duration.ofSeconds(15), Duration.ofSeconds(10), 50, true, Duration.ofSeconds(1),
        Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(10),
        MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP);
  }

  /** Reports are forced to the disk; in memory that costs nothing. */
  static Path memory() {
    Path shared = Path.of("/dev/shm");
    return Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
  }

  static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException kept) {
      throw new UncheckedIOException("cannot remove " + folder, kept);
    }
  }
}
