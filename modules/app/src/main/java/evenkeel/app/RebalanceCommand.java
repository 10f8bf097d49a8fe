package evenkeel.app;

import evenkeel.domain.Decision;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Run;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.Assessment;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
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
    Session session = session(settings);
    DataDirectory directory = Directories.open(settings);
    try (DirectoryLock lock = Directories.lock(directory);
        LogFiles log = LogFiles.open(directory, settings.logLevel(), invocation.clock())) {
      if (!isAgreed(settings)) {
        invocation.terminal().line("Nothing was sent.");
        return ExitCode.DONE;
      }
      return run(settings, session, directory);
    }
  }

  /** The session whose orders can still be sent. */
  private Session session(Settings settings) {
    Instant now = invocation.clock().instant();
    LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
    Optional<Session> session = NyseCalendar.session(today);
    TimeText times = invocation.times(settings);
    Session next = NyseCalendar.next(today);
    String then = "; the next session is " + Figures.date(next.date()) + ", until "
        + times.both(settings.engine().cutOff().cutOff(next));
    if (session.isEmpty()) {
      throw new CommandFailure(ExitCode.REFUSED, "the NYSE is closed on " + Figures.date(today) + then);
    }
    Instant cutOff = settings.engine().cutOff().cutOff(session.get());
    if (now.isAfter(cutOff)) {
      throw new CommandFailure(ExitCode.REFUSED, "the cut-off " + times.both(cutOff) + " has passed" + then);
    }
    return session.get();
  }

  /** Shows the plan and asks, where there is somebody to ask and orders would be sent. */
  private boolean isAgreed(Settings settings) {
    if (yes || settings.mode() == TradingMode.DRY_RUN || !invocation.terminal().asks()) {
      return true;
    }
    Assessment assessment;
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step("looking at portfolio and prices");
      try (GatewayClient client = GatewayClient.connect(settings.gateway(), invocation.clock())) {
        assessment = client.assess(settings.engine(), client.account(settings.engine()));
      }
    }
    PlanText.print(invocation.terminal(), assessment.outcome(), "USD");
    invocation.terminal().out().print("Send these orders in mode " + settings.mode().text() + "? [y/N] ");
    invocation.terminal().out().flush();
    try {
      var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (IOException nobodyThere) {
      return false;
    }
  }

  private int run(Settings settings, Session session, DataDirectory directory) {
    var screen = new RunScreen(invocation.terminal());
    var watch = new RunWatch(screen);
    try (House house = House.open(new House.Blueprint(settings, invocation.clock(), directory, false), watch)) {
      GatewayClient.await(watch.ready());
      Instant cutOff = settings.engine().cutOff().cutOff(session);
      Trigger trigger = Trigger.manual(session, invocation.clock().instant(), cutOff);
      var unused = house.consider(trigger);
      RunWatch.End end = watch.end().join();
      return finish(end, screen, directory);
    } catch (java.util.concurrent.CompletionException failed) {
      throw failed.getCause() instanceof CommandFailure known ? known : failed;
    }
  }

  private int finish(RunWatch.End end, RunScreen screen, DataDirectory directory) {
    end.run().ifPresent(screen::summary);
    invocation.terminal().line("Report: " + directory.logs());
    return switch (end.decision().verdict()) {
      case Decision.Trade trade -> end.run().map(RebalanceCommand::outcome).orElse(ExitCode.DONE);
      case Decision.Rest rest -> ExitCode.DONE;
      // Its reasons were said by the alert.
      case Decision.Refuse refuse -> ExitCode.REFUSED;
      case Decision.Missed missed -> ExitCode.REFUSED;
    };
  }

  /** Whether every intended share was filled. */
  static int outcome(Run run) {
    boolean isFilled = run.orders().values().stream().allMatch(
        life -> life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.FILLED);
    return isFilled ? ExitCode.DONE : ExitCode.NOT_GOOD;
  }
}
