package evenkeel.operations;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.RunId;
import evenkeel.domain.Symbol;
import evenkeel.domain.Trigger;
import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import evenkeel.engine.EngineNews;
import evenkeel.engine.EngineSettings;
import evenkeel.engine.Identification;
import evenkeel.engine.MarketData;
import evenkeel.engine.QuoteLook;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.OneReply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Works back from the next scheduled run: a day, two hours and half an hour before it is due, everything that it relies
 * on is looked at, and what fails is told in one alert, while there is time to mend it. Where all is well nothing is
 * said, unless something was said before.
 */
public final class DeadlineWatch {

  public sealed interface Command {}

  private record News(EngineNews news) implements Command {}

  private record LifeCame(long look, GatewayLife life) implements Command {}

  private record ContractCame(long look, Symbol symbol, Answer<List<InstrumentDetails>> answer) implements Command {}

  private record OrdersCame(long look, Answer<List<BrokerOrder>> answer) implements Command {}

  private record QuotesCame(long look, List<QuoteLook> quotes) implements Command {}

  private enum Tick implements Command { INSTANCE }

  private enum TimerKey { TICK }

  /** Whom it asks and whom it tells. */
  public record Surroundings(
      EngineSettings settings, EvenkeelClock clock, ActorRef<GatewaySupervisor.Command> gateway,
      ActorRef<GatewayWatch.Command> life, Supplier<OptionalLong> freeBytes, ActorRef<EngineNews> news) {}

  /** How long before a run is looked. */
  private enum Stage {
    DAY(Duration.ofHours(24), Severity.WARNING), HOURS(Duration.ofHours(2),
        Severity.CRITICAL), MINUTES(Duration.ofMinutes(30), Severity.CRITICAL);

    private final Duration before;
    private final Severity severity;

    Stage(Duration before, Severity severity) {
      this.before = before;
      this.severity = severity;
    }
  }

  /** A look under way. */
  private static final class Look {
    private final long number;
    private final Trigger run;
    private final Stage stage;
    private final Instant since;
    private final boolean asks;
    private final boolean isOpen;
    private final Map<Symbol, Answer<List<InstrumentDetails>>> contracts = new LinkedHashMap<>();
    private Optional<ActorRef<MarketData.Command>> marketData = Optional.empty();
    private Optional<GatewayLife> life = Optional.empty();
    private Optional<List<QuoteLook>> quotes = Optional.empty();
    private Optional<Answer<List<BrokerOrder>>> orders = Optional.empty();

    Look(long number, Trigger run, Stage stage, Instant since, boolean asks, boolean isOpen) {
      this.number = number;
      this.run = run;
      this.stage = stage;
      this.since = since;
      this.asks = asks;
      this.isOpen = isOpen;
    }

    boolean isComplete(int symbols) {
      boolean isAnswered = contracts.size() == symbols && orders.isPresent() && (quotes.isPresent() || !isOpen);
      return life.isPresent() && (!asks || isAnswered);
    }
  }

  private static final Duration TICK = Duration.ofMinutes(1);
  /** Beyond every patience of those who are asked: only a bug gets there. */
  private static final Duration LOOK_MAX = Duration.ofMinutes(5);
  /** A process that has just started is given the time to connect before that is called a failure. */
  private static final Duration START_MAX = Duration.ofMinutes(5);

  public static Behavior<Command> create(Surroundings surroundings) {
    Behavior<Command> watch = Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new DeadlineWatch(context, surroundings).start(timers)));
    return Behaviors.supervise(watch).onFailure(SupervisorStrategy.restart());
  }

  /** The door through which the engine's news come. */
  public static Behavior<EngineNews> listener(ActorRef<Command> watch) {
    return Newsroom.door(watch, News::new);
  }

  private final ActorContext<Command> context;
  private final Surroundings around;
  private final List<Symbol> symbols;
  private Optional<LinkStatus> link = Optional.empty();
  private Optional<AccountId> account = Optional.empty();
  private Optional<Look> look = Optional.empty();
  private Optional<RunId> looked = Optional.empty();
  private Optional<Stage> lookedAt = Optional.empty();
  private final Instant started;
  private boolean wasUsable;
  private boolean isTold;
  private long looks;

  private DeadlineWatch(ActorContext<Command> context, Surroundings around) {
    this.context = context;
    this.around = around;
    this.started = around.clock().instant();
    this.symbols = List.copyOf(around.settings().targets().brokerWeights().keySet());
  }

  private Behavior<Command> start(TimerScheduler<Command> timers) {
    timers.startTimerWithFixedDelay(TimerKey.TICK, Tick.INSTANCE, around.clock().beat(TICK));
    return Behaviors.receiveMessage(command -> {
      switch (command) {
        case News(EngineNews.LinkChanged changed) -> {
          link = Optional.of(changed.status());
          wasUsable |= Readiness.isUsable(link);
        }
        case News(EngineNews.AccountChosen chosen) -> account = Optional.of(chosen.account());
        case News other -> {
          // Nothing that a run to come relies on.
        }
        case LifeCame came -> take(came.look(), it -> it.life = Optional.of(came.life()));
        case ContractCame came -> take(came.look(), it -> it.contracts.put(came.symbol(), came.answer()));
        case OrdersCame came -> take(came.look(), it -> it.orders = Optional.of(came.answer()));
        case QuotesCame came -> take(came.look(), it -> it.quotes = Optional.of(came.quotes()));
        case Tick.INSTANCE -> tick();
      }
      return Behaviors.same();
    });
  }

  private void tick() {
    Instant now = now();
    boolean isComingUp = !wasUsable && now.isBefore(started.plus(around.clock().patience(START_MAX)));
    boolean isBusy = isComingUp
        || look.filter(it -> now.isBefore(it.since.plus(around.clock().patience(LOOK_MAX)))).isPresent();
    Trigger next = around.settings().schedule().next(now);
    if (!looked.equals(Optional.of(next.run()))) {
      looked = Optional.of(next.run());
      lookedAt = Optional.empty();
      isTold = false;
    }
    if (!isBusy && now.isBefore(next.dueAt())) {
      stage(Duration.between(now, next.dueAt())).filter(stage -> !lookedAt.equals(Optional.of(stage)))
          .ifPresent(stage -> begin(next, stage, now));
    }
  }

  /** The innermost that has begun. */
  private static Optional<Stage> stage(Duration left) {
    Optional<Stage> begun = Optional.empty();
    for (Stage stage : Stage.values()) {
      begun = left.compareTo(stage.before) <= 0 ? Optional.of(stage) : begun;
    }
    return begun;
  }

  private void begin(Trigger next, Stage stage, Instant now) {
    lookedAt = Optional.of(stage);
    boolean asks = Readiness.isUsable(link);
    boolean isOpen = NyseCalendar.session(now.atZone(NyseCalendar.ZONE).toLocalDate()).filter(
        session -> now.isAfter(session.open().toInstant()) && now.isBefore(session.close().toInstant())).isPresent();
    var begun = new Look(++looks, next, stage, now, asks, isOpen);
    look = Optional.of(begun);
    around.life().tell(new GatewayWatch.Look(
        OneReply.to(context, (GatewayLife life) -> new LifeCame(begun.number, life))));
    if (!asks) {
      return;
    }
    for (Symbol symbol : symbols) {
      ask(new BrokerRequest.Details(identification().wanted(symbol)),
          answer -> new ContractCame(begun.number, symbol, answer));
    }
    ask(new BrokerRequest.OpenOrders(), answer -> new OrdersCame(begun.number, answer));
    if (isOpen) {
      ActorRef<MarketData.Command> marketData = context.spawnAnonymous(MarketData.create(
          around.settings(), identification(), around.gateway(), around.clock(), context.getSystem().ignoreRef()));
      begun.marketData = Optional.of(marketData);
      marketData.tell(new MarketData.Ask(symbols, OneReply.to(
          context, (List<QuoteLook> quotes) -> new QuotesCame(begun.number, quotes))));
    }
  }

  private Identification identification() {
    return Identification.unkept(around.settings().targets(), around.clock());
  }

  private <T> void ask(BrokerRequest<T> request, Function<Answer<T>, Command> wrap) {
    around.gateway().tell(new GatewaySupervisor.Ask<>(request, OneReply.to(context, wrap)));
  }

  private void take(long number, Consumer<Look> with) {
    look.filter(it -> it.number == number).ifPresent(it -> {
      with.accept(it);
      if (it.isComplete(symbols.size())) {
        look = Optional.empty();
        conclude(it);
      }
    });
  }

  private void conclude(Look done) {
    done.marketData.ifPresent(context::stop);
    Instant now = now();
    List<PriceChoice> prices = done.quotes.orElse(List.of()).stream()
        .map(quote -> quote.price(now, around.settings().priceRules())).toList();
    List<Phrase> problems = Readiness.problems(
        new Readiness.Facts(
            link, account, done.life.orElseThrow(), done.contracts, prices, done.orders, around.freeBytes().get()),
        done.run.dueAt());
    RunId run = done.run.run();
    String due = Readiness.text(done.run.dueAt());
    String key = "readiness-" + run + "-" + done.stage.before.toMinutes() + "m";
    context.getLog().info("Looked ahead run={} before={} problems={}", run, done.stage.before, problems.size());
    if (!problems.isEmpty()) {
      isTold = true;
      raise(new Alert(done.stage.severity, key, new GatewayText.NotReady(run, due, problems), now));
    } else if (isTold) {
      isTold = false;
      raise(new Alert(Severity.INFORMATION, key, new GatewayText.ReadyNow(run, due), now));
    }
  }

  private void raise(Alert alert) {
    around.news().tell(new EngineNews.Raised(alert));
  }

  private Instant now() {
    return around.clock().instant();
  }
}
