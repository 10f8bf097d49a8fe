package evenkeel.app;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.RebalancePlanner;
import evenkeel.gateway.GatewaySettings;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import evenkeel.operations.RunLog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rebalance}: one run now, followed to its end. */
@Command(
    name = "rebalance", description = "Make one run now, in the configured mode, and follow it to its end.",
    sortOptions = false, footer = {
        "",
        "Ctrl-C stops following; orders that are at the broker stay there and are taken up again at",
        "the next start.",
        "",
        "Example:",
        "  evenkeel rebalance --mode paper --yes",
    })
final class RebalanceCommand implements Callable<Integer> {
  private static final Duration READY_PATIENCE = Duration.ofSeconds(90);

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--mode", paramLabel = "MODE", description = "dry-run, paper or live; overrides the configuration.")
  private @Nullable TradingMode mode;

  @Option(names = "--yes", description = "Do not ask before orders are sent.")
  private boolean yes;

  RebalanceCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings configured = invocation.settings(program.config());
    Settings settings = mode == null ? configured : invocation.checked(configured.inMode(mode));
    LiveGate.check(settings, invocation.clock().instant());
    Session session = session(settings);
    HostNeeds.require();
    DataDirectory directory = Directories.openAloud(settings, invocation.terminal());
    try (DirectoryLock lock = Directories.lock(directory);
        LogFiles log = LogFiles.open(directory, settings.logLevel(), invocation.clock())) {
      if (!isAgreed(settings)) {
        invocation.terminal().say(new ScreenText.NothingSent());
        return ExitCode.DONE;
      }
      finish(run(settings, session, directory), settings, directory);
      return ExitCode.DONE;
    }
  }

  /** The session whose orders can still be sent. */
  private Session session(Settings settings) {
    Instant now = invocation.clock().instant();
    LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
    Optional<Session> session = NyseCalendar.session(today);
    TimeText times = invocation.times(settings);
    Session next = NyseCalendar.next(today);
    var then = new ComplaintText.NextSession(
        times.date(next.date()), times.both(settings.engine().cutOff().cutOff(next)));
    if (session.isEmpty()) {
      throw new CommandFailure(ExitCode.REFUSED, new ComplaintText.NotOpenToday(times.date(today), then));
    }
    Instant cutOff = settings.engine().cutOff().cutOff(session.get());
    if (now.isAfter(cutOff)) {
      throw new CommandFailure(ExitCode.REFUSED, new ComplaintText.CutOffPassed(times.both(cutOff), then));
    }
    return session.get();
  }

  /** Shows the plan and asks, where there is somebody to ask and orders would be sent. */
  private boolean isAgreed(Settings settings) {
    Terminal terminal = invocation.terminal();
    if (yes || settings.mode() == TradingMode.DRY_RUN || !terminal.asks()) {
      return true;
    }
    PlanOutcome outcome = look(settings);
    if (!(outcome instanceof PlanOutcome.Plan plan)) {
      return true;
    }
    PlanText.print(terminal, plan, "USD");
    return Question.ask(terminal, new DeskText.SendThese(settings.mode().text()));
  }

  private PlanOutcome look(Settings settings) {
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new StepText.LookingAtPortfolio());
      // Not under the id of the run that follows: the Gateway may hold that for seconds after it was used.
      GatewaySettings looking = settings.gateway().withClientId(settings.gateway().clientId() + 1);
      try (GatewayClient client = GatewayClient.connect(looking, invocation.clock())) {
        return client.assess(settings, client.account(settings.engine())).outcome();
      }
    }
  }

  private RunWatch.End run(Settings settings, Session session, DataDirectory directory) {
    var watch = new RunWatch(new RunScreen(invocation.terminal(), settings.language()));
    try (
        ShutdownHook farewell = ShutdownHook.saying(invocation.terminal(),
            new ComplaintText.FollowOrders());
        House house = House.open(new House.Blueprint(settings, invocation.clock(), directory, false), watch)) {
      house.onCollapse(watch::fail);
      awaitReady(watch);
      Instant cutOff = settings.engine().cutOff().cutOff(session);
      var unused = house.consider(Trigger.manual(session, invocation.clock().instant(), cutOff))
          .thenAccept(reply -> {
            if (reply instanceof RebalancePlanner.Deferred deferred) {
              watch.fail(RunWatch.refused(deferred.reasons()));
            }
          });
      return Await.patiently(watch.end());
    }
  }

  private static void awaitReady(RunWatch watch) {
    try {
      Await.within(READY_PATIENCE, watch.ready());
    } catch (IllegalStateException late) {
      throw new CommandFailure(
          ExitCode.GATEWAY, new ComplaintText.NoAnswerWithin(READY_PATIENCE.toSeconds()), late);
    }
  }

  private void finish(RunWatch.End end, Settings settings, DataDirectory directory) {
    Terminal terminal = invocation.terminal();
    terminal.line("");
    end.run().ifPresent(run -> RunScreen.summary(terminal, run));
    if (settings.mode() == TradingMode.DRY_RUN) {
      terminal.say(new ScreenText.DryRun());
    }
    terminal.say(new ScreenText.ReportIs(new RunLog(directory.logs()).file(end.month())));
    end.complaint().ifPresent(complaint -> {
      throw complaint;
    });
  }
}
