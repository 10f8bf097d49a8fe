package evenkeel.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.AccountId;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Language;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderLife;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import evenkeel.engine.Triggers;
import evenkeel.gateway.LinkStatus;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import evenkeel.operations.GatewayLife;
import evenkeel.operations.GatewayText;
import evenkeel.operations.OwnersFile;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
    Optional<Phrase> unarmed = LiveGate.checkStart(settings, invocation.clock().instant());
    HostNeeds.require();
    DataDirectory directory = Directories.openAloud(settings, invocation.terminal());
    try (DirectoryLock lock = Directories.lock(directory);
        LogFiles log = LogFiles.open(directory, settings.logLevel(), invocation.clock())) {
      unarmed.ifPresent(why -> pause(settings, why));
      return run(settings, directory, log);
    }
  }

  /** The orders at the broker are followed; nothing new leaves until the owner says so. */
  private void pause(Settings settings, Phrase why) {
    PauseCommand.write(settings, owner -> {
      if (owner.pause().isEmpty()) {
        owner.pause(Language.EN.say(why), invocation.clock().instant());
      }
    });
    invocation.terminal().complain(new ComplaintText.PausedMeanwhile(why));
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
      invocation.terminal().say(new StatusText.Stopping(farewell(book(house, latest).map(House::standing))));
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
    terminal.say(new StatusText.Runs(settings.mode().text(), directory.logs()));
    terminal.say(new StatusText.NextLine(nextTrigger(settings, Optional.empty(), invocation.times(settings))));
    terminal.out().flush();
  }

  private Phrase nextTrigger(Settings settings, Latest latest, TimeText times) {
    return latest.putOff.<Phrase>map(trigger -> new StatusText.PutOffFrom(named(trigger, times), trigger.planned()))
        .orElseGet(() -> nextTrigger(settings, latest.decision, times));
  }

  private Phrase nextTrigger(Settings settings, Optional<Decision> newest, TimeText times) {
    Instant now = invocation.clock().instant();
    YearMonth month = YearMonth.from(now.atZone(NyseCalendar.ZONE));
    Trigger trigger = Triggers.monthEnd(month, settings.engine().monthEndAt(), settings.engine().cutOff());
    boolean isOver = trigger.deadline().isBefore(now)
        || newest.filter(decision -> decision.run().equals(trigger.run())).isPresent();
    Trigger next = isOver
        ? Triggers.monthEnd(month.plusMonths(1), settings.engine().monthEndAt(), settings.engine().cutOff())
        : trigger;
    return named(next, times);
  }

  private static Phrase named(Trigger next, TimeText times) {
    return new StatusText.NextIs(next.kind().text(), times.full(next.dueAt()), times.both(next.deadline()));
  }

  private Map<String, ControlPoint.Action> actions(
      Settings settings, House house, Latest latest, CompletableFuture<Integer> over) {
    Function<Language, ObjectNode> status = language -> status(settings, house, latest, language);
    return Map.of(
        "status", new ControlPoint.Action(status, () -> {}),
        "stop", new ControlPoint.Action(status, () -> over.complete(ExitCode.DONE)));
  }

  private ObjectNode status(Settings settings, House house, Latest latest, Language language) {
    Optional<ExecutionBook> book = book(house, latest);
    var times = new TimeText(settings.localTimeZone(), language);
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("pid", ProcessHandle.current().pid());
    status.put("mode", settings.mode().text());
    var owner = new OwnersFile(new DataDirectory(settings.dataDirectory()));
    status.put("paused", owner.pause()
        .map(pause -> language.say(Phrase.of(pause.sentence()))).orElse(""));
    status.put("frozen", book.flatMap(it -> it.lock().freeze())
        .map(freeze -> language.say(Phrase.of(freeze.sentence()))).orElse(""));
    HousekeepingChecks.status(settings, invocation.clock().instant())
        .forEach((field, value) -> status.put(field, value.map(language::say).orElse("")));
    status.put("time", times.full(invocation.clock().instant()));
    status.put("account", latest.account.map(RunScreen::shown)
        .orElseGet(() -> language.say(new StatusText.NotKnownYet())));
    status.put("gateway", settings.gateway().host() + ":" + settings.gateway().port());
    status.put("link", language.say(latest.link.map(RunCommand::shown).orElseGet(StatusText.LinkConnecting::new)));
    Optional<GatewayLife> life = life(house);
    life.ifPresent(known -> {
      status.put("gateway_restart", language.say(
          GatewayLifeText.restart(settings.gateway().restart(), known.learntRestarts())));
      status.put("gateway_log_in", language.say(known.logIn().map(
          forecast -> GatewayLifeText.logIn(forecast, times)).orElseGet(StatusText.NotKnownYet::new)));
      status.put("machine_address", known.address().flatMap(
          note -> note.changeSinceLogIn(invocation.clock().instant())
              .map(change -> language.say(GatewayLifeText.address(note, change, times))))
          .orElse(""));
      status.put("gateway_version", language.say(GatewayText.version(known.support())));
      status.put("clock", language.say(
          known.clockAhead().map(GatewayLifeText::clock).orElseGet(StatusText.NotComparedYet::new)));
    });
    status.put("market_data", language.say(latest.marketData.orElseGet(
        () -> Phrase.of(SettingsBlock.word(settings.gateway().marketData().type())))));
    status.put("next_trigger", language.say(nextTrigger(settings, latest, times)));
    status.put("last_decision", latest.decision.map(decision -> language.say(RunScreen.shown(decision))).orElse(""));
    status.put("last_run",
        latest.decision.filter(decision -> !decision.orders().isEmpty() || !decision.waiting().isEmpty())
            .map(decision -> language.say(LastRun.of(
                decision, book, settings.engine().caution().approval(), owner, times)))
            .orElse(""));
    status.put("open_orders", book.map(it -> (long) House.standing(it).size()).orElse(null));
    status.put("last_alert", latest.alert.map(alert -> language.say(alert.phrase())).orElse(""));
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

  private static Phrase farewell(Optional<List<OrderLife>> standing) {
    String orders = standing.stream().flatMap(List::stream).map(OrderLife::leg)
        .map(leg -> leg.side() + " " + Figures.shares(leg.quantity()) + " " + leg.symbol())
        .collect(Collectors.joining(", "));
    Phrase atBroker = atBroker(standing.map(known -> (long) known.size()));
    return orders.isEmpty() ? atBroker : new StatusText.NamedAtBroker(atBroker, orders);
  }

  /** What becomes of the orders when the process ends. */
  static Phrase atBroker(Optional<Long> open) {
    return open.<Phrase>map(count -> switch (count.intValue()) {
      case 0 -> new StatusText.NoneAtBroker();
      case 1 -> new StatusText.OneAtBroker();
      default -> new StatusText.SomeAtBroker(count);
    }).orElseGet(StatusText.AtBrokerUnknown::new);
  }

  private static Phrase shown(LinkStatus status) {
    Phrase state = switch (status.state()) {
      case OFFLINE -> new StatusText.LinkOffline();
      case CONNECTING -> new StatusText.LinkConnecting();
      case HANDSHAKING -> new StatusText.LinkHandshaking();
      case SYNCHRONIZING -> new StatusText.LinkSynchronizing();
      case READY -> new StatusText.LinkReady();
      case HELD -> new StatusText.LinkHeld();
      case LINK_LOST -> new StatusText.LinkLost();
    };
    return status.problem().<Phrase>map(problem -> new StatusText.LinkProblem(state, problem.sentence())).orElse(state);
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
    private volatile Optional<Phrase> marketData = Optional.empty();
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
            over.completeExceptionally(new CommandFailure(ExitCode.REFUSED, Phrase.of(not.why())));
          }
        }
        case EngineNews.Decided made -> {
          decision = Optional.of(made.decision());
          putOff = putOff.filter(trigger -> !trigger.run().equals(made.decision().run()));
          screen.decided(made.decision());
        }
        case EngineNews.PricesReplaced replaced -> {
          marketData = Optional.of(new StatusText.DelayedFor(replaced.why()));
          screen.pricesReplaced(replaced.why());
        }
        case EngineNews.Recalled recalled -> {
          decision = Optional.of(recalled.newest());
          terminal.say(new StatusText.DecidedBefore(RunScreen.shown(recalled.newest())));
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
        case EngineNews.Reported reported -> terminal.say(new StatusText.ReportedRun(reported.run()));
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
