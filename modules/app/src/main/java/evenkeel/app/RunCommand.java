package evenkeel.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountLock;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Language;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderLife;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import evenkeel.engine.OwnersWord;
import evenkeel.engine.Triggers;
import evenkeel.gateway.LinkStatus;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import evenkeel.operations.GatewayLife;
import evenkeel.operations.OwnersFile;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private static final Duration BOOK_PATIENCE = Duration.ofSeconds(2);
  private static final Duration ALIVE_PATIENCE = Duration.ofSeconds(30);
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
    Optional<String> unarmed = LiveGate.checkStart(settings, invocation.clock().instant());
    DataDirectory directory = Directories.openAloud(settings, invocation.terminal());
    try (DirectoryLock lock = Directories.lock(directory);
        LogFiles log = LogFiles.open(directory, settings.logLevel(), invocation.clock())) {
      unarmed.ifPresent(why -> pause(settings, why));
      return run(settings, directory, log);
    }
  }

  /** The orders at the broker are followed; nothing new leaves until the owner says so. */
  private void pause(Settings settings, String why) {
    PauseCommand.write(settings, owner -> {
      if (owner.pause().isEmpty()) {
        owner.pause(why, invocation.clock().instant());
      }
    });
    invocation.terminal().complain(why + "; Evenkeel is paused and only follows the orders that stand at the broker;"
        + " once that is mended, evenkeel resume ends the pause");
  }

  private int run(Settings settings, DataDirectory directory, LogFiles log) {
    var over = new CompletableFuture<Integer>();
    var latest = new Latest(invocation.terminal(), settings.language(), log, over);
    var closed = new CountDownLatch(1);
    var audience = new Audience(latest);
    try (
        // Ctrl-C and SIGTERM end the engine in order; orders at the broker stay there.
        ShutdownHook hook = ShutdownHook.of("stopping", () -> {
          over.complete(ExitCode.INTERRUPTED);
          awaitQuietly(closed);
        });
        House house = House.open(new House.Blueprint(settings, invocation.clock(), directory, true), audience);
        ControlPoint control = ControlPoint.open(
            directory.root(), actions(settings, house, latest, over),
            Map.of(
                DeskAccess.PATH, new DeskPoint(house, audience, settings, invocation.clock()),
                TriggerPoint.PATH, new TriggerPoint(house, settings, invocation.clock())));
        SystemdWatchdog watchdog = SystemdWatchdog.ready(invocation.environment(), () -> answers(house))) {
      house.onCollapse(over::completeExceptionally);
      greet(settings, directory);
      int exitCode = Await.patiently(over);
      invocation.terminal().line("Stopping; " + farewell(book(house, latest).map(House::standing)) + ".");
      return exitCode;
    } finally {
      closed.countDown();
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
    terminal.line("Next: " + nextTrigger(settings, Optional.empty()));
    terminal.out().flush();
  }

  private String nextTrigger(Settings settings, Latest latest) {
    return latest.putOff.map(trigger -> named(settings, trigger) + ", put off from " + trigger.planned())
        .orElseGet(() -> nextTrigger(settings, latest.decision));
  }

  private String nextTrigger(Settings settings, Optional<Decision> newest) {
    Instant now = invocation.clock().instant();
    YearMonth month = YearMonth.from(now.atZone(NyseCalendar.ZONE));
    Trigger trigger = Triggers.monthEnd(month, settings.engine().monthEndAt(), settings.engine().cutOff());
    boolean isOver = trigger.deadline().isBefore(now)
        || newest.filter(decision -> decision.run().equals(trigger.run())).isPresent();
    Trigger next = isOver
        ? Triggers.monthEnd(month.plusMonths(1), settings.engine().monthEndAt(), settings.engine().cutOff())
        : trigger;
    return named(settings, next);
  }

  private String named(Settings settings, Trigger next) {
    TimeText times = invocation.times(settings);
    return next.kind().text() + " on " + times.full(next.dueAt()) + ", cut-off " + times.both(next.deadline());
  }

  private Map<String, ControlPoint.Action> actions(
      Settings settings, House house, Latest latest, CompletableFuture<Integer> over) {
    Supplier<ObjectNode> status = () -> status(settings, house, latest);
    return Map.of(
        "status", new ControlPoint.Action(status, () -> {}),
        "stop", new ControlPoint.Action(status, () -> over.complete(ExitCode.DONE)));
  }

  private ObjectNode status(Settings settings, House house, Latest latest) {
    Optional<ExecutionBook> book = book(house, latest);
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("pid", ProcessHandle.current().pid());
    status.put("mode", settings.mode().text());
    status.put("paused", new OwnersFile(new DataDirectory(settings.dataDirectory())).pause()
        .map(OwnersWord.Pause::sentence).orElse(""));
    status.put("frozen", book.flatMap(it -> it.lock().freeze()).map(AccountLock.Freeze::sentence).orElse(""));
    HousekeepingChecks.status(settings, invocation.clock().instant()).forEach(status::put);
    status.put("time", invocation.times(settings).full(invocation.clock().instant()));
    status.put("account", latest.account.map(RunScreen::shown).orElse("not known yet"));
    status.put("gateway", settings.gateway().host() + ":" + settings.gateway().port());
    status.put("link", latest.link.map(RunCommand::shown).orElse("connecting"));
    Optional<GatewayLife> life = life(house);
    life.ifPresent(known -> {
      status.put("gateway_restart", GatewayLifeText.restart(settings.gateway().restart(), known.learntRestarts()));
      status.put("gateway_log_in", known.logIn().map(
          forecast -> GatewayLifeText.logIn(forecast, invocation.times(settings))).orElse("not known yet"));
      status.put("clock", known.clockAhead().map(GatewayLifeText::clock).orElse("not compared yet"));
    });
    status.put("market_data", latest.marketData.orElseGet(
        () -> settings.gateway().marketData().type().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    status.put("next_trigger", nextTrigger(settings, latest));
    status.put("last_decision", latest.decision.map(RunScreen::shown).orElse(""));
    status.put("open_orders", book.map(it -> (long) House.standing(it).size()).orElse(null));
    status.put("last_alert", latest.alert.map(alert -> settings.language().say(alert.phrase())).orElse(""));
    return status;
  }

  private static Optional<GatewayLife> life(House house) {
    try {
      return Optional.of(Await.within(BOOK_PATIENCE, house.gatewayLife()));
    } catch (IllegalStateException late) {
      return Optional.empty();
    }
  }

  /** What is known of orders; empty where that cannot be told. */
  private static Optional<ExecutionBook> book(House house, Latest latest) {
    if (latest.account.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Await.within(BOOK_PATIENCE, house.book()));
    } catch (IllegalStateException late) {
      return Optional.empty();
    }
  }

  /** Whether the engine still does anything at all. */
  private static boolean answers(House house) {
    try {
      Await.within(ALIVE_PATIENCE, house.book());
      return true;
    } catch (IllegalStateException late) {
      return false;
    }
  }

  private static String farewell(Optional<List<OrderLife>> standing) {
    String orders = standing.stream().flatMap(List::stream).map(OrderLife::leg)
        .map(leg -> leg.side() + " " + Figures.shares(leg.quantity()) + " " + leg.symbol())
        .collect(Collectors.joining(", "));
    return atBroker(standing.map(known -> (long) known.size())) + (orders.isEmpty() ? "" : ": " + orders);
  }

  /** What becomes of the orders when the process ends. */
  static String atBroker(Optional<Long> open) {
    return open.map(count -> switch (count.intValue()) {
      case 0 -> "no order is at the broker";
      case 1 -> "1 order stays at the broker and is taken up again at the next start";
      default -> count + " orders stay at the broker and are taken up again at the next start";
    }).orElse("whether orders are at the broker is not known");
  }

  private static String shown(LinkStatus status) {
    return status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + status.problem().map(problem -> ": " + problem.sentence()).orElse("");
  }

  /** Tells the news, and keeps the newest of each kind for {@code status}. Written by one thread, read by others. */
  private static final class Latest implements House.Listener {
    private final Terminal terminal;
    private final RunScreen screen;
    private final LogFiles log;
    private final CompletableFuture<Integer> over;
    private final Map<RunId, Integer> summarized = new LinkedHashMap<>();
    private volatile Optional<AccountId> account = Optional.empty();
    private volatile Optional<LinkStatus> link = Optional.empty();
    private volatile Optional<Decision> decision = Optional.empty();
    private volatile Optional<Trigger> putOff = Optional.empty();
    private volatile Optional<String> marketData = Optional.empty();
    private volatile Optional<Alert> alert = Optional.empty();

    Latest(Terminal terminal, Language language, LogFiles log, CompletableFuture<Integer> over) {
      this.terminal = terminal;
      this.screen = new RunScreen(terminal, language);
      this.log = log;
      this.over = over;
    }

    @Override
    public void recall(ExecutionBook book) {
      screen.recall(book);
    }

    @Override
    public void hear(EngineNews news) {
      switch (news) {
        case EngineNews.LinkChanged changed -> {
          link = Optional.of(changed.status());
          screen.link(changed.status());
        }
        case EngineNews.AccountChosen chosen -> {
          // What goes wrong before is how the command ends; after, it is for the log of whatever started this.
          log.alsoWarnOnConsole();
          account = Optional.of(chosen.account());
          screen.account(chosen.account());
        }
        case EngineNews.Unusable not -> {
          // A log-in that fitted once may fit again.
          if (account.isEmpty()) {
            over.completeExceptionally(new CommandFailure(ExitCode.REFUSED, not.why()));
          }
        }
        case EngineNews.Decided made -> {
          decision = Optional.of(made.decision());
          putOff = putOff.filter(trigger -> !trigger.run().equals(made.decision().run()));
          screen.decided(made.decision());
        }
        case EngineNews.PricesReplaced replaced -> {
          marketData = Optional.of("delayed; " + replaced.why());
          screen.pricesReplaced(replaced.why());
        }
        case EngineNews.Recalled recalled -> {
          decision = Optional.of(recalled.newest());
          terminal.line("Decided before this start: " + RunScreen.shown(recalled.newest()));
        }
        case EngineNews.Compared compared -> {
          // What it led to is booked.
        }
        case EngineNews.Deferred deferred -> {
          putOff = Optional.of(deferred.trigger()).filter(trigger -> trigger.catchUp().isPresent()).or(() -> putOff);
          screen.deferred(deferred.reasons());
        }
        case EngineNews.Booked booked -> screen.booked(booked.event());
        case EngineNews.Raised raised -> {
          alert = Optional.of(raised.alert());
          screen.alert(raised.alert());
        }
        case EngineNews.ReportDue due -> due.run().ifPresent(this::summarize);
        case EngineNews.Reported reported -> terminal.line("Reported: run " + reported.run());
      }
    }

    /** Once for each state of a run: its report is asked for until it is written. */
    private void summarize(Run run) {
      Integer before = summarized.put(run.id(), run.revision());
      if (before == null || before != run.revision()) {
        terminal.line("");
        RunScreen.summary(terminal, run);
      }
    }
  }
}
