package evenkeel.verification;

import evenkeel.domain.InstanceMark;
import evenkeel.gateway.Transport;
import evenkeel.operations.DataDirectory;
import evenkeel.simulator.Fault;
import evenkeel.simulator.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The whole engine and what surrounds it, from the plan of a period: a world, a Gateway, a journal, and one life of the
 * process after the other, with everything that goes wrong, on this thread. How long it lasts is decided by whoever
 * steps through it.
 */
final class Harness {
  private static final InstanceMark MARK = new InstanceMark("q5");
  private static final Duration TASKS_WITHIN = Duration.ofMinutes(1);
  private static final List<String> CLEARING = List.of(
      "fault = link-restored", "fault = farm-up, farm = market-data", "fault = farm-up, farm = history",
      "fault = farm-up, farm = contracts", "fault = welcome, kind = usual",
      "fault = slow-socket, bytes = 0, way = both",
      "fault = order-news-late, delay = 0s", "fault = previews, kind = silent, count = 0",
      "fault = restart, down = 30s");

  private final AuditedPeriod plan;
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
  private final TamperedWire tampered;
  private Optional<Machine> machine = Optional.empty();
  private LocalDate eventsSince = LocalDate.MIN;
  private int events;

  private Harness(AuditedPeriod plan, Scenario scenario, Tampering tampering, Path folder) {
    this.plan = plan;
    var seeds = new SplittableRandom(plan.seed());
    this.world = new World(plan.begin(), seeds.split());
    this.wires = seeds.split();
    this.tampered = new TamperedWire(tampering, world);
    this.log = new EventLog(world);
    this.directory = DataDirectory.open(folder.resolve("data"));
    this.auditor = new Auditor(plan, world, directory.logs());
    this.witness = new Witnesses(List.of(log, auditor));
    this.journal = new Journal(this::journalled, tampering::acknowledgesEarly);
    this.exchange = new Exchange(world, scenario, plan.seed(), witness);
    this.owner = new Owner(plan, world, directory, auditor, tampering);
    this.blueprint = new Machine.Blueprint(
        tampering.configured(Day.engine(plan.mode(), plan.habits()).with(plan.triggers()).with(MARK)),
        Day.gateway().with(tampering.window(plan.restartWindow())), this::dial, directory, seeds.split(), plan.begin(),
        tampering, false, plan.looksAhead());
  }

  /**
   * Has a period lived through in a harness of its own, which is removed afterwards.
   *
   * @param scenario makes the exchange's scenario, given a folder for what it has to read
   */
  static <T> T live(
      AuditedPeriod plan, Tampering tampering, Function<Path, Scenario> scenario, Function<Harness, T> live) {
    return SeededLife.live("day", plan.seed(), folder -> {
      var harness = new Harness(plan, scenario.apply(folder), tampering, folder);
      LogTap.listen(harness.witness::logged);
      return live.apply(harness);
    });
  }

  World world() {
    return world;
  }

  Auditor auditor() {
    return auditor;
  }

  /** Everything that happened, a line each. */
  String log() {
    return log.text();
  }

  /** Plans what goes wrong, and starts the process. */
  void begin() {
    count(plan.habits());
    plan.mishaps().forEach(this::schedule);
    plan.allClears().forEach(at -> world.at(at, this::clear));
    start();
  }

  /** Does the next thing, unless it is later than this, there is nothing to do before, or something is wrong. */
  boolean step(Instant until) {
    if (!auditor.violations().isEmpty() || !world.step(until)) {
      return false;
    }
    if (world.isStuck()) {
      auditor.hangs();
    }
    return true;
  }

  /** What must have happened by now; then the process is killed. */
  void end() {
    if (auditor.violations().isEmpty()) {
      auditor.finish();
    }
    machine.ifPresent(Machine::kill);
  }

  private void count(Habits habits) {
    auditor.count("habit " + habits.orderType());
    auditor.count("habit " + habits.missed());
    auditor.count("habit " + habits.rule());
    auditor.count("habit " + habits.asking());
  }

  private void start() {
    if (machine.isEmpty()) {
      machine = Optional.of(Machine.start(new Lane(world, journal), blueprint));
    }
  }

  private Transport.Link dial(Transport.Listener listener) {
    Lane lane = machine.orElseThrow().lane();
    var wire = new Wire(lane, exchange, listener, witness, wires, tampered);
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
      case Mishap.AtGateway at -> {
        auditor.injected(at.fault());
        exchange.inject(at.fault());
      }
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
    // What a disk had a day ago is not lost with the newest writes.
    int lost = journal.cut(Math.min(crash.eventsLost(), eventsOf(plan.day(world.now()).session())));
    events -= lost;
    if (lost > 0) {
      witness.lost(lost);
    }
    world.after(crash.down(), () -> world.whenAwake(this::start));
  }

  private void journalled(Journal.Entry entry) {
    events = eventsOf(plan.day(world.now()).session()) + 1;
    witness.journalled(entry);
  }

  /** How many events were written since this session became the one that counts. */
  private int eventsOf(LocalDate session) {
    if (!session.equals(eventsSince)) {
      eventsSince = session;
      events = 0;
    }
    return events;
  }

  /** What would otherwise last for ever ends, so that the day can. */
  private void clear() {
    if (!plan.mishaps().isEmpty()) {
      CLEARING.forEach(text -> exchange.inject(Fault.parse(text)));
      journal.sound();
    }
  }
}
