package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountLock;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.GuardRules;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.OneReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Stands between planner and executor: every decision with orders comes by, and its orders go on only when a look of
 * the guards' own finds nothing against them. What was examined once keeps its verdict, whatever is handed over again.
 *
 * <p>A scheduled run that the guards cannot look at, or that the owner has paused, is looked at again when it is handed
 * over again, until its cut-off; whoever asks by hand is answered at once.
 */
public final class Guards extends EventSourcedBehavior<Guards.Command, GuardEvent, GuardBook> {

  public sealed interface Command {}

  /**
   * Hand the decision's orders to the executor, which answers, or stop them. Repeating it does nothing more than the
   * first time.
   */
  public record Examine(
      Decision decision, ActorRef<OrderExecutor.Taken> taken, ActorRef<Stopped> stopped) implements Command {}

  /** The run's orders will not be sent. */
  public record Stopped(RunId run, List<String> reasons) {
    public Stopped {
      reasons = List.copyOf(reasons);
    }
  }

  private record BookCame(RunId run, OrderExecutor.Looked looked) implements Command {}

  private record Looked(RunId run, ExecutionBook book, PortfolioLook look, List<QuoteLook> quotes)
      implements
        Command {}

  private record Previewed(RunId run, BigDecimal netLiquidation, Previews.Outcome outcome) implements Command {}

  /** Who the guards are and whom they ask. */
  public record Surroundings(
      AccountId account, EngineSettings settings, EvenkeelClock clock, OwnersWord owner,
      ActorRef<PortfolioState.Command> portfolio, ActorRef<MarketData.Command> marketData,
      ActorRef<GatewaySupervisor.Command> gateway, Contracts contracts, ActorRef<OrderExecutor.Command> executor,
      ActorRef<EngineNews> news) {}

  /** What everybody who is asked answers well within, so that longer means a lost answer. */
  private static final Duration LOOK_MAX = Duration.ofMinutes(2);

  /** The first comparison after a start is well over by then; before, nobody needs to hear that it is awaited. */
  private static final Duration START_MAX = Duration.ofMinutes(1);

  private static final List<String> TOO_LATE = List.of("its cut-off passed while it was examined");

  /** An examination under way. */
  private record UnderWay(Examine request, Instant since) {
    RunId run() {
      return request.decision().run();
    }
  }

  public static Behavior<Command> create(Surroundings surroundings) {
    return Behaviors.setup(context -> new Guards(context, surroundings));
  }

  private final ActorContext<Command> context;
  private final Surroundings around;
  /** One at a time: of two that look at the same cash, the second has to see what the first will spend. */
  private Optional<UnderWay> underWay = Optional.empty();
  private final SequencedMap<RunId, Examine> waiting = new LinkedHashMap<>();
  private final Instant started;

  private Guards(ActorContext<Command> context, Surroundings around) {
    super(PersistenceId.of("guards", around.account().value()), Journal.onFailure());
    this.context = context;
    this.around = around;
    this.started = now();
  }

  @Override
  public GuardBook emptyState() {
    return GuardBook.EMPTY;
  }

  @Override
  public EventHandler<GuardBook, GuardEvent> eventHandler() {
    return GuardBook::apply;
  }

  @Override
  public SignalHandler<GuardBook> signalHandler() {
    return Journal.failures(newSignalHandlerBuilder(), context.getLog())
        // After a journal failure: what was under way is examined anew when it is handed over again.
        .onSignal(RecoveryCompleted.instance(), book -> {
          underWay = Optional.empty();
          waiting.clear();
        }).build();
  }

  @Override
  public CommandHandler<Command, GuardEvent, GuardBook> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand((book, command) -> switch (command) {
      case Examine examine -> examine(book, examine);
      case BookCame came -> current(came.run()).map(it -> bookCame(came, it.request()))
          .orElseGet(() -> Effect().none());
      case Looked looked -> current(looked.run()).map(it -> judge(book, looked, it.request()))
          .orElseGet(() -> Effect().none());
      case Previewed previewed -> current(previewed.run()).map(it -> previewed(previewed, it.request()))
          .orElseGet(() -> Effect().none());
    });
  }

  private Effect<GuardEvent, GuardBook> examine(GuardBook book, Examine examine) {
    RunId run = examine.decision().run();
    Optional<List<String>> verdict = book.verdict(run);
    if (verdict.isPresent()) {
      tell(examine, verdict.get());
      return Effect().none();
    }
    Optional<UnderWay> before = underWay.filter(
        it -> Duration.between(it.since(), now()).compareTo(around.clock().patience(LOOK_MAX)) <= 0);
    if (before.isPresent()) {
      if (!before.get().run().equals(run)) {
        waiting.put(run, examine);
      }
      return Effect().none();
    }
    Optional<String> word = around.owner().pause().map(OwnersWord.Pause::sentence).or(() -> unarmed(examine));
    if (word.isPresent()) {
      return notNow(examine, word.get());
    }
    underWay = Optional.of(new UnderWay(examine, now()));
    around.executor().tell(new OrderExecutor.Look(
        OneReply.to(context, (OrderExecutor.Looked looked) -> new BookCame(run, looked))));
    return Effect().none();
  }

  private Optional<UnderWay> current(RunId run) {
    return underWay.filter(it -> it.run().equals(run));
  }

  /** The examination is over, and the next one may begin. */
  private void end(RunId run) {
    waiting.remove(run);
    if (current(run).isPresent()) {
      underWay = Optional.empty();
    }
    if (underWay.isEmpty()) {
      Optional.ofNullable(waiting.pollFirstEntry()).ifPresent(next -> context.getSelf().tell(next.getValue()));
    }
  }

  private Optional<String> unarmed(Examine examine) {
    return examine.decision().mode() == TradingMode.LIVE
        ? Arming.refusal(around.owner().arming(), around.account(), now())
        : Optional.empty();
  }

  private Effect<GuardEvent, GuardBook> bookCame(BookCame came, Examine examine) {
    RunId run = came.run();
    ExecutionBook book = came.looked().book();
    if (book.runs().containsKey(run)) {
      // The executor has it, and the journal of the guards lost that it passed.
      return pass(examine, List.of(new GuardEvent.RunPassed(run, now())));
    }
    if (!came.looked().isCompared()) {
      // The broker may have its orders, of which the journal lost that they were sent: it cannot be called stopped yet.
      if (now().isBefore(started.plus(around.clock().patience(START_MAX)))) {
        end(run);
        return Effect().none();
      }
      return hold(examine, "the broker's books were not compared yet");
    }
    Optional<String> freeze = book.lock().freeze().map(AccountLock.Freeze::sentence);
    if (freeze.isPresent()) {
      return notNow(examine, freeze.get());
    }
    List<Symbol> symbols = examine.decision().orders().stream().map(order -> order.symbol()).distinct().toList();
    context.spawnAnonymous(Assessor.<Looked>create(
        symbols, around.portfolio(), around.marketData(), around.clock(),
        (look, quotes, now) -> new Looked(run, book, look, quotes), OneReply.to(context, looked -> looked)));
    return Effect().none();
  }

  private Effect<GuardEvent, GuardBook> judge(GuardBook book, Looked looked, Examine examine) {
    if (looked.look() instanceof PortfolioLook.NotSeen not) {
      return notNow(examine, "the account could not be looked at a second time: " + not.why());
    }
    Instant now = now();
    if (isTooLate(examine)) {
      return stop(examine, TOO_LATE);
    }
    var seen = (PortfolioLook.Seen) looked.look();
    var prices = new HashMap<Symbol, BigDecimal>();
    for (QuoteLook look : looked.quotes()) {
      if (look instanceof QuoteLook.Quoted quoted) {
        GuardRules.price(quoted.quote()).ifPresent(price -> prices.put(look.symbol(), price));
      }
    }
    Optional<GuardRules.Seen> last = book.last().filter(
        before -> around.owner().accountAcceptedAt().filter(accepted -> accepted.isAfter(before.at())).isEmpty());
    List<String> objections = GuardRules.objections(
        examine.decision(), new GuardRules.Sight(seen.portfolio(), prices, looked.book(), last, now),
        around.settings().guards());
    if (!objections.isEmpty()) {
      return stop(examine, objections);
    }
    BigDecimal worth = seen.portfolio().netLiquidation();
    if (!isPreviewed(examine.decision())) {
      return passSeen(examine, worth);
    }
    context.spawnAnonymous(Previews.create(
        around, Runs.legs(examine.decision(), around.settings()), OneReply.to(context,
            (Previews.Outcome outcome) -> new Previewed(looked.run(), worth, outcome))));
    return Effect().none();
  }

  /** Sells alone free money, and in dry-run nothing is sent. */
  private boolean isPreviewed(Decision decision) {
    return around.settings().guards().asksBroker() && decision.mode() != TradingMode.DRY_RUN
        && decision.orders().stream().anyMatch(order -> order.side() == Side.BUY);
  }

  private Effect<GuardEvent, GuardBook> previewed(Previewed previewed, Examine examine) {
    return switch (previewed.outcome()) {
      case Previews.Fits fits when isTooLate(examine) -> stop(examine, TOO_LATE);
      case Previews.Fits fits -> passSeen(examine, previewed.netLiquidation());
      case Previews.DoesNotFit not -> stop(examine, List.of(not.why()));
      case Previews.NotSaid not -> notNow(
          examine, "the broker did not say what the orders would do to the margin: " + not.why());
    };
  }

  private boolean isTooLate(Examine examine) {
    return now().isAfter(examine.decision().trigger().deadline());
  }

  private Effect<GuardEvent, GuardBook> passSeen(Examine examine, BigDecimal netLiquidation) {
    return pass(examine, List.of(
        new GuardEvent.AccountSeen(netLiquidation, now()), new GuardEvent.RunPassed(examine.decision().run(), now())));
  }

  /** What may be otherwise in a while is waited for where nobody waits for the answer. */
  private Effect<GuardEvent, GuardBook> notNow(Examine examine, String why) {
    Decision decision = examine.decision();
    boolean mayWait = decision.trigger().kind().isScheduled()
        && now().isBefore(decision.trigger().deadline());
    if (!mayWait) {
      return stop(examine, List.of(why));
    }
    return hold(examine, why);
  }

  private Effect<GuardEvent, GuardBook> hold(Examine examine, String why) {
    Decision decision = examine.decision();
    end(decision.run());
    around.news().tell(new EngineNews.Raised(new Alert(
        Alert.Severity.WARNING, "held-" + decision.run(), new EngineText.HeldBack(decision.run(), why), now())));
    return Effect().none();
  }

  private Effect<GuardEvent, GuardBook> pass(Examine examine, List<GuardEvent> events) {
    return Effect().persist(events).thenRun(book -> {
      tell(examine, List.of());
      end(examine.decision().run());
    });
  }

  private Effect<GuardEvent, GuardBook> stop(Examine examine, List<String> reasons) {
    RunId run = examine.decision().run();
    return Effect().persist(new GuardEvent.RunStopped(run, reasons, now())).thenRun(book -> {
      context.getLog().warn("Guards stopped run={} reasons={}", run, reasons);
      tell(examine, reasons);
      end(run);
    });
  }

  private void tell(Examine examine, List<String> reasons) {
    if (reasons.isEmpty()) {
      around.executor().tell(new OrderExecutor.Execute(examine.decision(), examine.taken()));
    } else {
      examine.stopped().tell(new Stopped(examine.decision().run(), reasons));
    }
  }

  private Instant now() {
    return around.clock().instant();
  }
}
