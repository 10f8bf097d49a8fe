package evenkeel.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.engine.AccountRoom;
import evenkeel.engine.Assessment;
import evenkeel.engine.Assessor;
import evenkeel.engine.EngineSettings;
import evenkeel.engine.Identification;
import evenkeel.engine.HistoryLoader;
import evenkeel.engine.HistoryOrder;
import evenkeel.engine.HistoryOutcome;
import evenkeel.engine.MarketData;
import evenkeel.engine.PortfolioState;
import evenkeel.engine.QuoteLook;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewayNews;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.HistoryPacing;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.QuoteNews;
import evenkeel.gateway.Transport;
import evenkeel.gateway.Transports;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.LoggerFactory;

/**
 * One connection for a command that reads, asks and is done. It never sends an order and writes no journal.
 */
final class GatewayClient implements AutoCloseable {
  /** Beyond every patience of the actors that are asked: only a bug gets there. */
  static final Duration HANG = Duration.ofMinutes(2);
  private static final int STOP_SECONDS = 5;
  /** Nothing is serialized and nothing streamed here, and their machinery takes a fifth of the time of a plan. */
  private static final Config NO_EXTENSIONS = ConfigFactory.parseMap(Map.of("pekko.library-extensions", List.of()));

  /** Something for the guardian to do, which alone may start actors. */
  private interface Command {
    void run(ActorContext<Command> context, ActorRef<GatewaySupervisor.Command> gateway);
  }

  /** What became of the first attempt to connect. */
  private record First(LinkStatus status, Optional<ZoneId> zone) {}

  private final ActorSystem<Command> system;
  private final LinkStatus status;
  private final Optional<ZoneId> zone;
  private final EvenkeelClock clock;

  private GatewayClient(ActorSystem<Command> system, First first, EvenkeelClock clock) {
    this.system = system;
    this.status = first.status();
    this.zone = first.zone();
    this.clock = clock;
  }

  /**
   * Connects once.
   *
   * @throws CommandFailure with exit code 3 and one line when that fails
   */
  static GatewayClient connect(GatewaySettings settings, EvenkeelClock clock) {
    // Logging starts here and not from whichever thread logs first, for which SLF4J would print a warning.
    LoggerFactory.getILoggerFactory();
    var first = new CompletableFuture<First>();
    Transport transport = transport(settings);
    ActorSystem<Command> system = ActorSystem.create(
        guardian(settings, transport, clock, first), "evenkeel", NO_EXTENSIONS.withFallback(config()));
    try {
      First came = Await.within(HANG, first);
      if (came.status().state() != LinkState.READY) {
        throw unusable(came.status());
      }
      return new GatewayClient(system, came, clock);
    } catch (CommandFailure failed) {
      stop(system);
      throw failed;
    }
  }

  /**
   * What carries messages to the Gateway.
   *
   * @throws CommandFailure with exit code 2 when this build is without the one that is configured
   */
  static Transport transport(GatewaySettings settings) {
    return Transports.of(settings).orElseThrow(() -> new CommandFailure(
        ExitCode.USAGE, new ComplaintText.TransportMissing()));
  }

  /** The end of a command that needs a Gateway and has none. */
  static CommandFailure unusable(LinkStatus status) {
    return new CommandFailure(
        ExitCode.GATEWAY,
        status.problem().map(problem -> Phrase.of(problem.sentence())).orElseGet(ComplaintText.GatewayUnusable::new));
  }

  /** What every actor system of ours is set up with; persistence comes on top where there is a journal. */
  static Config config() {
    // Begun by several threads at once, logging would first say on standard error that it is being begun.
    LoggerFactory.getILoggerFactory();
    return ConfigFactory.parseString("""
        pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
        pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
        pekko.log-dead-letters = off
        pekko.log-dead-letters-during-shutdown = off
        pekko.actor.allow-java-serialization = off
        pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
        pekko.coordinated-shutdown.exit-jvm = off
        # A timer's grain; a faster clock makes short waits.
        pekko.scheduler.tick-duration = 5ms
        """).withFallback(ConfigFactory.load());
  }

  private static Behavior<Command> guardian(
      GatewaySettings settings, Transport transport, EvenkeelClock clock, CompletableFuture<First> first) {
    return Behaviors.setup(context -> {
      ActorRef<GatewaySupervisor.Command> gateway = context.spawn(
          GatewaySupervisor.create(settings, transport, clock, new SecureRandom(), 0), "gateway");
      // One actor for both, so that the zone, which is told first, is known when the link is ready.
      ActorRef<Object> link = context.spawn(awaiting(first, Optional.empty()), "link");
      gateway.tell(new GatewaySupervisor.WatchHealth(link.narrow()));
      gateway.tell(new GatewaySupervisor.Watch(link.narrow()));
      return Behaviors.receiveMessage(command -> {
        command.run(context, gateway);
        return Behaviors.same();
      });
    });
  }

  private static Behavior<Object> awaiting(CompletableFuture<First> first, Optional<ZoneId> zone) {
    return Behaviors.receive(Object.class)
        .onMessage(GatewayNews.ZoneTold.class, told -> awaiting(first, told.zone()))
        .onMessage(LinkStatus.class, status -> {
          if (status.state() == LinkState.READY || status.state() == LinkState.OFFLINE) {
            first.complete(new First(status, zone));
          }
          return Behaviors.same();
        })
        .onAnyMessage(other -> Behaviors.same())
        .build();
  }

  LinkStatus status() {
    return status;
  }

  /** The Gateway's own, as its greeting names it; empty where it names none that is known. */
  Optional<ZoneId> zone() {
    return zone;
  }

  /**
   * The account to look at.
   *
   * @throws CommandFailure with exit code 4 when it does not fit the configuration
   */
  AccountId account(EngineSettings settings) {
    return switch (AccountRoom.choose(settings, status.accounts())) {
      case AccountRoom.Chosen chosen -> chosen.account();
      case AccountRoom.NoChoice not -> throw new CommandFailure(ExitCode.REFUSED, Phrase.of(not.why()));
    };
  }

  /** Asks without waiting; several questions are so under way side by side. */
  <T> CompletableFuture<Answer<T>> ask(BrokerRequest<T> request) {
    var answer = new CompletableFuture<Answer<T>>();
    system.tell((context, gateway) -> gateway.tell(
        new GatewaySupervisor.Ask<>(request, context.spawnAnonymous(completing(answer)))));
    return answer;
  }

  /**
   * The value of an answer.
   *
   * @throws CommandFailure with exit code 3 and the reason when there is none
   */
  static <T> T given(CompletableFuture<Answer<T>> asked) {
    Answer<T> answer = answer(asked);
    if (answer instanceof Answer.Given<T> given) {
      return given.value();
    }
    throw new CommandFailure(ExitCode.GATEWAY, new ComplaintText.LookAndTryAgain(answer.problem()));
  }

  /** What became of a question, for commands that can do without its answer. */
  static <T> Answer<T> answer(CompletableFuture<Answer<T>> asked) {
    return Await.within(HANG, asked);
  }

  /** Portfolio and prices, and what the plan makes of them. */
  Assessment assess(Settings configured, AccountId account) {
    EngineSettings settings = configured.engine();
    Identification identification = ContractLookUp.identification(configured, clock);
    var answer = new CompletableFuture<Assessment>();
    system.tell((context, gateway) -> {
      var portfolio = context.spawnAnonymous(PortfolioState.create(account, gateway, clock));
      var marketData = context
          .spawnAnonymous(MarketData.create(
              settings, identification, gateway, clock, context.getSystem().ignoreRef()));
      var replyTo = context.spawnAnonymous(completing(answer));
      context.spawnAnonymous(Assessor.create(settings, portfolio, marketData, clock, replyTo));
    });
    return Await.within(HANG, answer);
  }

  /** Streams prices for as long as this client lives, on a thread of its own, each symbol until it is refused. */
  void stream(List<Instrument> instruments, Consumer<QuoteNews> listener) {
    system.tell((context, gateway) -> {
      ActorRef<QuoteNews> watcher = context.spawnAnonymous(Behaviors.receiveMessage(news -> {
        listener.accept(news);
        return Behaviors.same();
      }));
      instruments.forEach(instrument -> gateway.tell(new GatewaySupervisor.WatchQuote(instrument, watcher)));
    });
  }

  List<QuoteLook> quotes(Settings configured, List<Symbol> symbols) {
    EngineSettings settings = configured.engine();
    Identification identification = ContractLookUp.identification(configured, clock);
    var answer = new CompletableFuture<List<QuoteLook>>();
    system.tell((context, gateway) -> context
        .spawnAnonymous(MarketData.create(
            settings, identification, gateway, clock, context.getSystem().ignoreRef()))
        .tell(new MarketData.Ask(symbols, context.spawnAnonymous(completing(answer)))));
    return Await.within(HANG, answer);
  }

  /**
   * Bars, however long IBKR's pace makes it take.
   *
   * @param memory is given what counts for the pace before each request leaves
   * @param hearer hears how it goes, on a thread of the actors
   */
  List<HistoryOutcome> history(
      List<HistoryOrder> orders, HistoryPacing pacing, Consumer<List<HistoryPacing.Asked>> memory,
      Consumer<HistoryLoader.News> hearer) {
    var outcomes = new CompletableFuture<List<HistoryOutcome>>();
    system.tell((context, gateway) -> context.spawnAnonymous(reception(
        news -> HistoryLoader.create(orders, pacing, gateway, clock, memory, news), hearer, outcomes)));
    return Await.patiently(outcomes);
  }

  /**
   * Starts a loader, and hears both what it tells and that it is gone: to one actor these come in their order, whereas
   * a second one that watched could learn of the end before the first had read the last word.
   */
  static Behavior<HistoryLoader.News> reception(
      Function<ActorRef<HistoryLoader.News>, Behavior<Void>> loader, Consumer<HistoryLoader.News> hearer,
      CompletableFuture<List<HistoryOutcome>> outcomes) {
    return Behaviors.setup(context -> {
      context.watch(context.spawn(loader.apply(context.getSelf()), "loader"));
      return Behaviors.receive(HistoryLoader.News.class)
          .onAnyMessage(news -> {
            hearer.accept(news);
            if (news instanceof HistoryLoader.Finished finished) {
              outcomes.complete(finished.outcomes());
            }
            return Behaviors.same();
          })
          .onSignal(Terminated.class, gone -> Behaviors.stopped())
          .onSignal(PostStop.class, stopped -> {
            // After the last word this changes nothing; before it, it is a bug that must not hang the command.
            outcomes.completeExceptionally(new IllegalStateException("the download ended without a result"));
            return Behaviors.same();
          }).build();
    });
  }

  /** Hands one message over to whoever waits outside the actors. */
  static <T> Behavior<T> completing(CompletableFuture<T> future) {
    return Behaviors.receiveMessage(message -> {
      future.complete(message);
      return Behaviors.stopped();
    });
  }

  @Override
  public void close() {
    stop(system);
  }

  /** Waits, so that the client id is free again when the command is over. */
  private static void stop(ActorSystem<Command> system) {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException slow) {
      // The process ends anyway, and its threads are daemons.
    }
  }
}
