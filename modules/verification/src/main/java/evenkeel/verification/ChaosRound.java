package evenkeel.verification;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One month-end day of real processes on a shared faster clock: the simulated Gateway, and {@code run}, which is
 * started again whenever it is gone. Between them lies a cable that can be cut, under the data directory a disk that
 * can be full.
 */
final class ChaosRound {
  /**
   * What came of it.
   *
   * @param folder what is left of it, where something was wrong
   */
  record Result(
      ChaosPlan plan, SmallDisk.Kind disk, List<String> violations, SortedMap<String, Integer> counts, Duration took,
      Path folder) {
    Result {
      violations = List.copyOf(violations);
    }
  }

  /** Its process is killed, so that nothing promises that the month end is traded. */
  private static final DayPlan DAY = DayPlan.quiet(1).with(List.of(
      new Mishap.Planned(DayPlan.quiet(1).due(), 0, new Mishap.Crash(0, Duration.ofSeconds(1)))));
  /** Fast, so that the day is short, and slow enough that a process starts and answers well before the cut-off. */
  private static final double SPEED = 500;
  private static final Duration BEFORE_TRIGGER = Duration.ofMinutes(1);
  private static final Duration AFTER_CLOSE = Duration.ofMinutes(4);
  /** Until both processes are up; on the wall, as everything below. */
  private static final Duration START = Duration.ofMillis(1500);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration REST_LOOK = Duration.ofMillis(250);
  private static final Duration REST_WITHIN = Duration.ofSeconds(40);
  private static final Duration RESTART_PAUSE = Duration.ofMillis(500);
  private static final int END_SECONDS = 10;

  private final ChaosPlan plan;
  private final Path folder;
  private final FasterClock clock;
  private final Program program;
  private final Cable cable;
  private final SmallDisk disk;
  private final List<String> violations = new ArrayList<>();
  private final SortedMap<String, Integer> counts = new TreeMap<>();
  /** Nothing more is done to the processes. */
  private final CountDownLatch evening = new CountDownLatch(1);
  /** Nothing is started any more. */
  private final CountDownLatch night = new CountDownLatch(1);
  private volatile @Nullable Process running;
  private final AtomicInteger starts = new AtomicInteger();
  private volatile Duration down = RESTART_PAUSE;

  private ChaosRound(ChaosPlan plan, List<String> command, Path folder) throws IOException {
    this.plan = plan;
    this.folder = folder;
    Instant wall = EvenkeelClock.system().instant().plus(START);
    this.clock = new FasterClock(DAY.due().minus(BEFORE_TRIGGER), wall, SPEED);
    this.program = new Program(
        command, Map.of("EVENKEEL_CLOCK", clock.text(), "HOME", folder.toString()), folder);
    this.cable = Cable.open();
    this.disk = SmallDisk.at(data());
  }

  /**
   * Lives through the day in this folder, which is made.
   *
   * @param command starts the program, before its arguments
   */
  static Result live(ChaosPlan plan, List<String> command, Path folder) {
    long began = System.nanoTime();
    try {
      Files.createDirectories(folder);
      var round = new ChaosRound(plan, command, folder);
      round.live();
      return new Result(plan, round.disk.kind(), round.violations, round.counts,
          Duration.ofNanos(System.nanoTime() - began), folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path ledger() {
    return folder.resolve("ledger.jsonl");
  }

  private void live() throws IOException, InterruptedException {
    Process gateway = program.start("sim", "sim", "--port", "0", "--scenario", scenario(), "--seed",
        Long.toString(plan.seed()), "--ledger", ledger().toString());
    Thread keeper = Thread.ofVirtual().start(this::keep);
    try (disk; cable) {
      List<Thread> upsets = plan.upsets().stream()
          .map(upset -> Thread.ofVirtual().start(() -> await(upset))).toList();
      leadToGateway(gateway);
      waitUntil(() -> !clock.instant().isBefore(DAY.closing().plus(AFTER_CLOSE)), LOOK, Duration.ofMinutes(1));
      evening.countDown();
      for (Thread upset : upsets) {
        upset.join();
      }
      waitUntil(this::isAtRest, REST_LOOK, REST_WITHIN);
      night.countDown();
      endRun();
      keeper.join();
      audit();
      if (!violations.isEmpty()) {
        keepData();
      }
    } finally {
      evening.countDown();
      night.countDown();
      kill();
      boolean unused = Program.end(gateway, END_SECONDS);
    }
  }

  private void leadToGateway(Process gateway) throws InterruptedException {
    String listening = "listening on 127.0.0.1:";
    waitUntil(() -> !gateway.isAlive() || program.out("sim").stream().anyMatch(line -> line.startsWith(listening)),
        LOOK, Duration.ofMinutes(1));
    String line = program.out("sim").stream().filter(it -> it.startsWith(listening)).findFirst()
        .orElseThrow(() -> new IllegalStateException("the simulated Gateway does not start; see " + folder));
    cable.leadTo(Integer.parseInt(line.substring(listening.length())));
  }

  /** Starts {@code run} again and again, as whatever keeps services alive would. */
  private void keep() {
    try {
      String configuration = configuration();
      while (night.getCount() > 0) {
        down = RESTART_PAUSE;
        Process process = program.start(
            "run-" + (starts.get() + 1), "--config", configuration, "run", "--mode", "paper");
        running = process;
        starts.incrementAndGet();
        disk.started(process.pid());
        if (process.waitFor() != 128 + 9 && night.getCount() > 0) {
          count("ended by itself");
        }
        boolean unused = night.await(down.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Upset upset) {
    try {
      if (comes(upset.cue())) {
        happen(upset);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for its moment; false when the day is over before. */
  private boolean comes(Upset.Cue cue) throws InterruptedException {
    return switch (cue) {
      case Upset.OfDay day -> byDay(() -> !clock.instant().isBefore(DAY.due().plus(day.sinceTrigger())));
      case Upset.OfStart start -> byDay(() -> starts.get() >= start.nth()) && passes(start.after());
      case Upset.OfLedger booked -> byDay(() -> LedgerFile.read(ledger()).stream()
          .filter(entry -> entry.event() == booked.event()).count() >= booked.nth()) && passes(booked.after());
    };
  }

  private boolean byDay(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (!passes(LOOK)) {
        return false;
      }
    }
    return true;
  }

  /** Waits so long; false when the day is over before. */
  private boolean passes(Duration wall) throws InterruptedException {
    return !evening.await(wall.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void happen(Upset upset) throws IOException, InterruptedException {
    switch (upset) {
      case Upset.Kill kill -> {
        down = kill.down();
        if (kill()) {
          count("kills");
        }
      }
      case Upset.Cut cut -> {
        cable.cut(cut.away());
        count("cuts");
      }
      case Upset.CutAfter cut -> {
        cable.cutAfter(cut.bytes());
        count("cuts");
      }
      case Upset.Silence silence -> {
        cable.silence(silence.lasting());
        count("silences");
      }
      case Upset.DiskFull full -> {
        if (disk.fill(full.bytesLeft(), processId())) {
          count("full disks");
        }
        boolean unused = passes(full.lasting());
        disk.free(processId());
      }
    }
  }

  private boolean kill() {
    Process process = running;
    if (process == null || !process.isAlive()) {
      return false;
    }
    process.destroyForcibly();
    return true;
  }

  private OptionalLong processId() {
    Process process = running;
    return process == null || !process.isAlive() ? OptionalLong.empty() : OptionalLong.of(process.pid());
  }

  private void endRun() throws InterruptedException {
    Process process = running;
    if (process != null && process.isAlive() && !Program.end(process, END_SECONDS)) {
      violation("6: run did not end within " + END_SECONDS + " s of SIGTERM");
    }
  }

  private boolean isAtRest() {
    return new ChaosBooks(DAY, data(), ledger(), folder).isAtRest();
  }

  private void audit() {
    var books = new ChaosBooks(DAY, data(), ledger(), folder);
    books.audit(this::violation, this::count);
    count("orders", books.orders());
    count("fills", books.fills());
  }

  private void violation(String words) {
    violations.add(words);
  }

  private void count(String what) {
    count(what, 1);
  }

  private synchronized void count(String what, int times) {
    counts.merge(what, times, Integer::sum);
  }

  /** The file system that they lie in is about to go. */
  private void keepData() throws IOException {
    Path kept = folder.resolve("data-kept");
    try (var files = Files.walk(data())) {
      for (Path file : files.toList()) {
        Files.copy(file, kept.resolve(data().relativize(file).toString()));
      }
    }
  }

  static void waitUntil(BooleanSupplier condition, Duration step, Duration max) throws InterruptedException {
    long until = System.nanoTime() + max.toNanos();
    var never = new CountDownLatch(1);
    while (!condition.getAsBoolean() && System.nanoTime() < until) {
      boolean unused = never.await(step.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private String scenario() throws IOException {
    return Files.writeString(folder.resolve("scenario.conf"), """
        include classpath("evenkeel/simulator/scenarios/month-end")
        timeline = [{ on = "order:1", fault = partial-fills, parts = %d }]
        """.formatted(plan.parts())).toString();
  }

  private String configuration() throws IOException {
    return Files.writeString(folder.resolve("evenkeel.conf"), """
        evenkeel {
          data-directory = "%s"
          order-type = %s
          gateway.port = %d
        }
        """.formatted(data(), plan.orderType(), cable.port())).toString();
  }
}
