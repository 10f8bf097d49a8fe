package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountLock;
import evenkeel.domain.ContractId;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.ForeignCount;
import evenkeel.domain.ForeignOrder;
import evenkeel.domain.ForeignOrders;
import evenkeel.domain.GuardRules;
import evenkeel.domain.OrderChange;
import evenkeel.domain.OrderLife;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.RunStep;
import evenkeel.domain.Settlement;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.OneReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
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

  /** What is examined, one after the other. */
  sealed interface Request extends Command {
    /** By which it is known again when it comes once more. */
    Object key();
  }

  /**
   * Hand the decision's orders to the executor, which answers, or stop them. Repeating it does nothing more than the
   * first time.
   */
  public record Examine(
      Decision decision, ActorRef<OrderExecutor.Taken> taken, ActorRef<Stopped> stopped) implements Request {
    @Override
    public RunId key() {
      return decision.run();
    }
  }

  /**
   * Hand the owner's change of an order to the executor, which answers; or say why not. One that makes the order larger
   * or its price worse is examined as an order by hand is; no other change asks for more than there is already.
   */
  public record ExamineChange(OrderExecutor.Change change) implements Request {
    @Override
    public ActorRef<DeskReply> key() {
      return change.replyTo();
    }
  }

  /** What the account held at this time: believed, and then the reference of later looks, or said. */
  public record Observed(Portfolio portfolio, Instant at, ExecutionBook book) implements Command {}

  /** The run's orders will not be sent. */
  public record Stopped(RunId run, List<String> reasons) {
    public Stopped {
      reasons = List.copyOf(reasons);
    }
  }

  private record BookCame(long number, OrderExecutor.Looked looked) implements Command {}

  private record Looked(long number, ExecutionBook book, PortfolioLook look, List<QuoteLook> quotes)
      implements
        Command {}

  private record Previewed(long number, PortfolioLook.Seen seen, Previews.Outcome outcome) implements Command {}

  /** Who the guards are and whom they ask. */
  public record Surroundings(
      AccountId account, int clientId, EngineSettings settings, EvenkeelClock clock, OwnersWord owner,
      ActorRef<PortfolioState.Command> portfolio, ActorRef<MarketData.Command> marketData,
      ActorRef<GatewaySupervisor.Command> gateway, Contracts contracts, ActorRef<OrderExecutor.Command> executor,
      ActorRef<EngineNews> news) {}

  /** What everybody who is asked answers well within, so that longer means a lost answer. */
  private static final Duration LOOK_MAX = Duration.ofMinutes(2);

  /** The first comparison after a start is well over by then; before, nobody needs to hear that it is awaited. */
  private static final Duration START_MAX = Duration.ofMinutes(1);

  /** How long after its cut-off a run waits for the books that may have its orders. */
  private static final Duration UNCOMPARED_MAX = Duration.ofMinutes(15);

  private static final String PASSED_WHILE_HELD = "its cut-off passed while it was held back: ";
  private static final String TOO_LATE = "its cut-off passed while it was examined";

  /** An examination under way; its number tells its answers from those of an earlier one. */
  private record UnderWay(long number, Request request, Instant since) {}

  public static Behavior<Command> create(Surroundings surroundings) {
    return Behaviors.setup(context -> new Guards(context, surroundings));
  }

  private final ActorContext<Command> context;
  private final Surroundings around;
  /** One at a time: of two that look at the same cash, the second has to see what the first will spend. */
  private Optional<UnderWay> underWay = Optional.empty();
  private final SequencedMap<Object, Request> waiting = new LinkedHashMap<>();
  private final PreviewPace pace = new PreviewPace();
  /** What held a run back last, as the book has it and newer: what its end names where nothing else is known. */
  private final Map<RunId, String> held = new HashMap<>();
  /** Runs of which it was said that they are not traded before they could be called stopped. */
  private final Set<RunId> overSaid = new HashSet<>();
  private final Set<ContractId> changesSaid = new HashSet<>();
  private final Instant started;
  private long examinations;

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
    return Journal.failures(newSignalHandlerBuilder(), context.getLog(), around.news(), around.clock())
        // After a journal failure: what was under way is examined anew when it is handed over again.
        .onSignal(RecoveryCompleted.instance(), book -> {
          held.putAll(book.held());
          underWay.map(UnderWay::request).ifPresent(this::drop);
          underWay = Optional.empty();
          waiting.values().forEach(this::drop);
          waiting.clear();
        }).build();
  }

  @Override
  public CommandHandler<Command, GuardEvent, GuardBook> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand((book, command) -> switch (command) {
      case Examine examine -> {
        // A second step is examined by itself, and its verdict is what planner and executor make of it.
        Optional<GuardBook.Verdict> verdict = Optional.of(examine.decision())
            .filter(decision -> !decision.isSecondStep()).flatMap(decision -> book.verdict(decision.run()));
        if (verdict.isEmpty()) {
          yield begin(examine);
        }
        tell(examine, verdict.get());
        yield Effect().none();
      }
      case ExamineChange examine -> begin(examine);
      case BookCame came -> current(came.number()).map(request -> bookCame(came, request))
          .orElseGet(() -> Effect().none());
      case Looked looked -> current(looked.number()).map(request -> judge(book, looked, request))
          .orElseGet(() -> Effect().none());
      case Observed observed -> observe(book, observed);
      case Previewed previewed -> current(previewed.number()).map(request -> previewed(previewed, request))
          .orElseGet(() -> Effect().none());
    });
  }

  private Effect<GuardEvent, GuardBook> begin(Request request) {
    if (underWay.filter(it -> !isLost(it)).isPresent()) {
      if (!underWay.get().request().key().equals(request.key())) {
        waiting.put(request.key(), request);
      }
      return Effect().none();
    }
    underWay.map(UnderWay::request).filter(lost -> !lost.key().equals(request.key())).ifPresent(this::drop);
    underWay = Optional.empty();
    if (request instanceof Examine examine && isWaiting(request) && pace.mustWait(
        examine.decision().run(), examine.decision().orders().size(), now())) {
      end(request);
      return Effect().none();
    }
    Optional<String> word = around.owner().pause().map(OwnersWord.Pause::sentence).or(() -> unarmed(request));
    if (word.isPresent()) {
      return notNow(request, word.get());
    }
    long number = ++examinations;
    underWay = Optional.of(new UnderWay(number, request, now()));
    around.executor().tell(new OrderExecutor.Look(
        OneReply.to(context, (OrderExecutor.Looked looked) -> new BookCame(number, looked))));
    return Effect().none();
  }

  private boolean isLost(UnderWay examination) {
    return Duration.between(examination.since(), now()).compareTo(around.clock().patience(LOOK_MAX)) > 0;
  }

  /** A run is handed over again; whoever asked for a change has to do so himself. */
  private void drop(Request request) {
    if (request instanceof ExamineChange examine) {
      examine.change().replyTo().tell(new DeskReply.NotAsked("the guards could not look at it; try again"));
    }
  }

  private Optional<Request> current(long number) {
    return underWay.filter(it -> it.number() == number).map(UnderWay::request);
  }

  /** The examination is over, and the next one may begin. */
  private void end(Request request) {
    waiting.remove(request.key());
    if (underWay.filter(it -> it.request().key().equals(request.key())).isPresent()) {
      underWay = Optional.empty();
    }
    if (underWay.isEmpty()) {
      Optional.ofNullable(waiting.pollFirstEntry()).ifPresent(next -> context.getSelf().tell(next.getValue()));
    }
  }

  private Optional<String> unarmed(Request request) {
    TradingMode mode = switch (request) {
      case Examine examine -> examine.decision().mode();
      case ExamineChange change -> around.settings().mode();
    };
    return mode == TradingMode.LIVE
        ? Arming.refusal(around.owner().arming(), around.account(), now())
        : Optional.empty();
  }

  private Effect<GuardEvent, GuardBook> bookCame(BookCame came, Request request) {
    return switch (request) {
      case Examine examine -> bookCame(came, examine);
      case ExamineChange examine -> {
        Optional<OrderChange> more = more(came.looked().book(), examine);
        if (more.isEmpty()) {
          around.executor().tell(examine.change());
          end(examine);
          yield Effect().none();
        }
        yield look(came, List.of(more.get().order().leg().symbol()));
      }
    };
  }

  private Effect<GuardEvent, GuardBook> bookCame(BookCame came, Examine examine) {
    RunId run = examine.decision().run();
    ExecutionBook book = came.looked().book();
    if (examine.decision().isSecondStep()
        && Optional.ofNullable(book.runs().get(run)).flatMap(Run::next).isEmpty()) {
      // The executor has it, or has nothing that a second step could follow.
      tell(examine, GuardBook.Verdict.PASSED);
      end(examine);
      return Effect().none();
    }
    if (book.runs().containsKey(run) && !examine.decision().isSecondStep()) {
      // The executor has it, and the journal of the guards lost that it passed.
      return pass(examine, List.of(new GuardEvent.RunPassed(run, now())));
    }
    if (!came.looked().isCompared()) {
      // The broker may have its orders, of which the journal lost that they were sent: it cannot be called stopped yet.
      if (now().isBefore(started.plus(around.clock().patience(START_MAX)))) {
        end(examine);
        return Effect().none();
      }
      String why = came.looked().notCompared();
      // Long after the cut-off the owner has to hear that it is not traded; an order that is found later is adopted.
      Instant deadline = examine.decision().trigger().deadline();
      boolean isOver = !now().isBefore(deadline.plus(UNCOMPARED_MAX)) && started.isBefore(deadline);
      if (!now().isBefore(deadline) && overSaid.add(run)) {
        around.news().tell(new EngineNews.Raised(new Alert(Alert.Severity.CRITICAL, "not-traded-" + run,
            new EngineText.NotTraded(run, List.of(PASSED_WHILE_HELD + why)), now())));
      }
      return isOver
          ? stop(examine, List.of(PASSED_WHILE_HELD + why))
          : hold(examine, why, Alert.Severity.WARNING);
    }
    if (isRejected(examine.decision())) {
      return stop(examine, List.of(Approvals.REJECTED));
    }
    // Orders in contracts that alone are frozen were left out of the plan, or are given up by the executor.
    Optional<String> freeze = book.lock().freeze().filter(AccountLock.Freeze::isOfAccount)
        .map(AccountLock.Freeze::sentence);
    if (freeze.isPresent()) {
      return notNow(examine, freeze.get());
    }
    return look(came, examine.decision().orders().stream().map(order -> order.symbol()).toList());
  }

  /** The planner cannot tell after a restart whether silence had let the run go before the owner rejected it. */
  private boolean isRejected(Decision decision) {
    return around.settings().caution().approval().covers(decision)
        && around.owner().answer(decision.run()).filter(answer -> !answer.isApproved()).isPresent();
  }

  private Effect<GuardEvent, GuardBook> look(BookCame came, List<Symbol> ofOrders) {
    List<Symbol> symbols = Stream.concat(ofOrders.stream(), GuardRules.unpriced(came.looked().book())).distinct()
        .toList();
    ExecutionBook book = came.looked().book();
    context.spawnAnonymous(Assessor.<Looked>create(
        symbols, look -> Assessor.foreign(look, book), around.portfolio(), around.marketData(), around.clock(),
        (look, quotes, now) -> new Looked(came.number(), book, look, quotes),
        OneReply.to(context, looked -> looked)));
    return Effect().none();
  }

  /** The change as far as it asks for more than there is; empty also where the executor will refuse it by itself. */
  private Optional<OrderChange> more(ExecutionBook book, ExamineChange examine) {
    OrderExecutor.Change change = examine.change();
    return book.called(around.clientId(), change.orderId()).filter(OrderLife.Working.class::isInstance)
        .filter(life -> !life.leg().isConversion()).map(life -> OrderChange.of(life, change.quantity(), change.limit()))
        .filter(it -> it.isSensible() && it.isMore());
  }

  private Effect<GuardEvent, GuardBook> judge(GuardBook book, Looked looked, Request request) {
    if (looked.look() instanceof PortfolioLook.NotSeen not) {
      return notNow(request, "the account could not be looked at a second time: " + not.why());
    }
    if (isTooLate(request)) {
      return stop(request, tooLate(request));
    }
    Optional<QuoteLook.Changed> changed = looked.quotes().stream().filter(QuoteLook.Changed.class::isInstance)
        .map(QuoteLook.Changed.class::cast).findFirst();
    if (changed.isPresent()) {
      return changed(request, changed.get());
    }
    var seen = (PortfolioLook.Seen) looked.look();
    var prices = new HashMap<Symbol, BigDecimal>();
    for (QuoteLook look : looked.quotes()) {
      if (look instanceof QuoteLook.Quoted quoted) {
        GuardRules.price(quoted.quote(), now(), around.settings().priceRules().previousClose())
            .ifPresent(price -> prices.put(look.symbol(), price));
      }
    }
    List<ForeignOrder> foreign = seen.foreign(looked.book());
    var portfolio = Settlement.resolved(seen.portfolio(), around.settings().planRules());
    var sight = new GuardRules.Sight(portfolio, prices, looked.book(), believed(book), now(), foreign);
    Optional<String> jump = GuardRules.accountChange(sight, around.settings().guards());
    if (jump.isPresent() && request instanceof Examine examine && isWaiting(request)) {
      // The owner may confirm it in time, and then it is the same run that goes on.
      return hold(examine, jump.get(), Alert.Severity.CRITICAL);
    }
    Optional<ForeignOrder> awaited = awaited(request, foreign, seen.portfolio());
    if (awaited.isPresent() && request instanceof Examine examine) {
      return hold(examine, ForeignCount.waiting(awaited.get()), Alert.Severity.CRITICAL);
    }
    return switch (request) {
      case Examine examine -> go(
          examine, GuardRules.objections(examine.decision(), sight, around.settings().guards()),
          givenUp -> Runs.sent(examine.decision(), around.settings(), sight.now())
              .map(run -> RunStep.without(run, givenUp, around.settings().planRules().commissions())).orElse(List.of()),
          seen);
      case ExamineChange examine -> {
        OrderChange change = more(looked.book(), examine).orElseThrow();
        FirstRuns first = around.settings().caution().firstRuns();
        List<String> objections = GuardRules.objections(
            change, sight, around.settings().planRules(),
            Optional.of(first).filter(it -> it.applies(around.settings().mode(), looked.book())),
            around.settings().guards());
        // From here on it is about these very terms, whatever becomes of the order meanwhile.
        var examined = new ExamineChange(examine.change().examined(change));
        underWay = underWay.map(it -> new UnderWay(it.number(), examined, it.since()));
        yield go(
            examined, objections,
            givenUp -> change.added().filter(leg -> !givenUp.contains(leg.ref())).stream().toList(), seen);
      }
    };
  }

  /** The broker is asked where buys are to be sent; sells alone free money. */
  private Effect<GuardEvent, GuardBook> go(
      Request request, List<String> objections, Previews.Rest orders, PortfolioLook.Seen seen) {
    if (!objections.isEmpty()) {
      return stop(request, objections);
    }
    if (!around.settings().guards().asksBroker()
        || orders.without(Set.of()).stream().noneMatch(leg -> leg.side() == Side.BUY)) {
      return passSeen(request, seen, List.of());
    }
    long number = underWay.orElseThrow().number();
    pace.asked(orders.without(Set.of()).size(), now());
    context.spawnAnonymous(Previews.create(
        around, seen.portfolio(), orders,
        OneReply.to(context, (Previews.Outcome outcome) -> new Previewed(number, seen, outcome))));
    return Effect().none();
  }

  private Effect<GuardEvent, GuardBook> previewed(Previewed previewed, Request request) {
    return switch (previewed.outcome()) {
      case Previews.Fits fits when isTooLate(request) -> stop(request, tooLate(request));
      case Previews.Fits fits -> passSeen(request, previewed.seen(), fits.withheld());
      case Previews.ContractChanged it -> changed(request, it.changed());
      case Previews.DoesNotFit not -> stop(request, List.of(not.why()));
      case Previews.NothingSettled none when isTooLate(request) -> stop(request, tooLate(request));
      // The run makes them in a second step.
      case Previews.NothingSettled none when request instanceof Examine examine && !examine.decision().isSecondStep()
          && examine.decision().verdict() instanceof Decision.Trade ->
        passSeen(request, previewed.seen(), none.withheld());
      case Previews.NothingSettled none ->
        stop(request, none.withheld().stream().map(GuardEvent.Withheld::reason).toList());
      case Previews.NotSaid not -> {
        if (request instanceof Examine examine) {
          pace.failed(examine.decision().run(), now());
        }
        yield notNow(request, "the broker did not say what the orders would do to the margin: " + not.why());
      }
    };
  }

  /** The owner is told once, and a scheduled run waits for him. */
  private Effect<GuardEvent, GuardBook> changed(Request request, QuoteLook.Changed changed) {
    if (changesSaid.add(changed.now().id())) {
      around.news().tell(new EngineNews.Raised(new Alert(
          Alert.Severity.CRITICAL, "contract-changed-" + changed.symbol() + "-" + changed.now().id(),
          new EngineText.ContractChanged(
              changed.symbol(), changed.before(), changed.now().id(), changed.shares()),
          now())));
    }
    return notNow(request, changed.symbol() + ": " + changed.reason());
  }

  private List<String> tooLate(Request request) {
    String why = request instanceof Examine examine ? held.get(examine.decision().run()) : null;
    return List.of(why == null ? TOO_LATE : PASSED_WHILE_HELD + why);
  }

  /** Of a change the executor decides. */
  private boolean isTooLate(Request request) {
    return request instanceof Examine examine && now().isAfter(examine.decision().trigger().deadline());
  }

  private Effect<GuardEvent, GuardBook> passSeen(
      Request request, PortfolioLook.Seen look, List<GuardEvent.Withheld> withheld) {
    var seen = GuardEvent.AccountSeen.of(look.portfolio(), look.at());
    if (request instanceof Examine examine && examine.decision().isSecondStep()) {
      return Effect().persist(seen).thenRun(book -> {
        tell(examine, new GuardBook.Verdict(List.of(), withheld));
        end(examine);
      });
    }
    return pass(request, switch (request) {
      case Examine examine -> List.of(seen, withheld.isEmpty()
          ? new GuardEvent.RunPassed(examine.decision().run(), now())
          : new GuardEvent.RunPassedInPart(examine.decision().run(), withheld, now()));
      case ExamineChange examine -> List.of(seen);
    });
  }

  /** What may be otherwise in a while is waited for where nobody waits for the answer. */
  private Effect<GuardEvent, GuardBook> notNow(Request request, String why) {
    return request instanceof Examine examine && isWaiting(request)
        ? hold(examine, why, Alert.Severity.WARNING)
        : stop(request, List.of(why));
  }

  /** Whether nobody waits for the answer, and there is time left. */
  private boolean isWaiting(Request request) {
    return request instanceof Examine examine
        && (examine.decision().trigger().kind().isScheduled() || examine.decision().isSecondStep())
        && now().isBefore(examine.decision().trigger().deadline());
  }

  /** An order of others that came after the plan and that a scheduled run waits for. */
  private Optional<ForeignOrder> awaited(Request request, List<ForeignOrder> foreign, Portfolio portfolio) {
    boolean waits = around.settings().caution().foreignOrders() == ForeignOrders.WAIT && isWaiting(request);
    return waits
        ? foreign.stream().filter(order -> ForeignCount.isForAny(
            order, around.settings().targets().brokerWeights().keySet(), portfolio)).findFirst()
        : Optional.empty();
  }

  /** The last look that was believed; empty where the owner has confirmed the value since. */
  private Optional<GuardRules.Seen> believed(GuardBook book) {
    return book.last().filter(
        before -> around.owner().accountAcceptedAt().filter(accepted -> accepted.isAfter(before.at())).isEmpty());
  }

  /** What is not believed stays said until the owner confirms it or it is over; it never becomes the reference. */
  private Effect<GuardEvent, GuardBook> observe(GuardBook book, Observed observed) {
    if (book.last().filter(last -> !last.at().isBefore(observed.at())).isPresent()) {
      return Effect().none();
    }
    var sight = new GuardRules.Sight(observed.portfolio(), Map.of(), observed.book(), believed(book), observed.at());
    Optional<String> jump = GuardRules.accountChange(sight, around.settings().guards());
    if (jump.isPresent()) {
      around.news().tell(new EngineNews.Raised(new Alert(
          Alert.Severity.WARNING, "account-change", new EngineText.AccountChanged(jump.get()), now())));
      return Effect().none();
    }
    return Effect().persist(GuardEvent.AccountSeen.of(observed.portfolio(), observed.at()));
  }

  /** @param severity critical where nothing but the owner ends it */
  private Effect<GuardEvent, GuardBook> hold(Examine examine, String why, Alert.Severity severity) {
    RunId run = examine.decision().run();
    boolean isNew = !why.equals(held.put(run, why));
    end(examine);
    around.news().tell(new EngineNews.Raised(new Alert(
        severity, "held-" + run, new EngineText.HeldBack(run, why), now())));
    return isNew ? Effect().persist(new GuardEvent.RunHeld(run, why, now())) : Effect().none();
  }

  private Effect<GuardEvent, GuardBook> pass(Request request, List<GuardEvent> events) {
    return Effect().persist(events).thenRun(book -> {
      switch (request) {
        case Examine examine -> tell(examine, book.verdict(examine.decision().run()).orElseThrow());
        case ExamineChange examine -> around.executor().tell(examine.change());
      }
      end(request);
    });
  }

  private Effect<GuardEvent, GuardBook> stop(Request request, List<String> reasons) {
    return switch (request) {
      case Examine examine when examine.decision().isSecondStep() -> {
        context.getLog().warn("Guards stopped second step run={} reasons={}", examine.decision().run(), reasons);
        tell(examine, new GuardBook.Verdict(reasons, List.of()));
        end(examine);
        yield Effect().none();
      }
      case Examine examine -> {
        RunId run = examine.decision().run();
        yield Effect().persist(new GuardEvent.RunStopped(run, reasons, now())).thenRun(book -> {
          context.getLog().warn("Guards stopped run={} reasons={}", run, reasons);
          tell(examine, new GuardBook.Verdict(reasons, List.of()));
          end(examine);
        });
      }
      case ExamineChange examine -> {
        context.getLog().warn("Guards stopped change orderId={} reasons={}", examine.change().orderId(), reasons);
        examine.change().replyTo().tell(new DeskReply.NotAsked(String.join("; ", reasons)));
        end(examine);
        yield Effect().none();
      }
    };
  }

  private void tell(Examine examine, GuardBook.Verdict verdict) {
    if (verdict.reasons().isEmpty()) {
      around.executor().tell(new OrderExecutor.Execute(examine.decision(), verdict.withheld(), examine.taken()));
    } else {
      examine.stopped().tell(new Stopped(examine.decision().run(), verdict.reasons()));
    }
  }

  private Instant now() {
    return around.clock().instant();
  }
}
