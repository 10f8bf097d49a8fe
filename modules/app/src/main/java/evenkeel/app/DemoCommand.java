package evenkeel.app;

import evenkeel.domain.CutOffRule;
import evenkeel.domain.DriftLine;
import evenkeel.domain.DriftReport;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.Assessment;
import evenkeel.engine.Triggers;
import evenkeel.gateway.GatewaySettings;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import evenkeel.operations.RunLog;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatorServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: one month end from trigger to report, against an embedded simulated Gateway under a faster clock. */
@Command(
    name = "demo", description = "Show one month-end rebalance against an embedded simulated Gateway.",
    sortOptions = false, footer = {
        "",
        "Nothing of yours is touched: the Gateway, the account and the prices are simulated, and the",
        "report goes to a new directory, which is named at the end.",
        "",
        "Examples:",
        "  evenkeel demo",
        "  evenkeel demo --month 2025-11     a half day: the market closes at 13:00",
        "  evenkeel demo --month 2024-03     the month's last day is a holiday",
    })
final class DemoCommand implements Callable<Integer> {
  private static final String CURRENCY = "USD";
  /** How far from its target a holding may end, as a fraction: one point. */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.01");
  /** The story begins a little before the trigger. */
  private static final Duration BEFORE = Duration.ofSeconds(30);
  /** Delayed data is a quarter of an hour old, and the auction takes some seconds. */
  private static final Duration CLOSING_PRICES_AFTER = Duration.ofMinutes(20);
  private static final Duration HANG = Duration.ofMinutes(2);
  private static final String LEDGER = "ledger.jsonl";

  private final Invocation invocation;

  @Option(names = "--month", paramLabel = "YYYY-MM", defaultValue = "2025-10",
      description = "The month whose end is shown. Default: ${DEFAULT-VALUE}.")
  private YearMonth month = YearMonth.of(2025, 10);

  @Option(names = "--speed", paramLabel = "N", defaultValue = "400",
      description = "Virtual seconds in a second. Default: ${DEFAULT-VALUE}.")
  private double speed;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
      description = "Equal seeds give equal prices. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--prices", paramLabel = "DIR",
      description = "Replay SYMBOL.csv (date,open,high,low,close,volume) instead of walking at random.")
  private @Nullable Path prices;

  @Option(names = "--keep", description = "Go on running after the report, until Ctrl-C.")
  private boolean keep;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Settings defaults = SettingsLoader.load(Optional.empty(), Map.of()).inMode(TradingMode.PAPER);
    Trigger trigger = monthEnd(defaults.engine().monthEndAt(), defaults.engine().cutOff());
    Scenario scenario = scenario();
    double checkedSpeed = checkedSpeed();
    Path directory = temporary();
    var clock = new HeldClock(trigger.dueAt().minus(BEFORE), checkedSpeed);
    try (SimulatorServer server = SimulatorServer.start(
        scenario, clock, seed, Optional.of(directory.resolve(LEDGER)), 0)) {
      Settings settings = defaults.at(directory, server.port());
      introduce(settings, trigger);
      return show(settings, trigger, clock);
    } catch (IOException failed) {
      throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.DemoFailed(
          String.valueOf(failed.getMessage())), failed);
    }
  }

  private double checkedSpeed() {
    if (!(speed >= 1 && speed <= 2000)) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.SpeedOutOfRange(speed));
    }
    return speed;
  }

  private Trigger monthEnd(LocalTime at, CutOffRule rule) {
    try {
      return Triggers.monthEnd(month, at, rule);
    } catch (NyseCalendar.UnsupportedDate outside) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.MonthWrong(
          String.valueOf(outside.getMessage())), outside);
    }
  }

  private Scenario scenario() {
    try {
      Scenario drifted = Scenario.named("month-end");
      return prices == null ? drifted : drifted.withPrices(prices);
    } catch (RuntimeException wrong) {
      throw new CommandFailure(ExitCode.USAGE, Phrase.of(String.valueOf(wrong.getMessage())), wrong);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("evenkeel-demo-");
    } catch (IOException full) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.NoTemporary(String.valueOf(full.getMessage())), full);
    }
  }

  private void introduce(Settings settings, Trigger trigger) {
    Terminal terminal = invocation.terminal();
    TimeText times = invocation.times(settings);
    Session session = session(trigger);
    terminal.say(new ScreenText.Demo(settings.gateway().port()));
    terminal.line("");
    terminal.say(new ScreenText.DemoSession(
        times.date(session.date()), times.both(session.close().toInstant()),
        session.earlyClose() ? Optional.of(new ScreenText.DemoEarly()) : Optional.empty()));
    terminal.say(new ScreenText.DemoTrigger(times.both(trigger.dueAt()), times.both(trigger.deadline())));
    terminal.say(new ScreenText.DemoClock((long) speed));
    terminal.line("");
  }

  private static Session session(Trigger trigger) {
    return NyseCalendar.session(trigger.session()).orElseThrow();
  }

  private int show(Settings settings, Trigger trigger, HeldClock clock) {
    HostNeeds.require();
    DataDirectory directory = Directories.open(settings);
    var watch = new RunWatch(new RunScreen(invocation.terminal(), invocation.terminal().language()));
    try (DirectoryLock lock = Directories.lock(directory);
        LogFiles log = LogFiles.open(directory, settings.logLevel(), clock);
        House house = House.open(new House.Blueprint(settings, clock, directory, true), watch)) {
      house.onCollapse(watch::fail);
      Await.within(HANG, watch.ready());
      clock.letGo();
      conclude(settings, Await.within(patience(trigger, clock), watch.end()), clock, directory);
      if (keep) {
        invocation.terminal().say(new ScreenText.DemoRunsOn());
        Await.patiently(new CompletableFuture<Void>());
      }
      return ExitCode.DONE;
    } catch (IllegalStateException late) {
      throw new CommandFailure(
          ExitCode.NOT_GOOD, new ComplaintText.DemoLate(trigger.run(), directory.logs()), late);
    }
  }

  /** Until well after the auction. */
  private static Duration patience(Trigger trigger, HeldClock clock) {
    Duration left = Duration.between(clock.instant(), session(trigger).close().toInstant());
    return clock.wall(left).plus(HANG);
  }

  private void conclude(Settings settings, RunWatch.End end, HeldClock clock, DataDirectory directory) {
    Terminal terminal = invocation.terminal();
    terminal.line("");
    end.run().ifPresent(run -> RunScreen.summary(terminal, run));
    terminal.line("");
    DriftReport after = after(settings, end, clock);
    PlanText.printDrift(terminal, after, CURRENCY);
    terminal.line("");
    terminal.say(new ScreenText.DemoReport(new RunLog(directory.logs()).file(end.month())));
    terminal.say(new ScreenText.DemoJournal(directory.journal()));
    terminal.say(new ScreenText.DemoLedger(directory.root().resolve(LEDGER)));
    List<Phrase> faults = faults(end, after);
    if (!faults.isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.DemoFaulty(faults, directory.logs()));
    }
    terminal.line(terminal.paint(
        Colour.GREEN, terminal.language().say(new ScreenText.DemoSettled())));
  }

  /** The portfolio at the closing prices, which delayed data shows a quarter of an hour after the close. */
  private DriftReport after(Settings settings, RunWatch.End end, HeldClock clock) {
    Instant shown = session(end.decision().trigger()).close().toInstant().plus(CLOSING_PRICES_AFTER);
    invocation.terminal().say(new ScreenText.DemoClosing(invocation.times(settings).both(shown)));
    waitUntil(shown, clock);
    GatewaySettings looking = settings.gateway().withClientId(settings.gateway().clientId() + 1);
    try (GatewayClient client = GatewayClient.connect(looking, clock)) {
      Assessment assessment = client.assess(settings, client.account(settings.engine()));
      return assessment.outcome().driftReport().orElseThrow(() -> new CommandFailure(
          ExitCode.NOT_GOOD,
          new ComplaintText.DemoUnseen(assessment.outcome().toString(), settings.dataDirectory())));
    }
  }

  private static void waitUntil(Instant then, HeldClock clock) {
    try {
      while (clock.instant().isBefore(then)) {
        Duration left = clock.wall(Duration.between(clock.instant(), then));
        boolean unused = new CountDownLatch(1).await(left.toMillis() + 1, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, new ComplaintText.InterruptedHere(), stopped);
    }
  }

  private static List<Phrase> faults(RunWatch.End end, DriftReport after) {
    var faults = new ArrayList<Phrase>();
    if (end.run().isEmpty()) {
      faults.add(new ComplaintText.DemoNoOrder());
    }
    end.complaint().ifPresent(complaint -> faults.addAll(complaint.lines()));
    for (DriftLine line : after.lines()) {
      if (line.drift().abs().compareTo(TOLERANCE) > 0) {
        faults.add(new ComplaintText.DemoOffTarget(line.symbol().value(), Figures.points(line.drift())));
      }
    }
    if (after.cash().signum() < 0) {
      faults.add(new ComplaintText.DemoCash(Figures.money(after.cash(), CURRENCY)));
    }
    return List.copyOf(faults);
  }
}
