package evenkeel.verification;

import com.sun.management.UnixOperatingSystemMXBean;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.gateway.RestartWindow;
import evenkeel.gateway.Transport;
import evenkeel.operations.DataDirectory;
import evenkeel.simulator.Scenario;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Many days of the whole engine, in one life after the other, from their plan. The same plan gives the same year. */
final class Year {
  /** How long a process that is told to end may take. */
  private static final Duration END_MAX = Duration.ofSeconds(10);
  private static final Duration TASKS_WITHIN = Duration.ofMinutes(1);

  private final YearPlan plan;
  private final World world;
  private final EventLog log;
  private final YearBooks books;
  private final Witness witness;
  private final Exchange exchange;
  private final RandomGenerator wires;
  private final DataDirectory directory;
  private final Journal journal;
  private final Machine.Blueprint blueprint;
  private Optional<Machine> machine = Optional.empty();
  /** The newest; a process has one at a time. */
  private Optional<Wire> wire = Optional.empty();
  private final List<String> failures = new ArrayList<>();
  private final SequencedMap<String, String> days = new LinkedHashMap<>();
  private final List<YearResult.State> states = new ArrayList<>();

  private Year(YearPlan plan, Path folder) {
    this.plan = plan;
    var seeds = new SplittableRandom(plan.seed());
    this.world = new World(plan.begin(), seeds.split());
    this.wires = seeds.split();
    this.log = new EventLog(world);
    this.books = new YearBooks(world);
    this.witness = new Witnesses(List.of(log, books));
    plan.prices().write(folder);
    Scenario scenario = Scenario.named("month-end").withPrices(folder);
    this.exchange = new Exchange(world, scenario, plan.seed(), witness);
    LogTap.listen(witness::logged);
    this.directory = DataDirectory.open(folder.resolve("data"));
    this.journal = new Journal(witness::journalled, entry -> false);
    this.blueprint = new Machine.Blueprint(
        Day.engine(TradingMode.PAPER).with(triggers()), Day.gateway().with(restart()), this::dial,
        directory, seeds.split(), plan.begin(), Tampering.NONE, true, true);
  }

  /** Lives through the year and says how it went. */
  static YearResult live(YearPlan plan) {
    return SeededLife.live("year", plan.seed(), folder -> new Year(plan, folder).live());
  }

  private YearResult live() {
    long began = System.nanoTime();
    long workedBefore = worked();
    start();
    plan.mishaps().forEach(planned -> world.at(planned.at(), () -> happen(planned.mishap())));
    plan.stops().forEach(stop -> world.at(stop.at(), () -> world.whenTasks(
        world.tasks() + stop.tasks(), stop.at().plus(TASKS_WITHIN), () -> stop(stop))));
    for (LocalDate day = plan.from(); !day.isAfter(plan.to()); day = day.plusDays(1)) {
      if (day.getDayOfMonth() == 1) {
        states.add(state(day));
      }
      Instant end = YearPlan.midnight(day.plusDays(1));
      while (world.step(end)) {
        // The day goes on.
      }
      days.put(day.toString(), digest(log.drain()));
    }
    states.add(state(plan.to().plusDays(1)));
    machine.ifPresent(Machine::kill);
    failures.addAll(books.failures());
    return new YearResult(
        plan, failures, days, books.decisions(), books.told(), books.ledger(),
        YearBooks.reports(directory.logs()), states, world.tasks(), Duration.ofNanos(System.nanoTime() - began),
        Duration.ofNanos(worked() - workedBefore));
  }

  private void start() {
    machine = Optional.of(Machine.start(new Lane(world, journal), blueprint));
  }

  private void stop(YearPlan.Stop stop) {
    witness.mishap(stop.toString());
    Machine life = machine.orElseThrow();
    if (stop.isInOrder()) {
      life.stop();
      world.after(END_MAX, () -> {
        if (!life.isOver()) {
          failures.add(world.now() + " the process did not end within " + END_MAX);
        }
        killed(life);
      });
    } else {
      killed(life);
    }
    world.after(stop.lasts(), this::start);
  }

  private void killed(Machine life) {
    life.kill();
    machine = Optional.empty();
    wire.ifPresent(Wire::orphaned);
    wire = Optional.empty();
  }

  private static long worked() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void happen(Mishap mishap) {
    witness.mishap(mishap.toString());
    switch (mishap) {
      case Mishap.AtGateway at -> exchange.inject(at.fault());
      case Mishap.Sleeps sleeps -> world.sleep(sleeps.lasting());
      case Mishap.Crash crash -> throw new IllegalArgumentException("not in a year: " + crash);
      case Mishap.WritesFail fail -> throw new IllegalArgumentException("not in a year: " + fail);
      case Mishap.WritesSlow slow -> throw new IllegalArgumentException("not in a year: " + slow);
      case Mishap.DiskFull full -> throw new IllegalArgumentException("not in a year: " + full);
      case Mishap.WireBreaks breaks -> throw new IllegalArgumentException("not in a year: " + breaks);
      case Mishap.ByHand deed -> throw new IllegalArgumentException("not in a year: " + deed);
      case Mishap.Asks asks -> throw new IllegalArgumentException("not in a year: " + asks);
      case Mishap.ClockJumps jumps -> throw new IllegalArgumentException("not in a year: " + jumps);
    }
  }

  private Transport.Link dial(Transport.Listener listener) {
    var dialled = new Wire(
        machine.orElseThrow().lane(), exchange, listener, witness, wires,
        new TamperedWire(Tampering.NONE, world));
    wire = Optional.of(dialled);
    dialled.dial();
    return dialled;
  }

  /** As the defaults are. */
  private static TriggerRules triggers() {
    return new TriggerRules(
        Optional.empty(), Optional.of(new BigDecimal("0.10")), Optional.empty(), false, Duration.ofDays(3));
  }

  private static RestartWindow restart() {
    return new RestartWindow(
        Optional.of(YearPlan.RESTART), YearPlan.GATEWAY_ZONE, Duration.ofMinutes(5), Duration.ofMinutes(15));
  }

  private static YearResult.State state(LocalDate day) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : -1;
    return new YearResult.State(day.toString(), runtime.totalMemory() - runtime.freeMemory(), files);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** For {@code scripts/campaign}: {@code --year N}, {@code --seed N}. */
  public static void main(String[] arguments) {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    SortedMap<String, Long> options = new TreeMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], Long.parseLong(arguments[i + 1]));
    }
    int year = Math.toIntExact(options.getOrDefault("--year", 2024L));
    YearResult result = live(YearPlan.of(
        options.getOrDefault("--seed", 1L), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
    List<String> complaints = YearAudit.complaints(result);
    YearText.lines(result).forEach(out::println);
    complaints.forEach(complaint -> out.println("WRONG " + complaint));
    System.exit(complaints.isEmpty() ? 0 : 1);
  }
}
