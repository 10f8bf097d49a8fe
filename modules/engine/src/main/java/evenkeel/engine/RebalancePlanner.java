package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Triggers in, one journalled decision per trigger out, with every input and every reason.
 *
 * <p>A scheduled trigger whose inputs are missing is deferred and may be raised again until its deadline; one by hand
 * is answered at once. A decision to trade is handed to the executor until that has taken it over.
 */
public final class RebalancePlanner extends EventSourcedBehavior<RebalancePlanner.Command, PlannerEvent, PlannerBook> {

  public sealed interface Command {}

  /** Look at the portfolio for this reason. Exactly one answer, {@link Decided} or {@link Deferred}. */
  public record Consider(Trigger trigger, ActorRef<Reply> replyTo) implements Command {}

  /** The executor's run has changed: have it reported. */
  public record ReportRun(Run run, ActorRef<EngineNews.ReportWritten> replyTo) implements Command {}

  /** Have the executor tell its state. */
  public record GetExecution(ActorRef<ExecutionBook> replyTo) implements Command {}

  /** Tell the state. */
  public record GetBook(ActorRef<PlannerBook> replyTo) implements Command {}

  private record BookCame(RunId run, ExecutionBook book) implements Command {}

  private record Assessed(RunId run, Assessment assessment) implements Command {}

  private record TakenOver(RunId run) implements Command {}

  private record ReportCame(EngineNews.ReportWritten written) implements Command {}

  private enum Tick implements Command { INSTANCE }

  private enum TimerKey { TICK }

  /** The answer to a trigger. */
  public sealed interface Reply {}

  public record Decided(Decision decision) implements Reply {}

  /** Not now, for these reasons; the trigger may be raised again. */
  public record Deferred(List<String> reasons) implements Reply {
    public Deferred {
      reasons = List.copyOf(reasons);
    }
  }

  private static final Duration REPEAT = Duration.ofSeconds(30);

  /** Who the planner is and whom it asks. */
  public record Surroundings(
      AccountId account, EngineSettings settings, EvenkeelClock clock, ActorRef<PortfolioState.Command> portfolio,
      ActorRef<MarketData.Command> marketData, ActorRef<EngineNews> news) {}

  /**
   * The planner of one account.
   *
   * @param executor makes the executor of this account, as a child that the planner hands its decisions to
   */
  public static Behavior<Command> create(Surroundings surroundings, ExecutorOf executor) {
    return Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new RebalancePlanner(context, timers, surroundings, executor)));
  }

  /** How the planner, which has to exist first, gets its executor. */
  public interface ExecutorOf {
    Behavior<OrderExecutor.Command> create(ActorRef<Command> planner);
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Surroundings around;
  private final ActorRef<OrderExecutor.Command> executor;
  private final Map<RunId, Trigger> underWay = new LinkedHashMap<>();
  private final Map<RunId, List<ActorRef<Reply>>> waiting = new LinkedHashMap<>();
  private final Set<RunId> deferred = new LinkedHashSet<>();

  private RebalancePlanner(
      ActorContext<Command> context, TimerScheduler<Command> timers, Surroundings around, ExecutorOf executor) {
    super(PersistenceId.of("planner", around.account().value()), Journal.onFailure());
    this.context = context;
    this.timers = timers;
    this.around = around;
    this.executor = context.spawn(executor.create(context.getSelf()), "executor");
  }

  @Override
  public PlannerBook emptyState() {
    return PlannerBook.EMPTY;
  }

  @Override
  public EventHandler<PlannerBook, PlannerEvent> eventHandler() {
    return PlannerBook::apply;
  }

  @Override
  public SignalHandler<PlannerBook> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), book -> {
      repeat(book);
      timers.startTimerWithFixedDelay(
          TimerKey.TICK, Tick.INSTANCE, around.clock().wall(around.clock().patience(REPEAT)));
    }).build();
  }

  @Override
  public CommandHandler<Command, PlannerEvent, PlannerBook> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand((book, command) -> switch (command) {
      case Consider consider -> consider(book, consider);
      case BookCame came -> bookCame(book, came);
      case Assessed assessed -> assessed(assessed);
      case TakenOver taken -> book.isHandedOver(taken.run())
          ? Effect().none()
          : Effect().persist(new PlannerEvent.DecisionHandedOver(taken.run(), now()));
      case ReportCame came -> Effect().persist(new PlannerEvent.DecisionReported(came.written().run(), now()))
          .thenRun(() -> around.news().tell(new EngineNews.Reported(came.written().run())));
      case ReportRun report -> {
        book.decision(report.run().id()).ifPresent(decision -> around.news().tell(
            new EngineNews.ReportDue(decision, Optional.of(report.run()), report.replyTo())));
        yield Effect().none();
      }
      case GetExecution get -> {
        executor.tell(new OrderExecutor.GetBook(get.replyTo()));
        yield Effect().none();
      }
      case GetBook get -> {
        get.replyTo().tell(book);
        yield Effect().none();
      }
      case Tick.INSTANCE -> {
        repeat(book);
        yield Effect().none();
      }
    });
  }

  private Effect<PlannerEvent, PlannerBook> consider(PlannerBook book, Consider consider) {
    Trigger trigger = consider.trigger();
    Optional<Decision> before = book.decision(trigger.run());
    if (before.isPresent()) {
      consider.replyTo().tell(new Decided(before.get()));
      return Effect().none();
    }
    waiting.computeIfAbsent(trigger.run(), run -> new ArrayList<>()).add(consider.replyTo());
    if (now().isAfter(trigger.deadline())) {
      return decide(decision(trigger, Optional.empty(), new Decision.Missed(
          "it was due while nobody could look, and its cut-off has passed")));
    }
    if (underWay.putIfAbsent(trigger.run(), trigger) == null) {
      ActorRef<Command> self = context.getSelf();
      executor.tell(new OrderExecutor.GetBook(context.spawnAnonymous(Behaviors.<ExecutionBook>receiveMessage(state -> {
        self.tell(new BookCame(trigger.run(), state));
        return Behaviors.stopped();
      }))));
    }
    return Effect().none();
  }

  /** A portfolio with orders on their way is not a portfolio to plan from. */
  private Effect<PlannerEvent, PlannerBook> bookCame(PlannerBook book, BookCame came) {
    Trigger trigger = underWay.get(came.run());
    if (trigger == null) {
      return Effect().none();
    }
    Optional<RunId> other = came.book().unsettled().map(Run::id).findFirst()
        .or(() -> book.notHandedOver().map(Decision::run).findFirst());
    if (other.isPresent()) {
      return refuse(trigger, Optional.empty(), new PlanOutcome.Refused(
          List.of("run " + other.get() + " is not settled yet"), Optional.empty()));
    }
    ActorRef<Command> self = context.getSelf();
    ActorRef<Assessment> replyTo = context.spawnAnonymous(Behaviors.<Assessment>receiveMessage(assessment -> {
      self.tell(new Assessed(trigger.run(), assessment));
      return Behaviors.stopped();
    }));
    context.spawnAnonymous(
        Assessor.create(around.settings(), around.portfolio(), around.marketData(), around.clock(), replyTo));
    return Effect().none();
  }

  private Effect<PlannerEvent, PlannerBook> assessed(Assessed assessed) {
    Trigger trigger = underWay.get(assessed.run());
    if (trigger == null) {
      return Effect().none();
    }
    Optional<Assessment> seen = Optional.of(assessed.assessment());
    return switch (assessed.assessment().outcome()) {
      case PlanOutcome.Plan plan ->
        decide(decision(trigger, seen, new Decision.Trade(plan, around.settings().planRules().cashReserve())));
      case PlanOutcome.OnTarget rest -> decide(decision(trigger, seen, new Decision.Rest(rest)));
      case PlanOutcome.Refused refused -> refuse(trigger, seen, refused);
    };
  }

  private Effect<PlannerEvent, PlannerBook> refuse(
      Trigger trigger, Optional<Assessment> seen, PlanOutcome.Refused refused) {
    boolean mayComeBack = switch (trigger.kind()) {
      case MONTH_END -> now().plus(around.settings().retryPause()).isBefore(trigger.deadline());
      case MANUAL -> false;
    };
    if (!mayComeBack) {
      return decide(decision(trigger, seen, new Decision.Refuse(refused)));
    }
    underWay.remove(trigger.run());
    if (deferred.add(trigger.run())) {
      alert(Alert.Severity.WARNING, "deferred-" + trigger.run(), "Run " + trigger.run() + " has to wait: "
          + String.join("; ", refused.reasons()) + "; it is tried again until the cut-off");
    }
    around.news().tell(new EngineNews.Deferred(trigger, refused.reasons()));
    answer(trigger.run(), new Deferred(refused.reasons()));
    return Effect().none();
  }

  private Effect<PlannerEvent, PlannerBook> decide(Decision decision) {
    underWay.remove(decision.run());
    deferred.remove(decision.run());
    return Effect().persist(new PlannerEvent.DecisionMade(decision)).thenRun(book -> {
      context.getLog().info("Decision made run={} verdict={} reasons={}", decision.run(),
          decision.verdict().getClass().getSimpleName(), decision.reasons());
      around.news().tell(new EngineNews.Decided(decision));
      answer(decision.run(), new Decided(decision));
      if (decision.verdict() instanceof Decision.Missed || decision.verdict() instanceof Decision.Refuse) {
        alert(Alert.Severity.CRITICAL, "not-traded-" + decision.run(), "Run " + decision.run()
            + " did not trade: " + String.join("; ", decision.reasons()));
      }
      repeat(book);
    });
  }

  /** Hands over and has reported what is not yet; both may be repeated without harm. */
  private void repeat(PlannerBook book) {
    book.notHandedOver().forEach(decision -> executor.tell(new OrderExecutor.Execute(
        decision, context.messageAdapter(OrderExecutor.Taken.class, taken -> new TakenOver(taken.run())))));
    book.notReported().forEach(decision -> around.news().tell(new EngineNews.ReportDue(
        decision, Optional.empty(), context.messageAdapter(EngineNews.ReportWritten.class, ReportCame::new))));
  }

  private Decision decision(Trigger trigger, Optional<Assessment> seen, Decision.Verdict verdict) {
    var looked = seen.map(Assessment::look)
        .flatMap(look -> look instanceof PortfolioLook.Seen it ? Optional.of(it.portfolio()) : Optional.empty());
    TradingMode mode = around.settings().mode();
    return new Decision(
        trigger, around.account(), mode, now(), looked, seen.map(Assessment::prices).orElse(List.of()), verdict);
  }

  private void answer(RunId run, Reply reply) {
    List<ActorRef<Reply>> askers = waiting.remove(run);
    if (askers != null) {
      askers.forEach(asker -> asker.tell(reply));
    }
  }

  private void alert(Alert.Severity severity, String key, String sentence) {
    around.news().tell(new EngineNews.Raised(new Alert(severity, key, sentence, now())));
  }

  private Instant now() {
    return around.clock().instant();
  }

}
