package evenkeel.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.EngineNews;
import evenkeel.engine.Triggers;
import evenkeel.gateway.LinkStatus;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the unattended process. */
@Command(
    name = "run", description = "Run unattended: keep the portfolio at its target weights.", sortOptions = false,
    footer = {
        "",
        "It reconnects for ever, decides on the last session of each month, and writes its log and",
        "reports to the data directory. evenkeel status shows what it does, evenkeel stop ends it.",
        "",
        "Example:",
        "  evenkeel run --mode dry-run",
    })
final class RunCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLOSING_SECONDS = 9;

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--mode", paramLabel = "MODE", description = "dry-run, paper or live; overrides the configuration.")
  private @Nullable TradingMode mode;

  RunCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings configured = invocation.settings(program.config());
    Settings settings = mode == null ? configured : invocation.checked(configured.inMode(mode));
    DataDirectory directory = Directories.open(settings);
    try (DirectoryLock lock = Directories.lock(directory);
        LogFiles log = LogFiles.open(directory, settings.logLevel(), invocation.clock())) {
      return run(settings, directory);
    }
  }

  private int run(Settings settings, DataDirectory directory) {
    var over = new CompletableFuture<Integer>();
    var latest = new Latest(new RunScreen(invocation.terminal()), why -> {
      invocation.terminal().complain(why);
      over.complete(ExitCode.REFUSED);
    });
    var closed = new CountDownLatch(1);
    // Ctrl-C and SIGTERM end the engine in order; orders at the broker stay there.
    var hook = new Thread(() -> {
      over.complete(ExitCode.INTERRUPTED);
      awaitQuietly(closed);
    }, "stopping");
    Runtime.getRuntime().addShutdownHook(hook);
    try (House house = House.open(new House.Blueprint(settings, invocation.clock(), directory, true), latest);
        ControlPoint control = ControlPoint.open(directory.root(), actions(settings, house, latest, over))) {
      greet(settings, directory);
      int exitCode = over.join();
      invocation.terminal().line("Stopping; " + house.openOrders() + " orders stay at the broker.");
      return exitCode;
    } finally {
      closed.countDown();
      if (!over.isDone() || over.join() != ExitCode.INTERRUPTED) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private static void awaitQuietly(CountDownLatch closed) {
    try {
      boolean unused = closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void greet(Settings settings, DataDirectory directory) {
    Terminal terminal = invocation.terminal();
    terminal.line("Evenkeel runs in mode " + settings.mode().text() + "; log and reports in " + directory.logs());
    terminal.line("Next: " + nextTrigger(settings));
    terminal.out().flush();
  }

  private String nextTrigger(Settings settings) {
    Instant now = invocation.clock().instant();
    YearMonth month = YearMonth.from(now.atZone(NyseCalendar.ZONE));
    Trigger trigger = Triggers.monthEnd(month, settings.engine().monthEndAt(), settings.engine().cutOff());
    if (trigger.deadline().isBefore(now)) {
      trigger = Triggers.monthEnd(month.plusMonths(1), settings.engine().monthEndAt(), settings.engine().cutOff());
    }
    TimeText times = invocation.times(settings);
    return trigger.kind().text() + " on " + times.full(trigger.dueAt()) + ", cut-off " + times.both(trigger.deadline());
  }

  private Map<String, Supplier<ObjectNode>> actions(
      Settings settings, House house, Latest latest, CompletableFuture<Integer> over) {
    var actions = new LinkedHashMap<String, Supplier<ObjectNode>>();
    actions.put("status", () -> status(settings, house, latest));
    actions.put("stop", () -> {
      ObjectNode answer = status(settings, house, latest);
      over.complete(ExitCode.DONE);
      return answer;
    });
    return actions;
  }

  private ObjectNode status(Settings settings, House house, Latest latest) {
    ObjectNode status = JSON.createObjectNode();
    status.put("pid", ProcessHandle.current().pid());
    status.put("mode", settings.mode().text());
    status.put("time", invocation.times(settings).full(invocation.clock().instant()));
    status.put("account", latest.account);
    status.put("gateway", settings.gateway().host() + ":" + settings.gateway().port());
    status.put("link", latest.link);
    status.put("next_trigger", nextTrigger(settings));
    status.put("last_decision", latest.decision);
    status.put("open_orders", house.openOrders());
    status.put("last_alert", latest.alert);
    return status;
  }

  /** The newest news of each kind, for {@code status}. Written by one thread, read by others. */
  private static final class Latest implements Consumer<EngineNews> {
    private final RunScreen screen;
    private final Consumer<String> unusable;
    private volatile String account = "not known yet";
    private volatile String link = "connecting";
    private volatile String decision = "";
    private volatile String alert = "";

    /** Keeps the newest; what makes the log-in unusable is handed on at once. */
    Latest(RunScreen screen, Consumer<String> unusable) {
      this.screen = screen;
      this.unusable = unusable;
    }

    @Override
    public void accept(EngineNews news) {
      switch (news) {
        case EngineNews.LinkChanged changed -> link = shown(changed.status());
        case EngineNews.AccountChosen chosen -> {
          account = chosen.account() + " (" + chosen.account().kind() + ")";
          screen.account(chosen.account());
        }
        case EngineNews.Unusable not -> unusable.accept(not.why());
        case EngineNews.Decided made -> {
          decision = made.decision().run() + ": " + made.decision().verdict().getClass().getSimpleName() + " "
              + String.join("; ", made.decision().reasons());
          screen.decided(made.decision());
        }
        case EngineNews.Deferred deferred -> screen.deferred(deferred.reasons());
        case EngineNews.Booked booked -> screen.booked(booked.event());
        case EngineNews.Raised raised -> alert = raised.alert().sentence();
        case EngineNews.ReportDue due -> due.run().ifPresent(screen::summary);
        case EngineNews.Reported reported -> {
          // Said by the summary.
        }
      }
    }

    private static String shown(LinkStatus status) {
      return status.state() + status.problem().map(problem -> ": " + problem.sentence()).orElse("");
    }
  }
}
