package evenkeel.app;

import evenkeel.clock.FasterClock;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.DriftLine;
import evenkeel.domain.DriftReport;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Run;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.Assessment;
import evenkeel.engine.Triggers;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
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
  /** Wall time for the program to start before the clock does. */
  private static final Duration WARM_UP = Duration.ofMillis(1500);
  private static final int HANG_SECONDS = 120;

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
    Settings defaults = SettingsLoader.load(Optional.empty(), Map.of("HOME", temporary().toString()));
    CutOffRule rule = defaults.engine().cutOff();
    Trigger trigger = monthEnd(defaults.engine().monthEndAt(), rule);
    var clock = new FasterClock(
        trigger.dueAt().minus(BEFORE), invocation.clock().instant().plus(WARM_UP), checkedSpeed());
    Path directory = temporary();
    try (SimulatorServer server = SimulatorServer.start(scenario(), clock, seed,
        Optional.of(directory.resolve("ledger.jsonl")), 0)) {
      Settings settings = new Settings(
          Optional.empty(), directory, defaults.logLevel(), defaults.localTimeZone(),
          defaults.inMode(TradingMode.PAPER).engine(), defaults.gateway().withPort(server.port()));
      introduce(settings, trigger, server.port());
      return show(settings, trigger, clock);
    } catch (IOException failed) {
      throw new CommandFailure(ExitCode.NOT_GOOD, "the simulated Gateway failed: " + failed.getMessage(), failed);
    }
  }

  private double checkedSpeed() {
    if (!(speed >= 1 && speed <= 2000)) {
      throw new CommandFailure(ExitCode.USAGE, "--speed must be from 1 to 2000, was " + speed);
    }
    return speed;
  }

  private Trigger monthEnd(LocalTime at, CutOffRule rule) {
    try {
      return Triggers.monthEnd(month, at, rule);
    } catch (NyseCalendar.UnsupportedDate outside) {
      throw new CommandFailure(ExitCode.USAGE, "--month: " + outside.getMessage(), outside);
    }
  }

  private Scenario scenario() {
    try {
      Scenario drifted = Scenario.named("month-end");
      return prices == null ? drifted : drifted.withPrices(prices);
    } catch (RuntimeException wrong) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("evenkeel-demo-");
    } catch (IOException full) {
      throw new CommandFailure(
          ExitCode.USAGE, "no temporary directory can be made: " + full.getMessage() + "; make room in it", full);
    }
  }

  private void introduce(Settings settings, Trigger trigger, int port) {
    Terminal terminal = invocation.terminal();
    TimeText times = invocation.times(settings);
    Session session = NyseCalendar.session(trigger.session()).orElseThrow();
    terminal.line("A month end of Evenkeel, against a simulated IB Gateway on 127.0.0.1:" + port + ".");
    terminal.line("");
    terminal.line("Session   " + Figures.date(session.date()) + ", the last of the month, close "
        + times.both(session.close().toInstant()) + (session.earlyClose() ? " (early)" : ""));
    terminal.line("Trigger   " + times.both(trigger.dueAt()) + ", orders until " + times.both(trigger.deadline()));
    terminal.line("Clock     " + (long) speed + " times faster than yours; times below are New York's");
    terminal.line("");
  }

  private int show(Settings settings, Trigger trigger, FasterClock clock) {
    DataDirectory directory = Directories.open(settings);
    var screen = new RunScreen(invocation.terminal());
    var watch = new RunWatch(screen);
    try (DirectoryLock lock = Directories.lock(directory);
        LogFiles log = LogFiles.open(directory, settings.logLevel(), clock);
        House house = House.open(new House.Blueprint(settings, clock, directory, true), watch)) {
      RunWatch.End end = watch.end().get(HANG_SECONDS, TimeUnit.SECONDS);
      int exitCode = conclude(settings, end, clock, directory, screen);
      if (keep) {
        invocation.terminal().line("Running on under the faster clock; Ctrl-C ends it.");
        new CountDownLatch(1).await();
      }
      return exitCode;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } catch (java.util.concurrent.TimeoutException late) {
      throw new CommandFailure(
          ExitCode.NOT_GOOD, "the run " + trigger.run() + " did not settle; see the log in " + directory.logs(), late);
    } catch (java.util.concurrent.ExecutionException | CompletionException failed) {
      throw failed.getCause() instanceof CommandFailure known ? known : new IllegalStateException(failed);
    }
  }

  private int conclude(
      Settings settings, RunWatch.End end, FasterClock clock, DataDirectory directory, RunScreen screen) {
    Terminal terminal = invocation.terminal();
    terminal.line("");
    end.run().ifPresent(screen::summary);
    DriftReport after = after(settings, clock);
    terminal.line("");
    terminal.line("At the closing prices:");
    PlanText.printDrift(terminal, after, CURRENCY);
    List<String> faults = faults(end.run(), after);
    terminal.line("");
    Instant due = end.decision().trigger().dueAt();
    terminal.line("Report    " + directory.logs().resolve(
        "rebalance_" + YearMonth.from(due.atZone(NyseCalendar.ZONE)).toString().replace("-", "") + ".jsonl"));
    terminal.line("Journal   " + directory.journal());
    terminal.line("Ledger    " + directory.root().resolve("ledger.jsonl") + " (the exchange's own books)");
    if (faults.isEmpty()) {
      terminal.line(terminal.paint(
          Colour.GREEN, "Settled: every planned share filled, every holding within 1 point of its target."));
      return ExitCode.DONE;
    }
    faults.forEach(fault -> terminal.line(terminal.paint(Colour.RED, "Not settled as it should: " + fault)));
    return ExitCode.NOT_GOOD;
  }

  private DriftReport after(Settings settings, FasterClock clock) {
    try (GatewayClient client = GatewayClient
        .connect(settings.gateway().withClientId(settings.gateway().clientId() + 1), clock)) {
      Assessment assessment = client.assess(settings.engine(), client.account(settings.engine()));
      return assessment.outcome().driftReport().orElseThrow(() -> new CommandFailure(
          ExitCode.NOT_GOOD, "the portfolio cannot be looked at after the run: " + assessment.outcome()));
    }
  }

  private static List<String> faults(Optional<Run> run, DriftReport after) {
    var faults = new java.util.ArrayList<String>();
    if (run.isEmpty()) {
      faults.add("no order was sent");
    }
    for (OrderLife life : run.map(it -> List.copyOf(it.orders().values())).orElse(List.of())) {
      if (!(life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.FILLED)) {
        faults.add(life.leg().side() + " " + life.leg().symbol() + " did not fill");
      }
    }
    for (DriftLine line : after.lines()) {
      if (line.drift().abs().compareTo(TOLERANCE) > 0) {
        faults.add(line.symbol() + " is " + Figures.points(line.drift()) + " from its target");
      }
    }
    if (after.cash().signum() < 0) {
      faults.add("cash is " + Figures.money(after.cash(), CURRENCY));
    }
    return List.copyOf(faults);
  }
}
