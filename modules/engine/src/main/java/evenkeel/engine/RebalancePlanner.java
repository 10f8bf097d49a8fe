package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountLock;
import evenkeel.domain.ContractId;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.FrozenContracts;
import evenkeel.domain.HandOrder;
import evenkeel.domain.NextStep;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.Settlement;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.gateway.OneReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** Place the owner's order, once its value and the cash are known. Exactly one answer, as to {@link Consider}. */
  public record Place(Trigger trigger, HandOrder order, ActorRef<Reply> replyTo) implements Command {}

  /** The executor's run has changed: have it reported. */
  public record ReportRun(Run run, ActorRef<EngineNews.ReportWritten> replyTo) implements Command {}

  /** Tell the state. */
  public record GetBook(ActorRef<PlannerBook> replyTo) implements Command {}

  private record BookCame(long look, OrderExecutor.Looked looked) implements Command {}

  private record Assessed(long look, Assessment assessment) implements Command {}

  private record Valued(long look, HandValue value) implements Command {}

  /** What there is to know before an order by hand is placed. */
  private record HandValue(PortfolioLook look, QuoteLook quote, PriceChoice price) {}

  private record LookOverdue(long look) implements Command {}

  private record TakenOver(RunId run) implements Command {}

  private record NotPassed(Guards.Stopped stopped) implements Command {}

  private record ReportCame(EngineNews.ReportWritten written) implements Command {}

  private enum Tick implements Command { INSTANCE }

  private enum TimerKey {
    TICK, LOOK
  }

  /** The answer to a trigger. */
  public sealed interface Reply {}

  public record Decided(Decision decision) implements Reply {}

  /**
   * Not now, for these reasons; the trigger may be raised again.
   *
   * @param until when that makes sense; empty after a pause
   */
  public record Deferred(RunId run, List<String> reasons, Optional<Instant> until) implements Reply {
    public Deferred(RunId run, List<String> reasons) {
      this(run, reasons, Optional.empty());
    }

    public Deferred {
      reasons = List.copyOf(reasons);
    }
  }

  private static final String NO_END = "the look at portfolio and prices did not end; the log shows why";
  private static final String LOST = "it was decided and carried out before, and the decision was lost";
  private static final Duration REPEAT = Duration.ofSeconds(30);
  /** What everybody who is asked answers well within, so that longer means a lost answer. */
  private static final Duration LOOK_MAX = Duration.ofMinutes(2);

  /** Who the planner is and whom it asks. */
  public record Surroundings(
      AccountId account, EngineSettings settings, EvenkeelClock clock, ActorRef<PortfolioState.Command> portfolio,
      ActorRef<MarketData.Command> marketData, ActorRef<OrderExecutor.Command> executor,
      ActorRef<Guards.Command> guards, ActorRef<EngineNews> news, OwnersWord owner) {}

  public static Behavior<Command> create(Surroundings surroundings) {
    return Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new RebalancePlanner(context, timers, surroundings)));
  }

  /** The one look that is under way; its number tells its answers from those of an earlier one. */
  private record Look(long number, Trigger trigger, Optional<HandOrder> order, boolean isSecondStep) {}

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Surroundings around;
  private final Approvals approvals;
  private final Map<RunId, List<ActorRef<Reply>>> waiting = new LinkedHashMap<>();
  private final Set<RunId> deferred = new LinkedHashSet<>();
  private final Set<RunId> notTradedSaid = new LinkedHashSet<>();
  /** Runs of which it was said that they wait for orders of others. */
  private final Set<RunId> awaiting = new LinkedHashSet<>();
  /** Why a run had to wait last: what its end names where nothing else is known. */
  private final Map<RunId, List<String>> lastReasons = new LinkedHashMap<>();
  /** What the guards, and the executor behind them, may have: it is not called back. */
  private final Set<RunId> passedOn = new LinkedHashSet<>();
  /** Before these times the second steps of these runs are not looked at again. */
  private final Map<RunId, Instant> stepRetries = new HashMap<>();
  private final Set<ContractId> changesSaid = new LinkedHashSet<>();
  private long looks;
  private Optional<Look> underWay = Optional.empty();
  /** As it was when the look that is under way began. */
  private ExecutionBook executed = ExecutionBook.EMPTY;

  private RebalancePlanner(ActorContext<Command> context, TimerScheduler<Command> timers, Surroundings around) {
    super(PersistenceId.of("planner", around.account().value()), Journal.onFailure());
    this.context = context;
    this.timers = timers;
    this.around = around;
    this.approvals = new Approvals(around.settings().caution().approval(), around.owner());
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
    return Journal.failures(newSignalHandlerBuilder(), context.getLog(), around.news(), around.clock())
        .onSignal(RecoveryCompleted.instance(), book -> {
          // After a journal failure: whoever waits asks again, and is answered from what is on disk.
          underWay = Optional.empty();
          List.copyOf(waiting.keySet()).forEach(
              run -> answer(run, new Deferred(run, List.of("the planner had to start again"))));
          book.newest().ifPresent(newest -> around.news().tell(new EngineNews.Recalled(newest)));
          // A decision that was written may not have been said: the process ended, or the disk only seemed to fail.
          book.notReported().forEach(this::sayIfNotTraded);
          book.putOff().values().forEach(this::sayPutOff);
          book.notHandedOver().forEach(decision -> askIfWaiting(book, decision));
          // Another life may have passed it on.
          book.notHandedOver().filter(decision -> !approvals.isWaiting(book, decision))
              .forEach(decision -> passedOn.add(decision.run()));
          repeat(book);
          timers.startTimerWithFixedDelay(
              TimerKey.TICK, Tick.INSTANCE, around.clock().wall(around.clock().patience(REPEAT)));
        }).build();
  }

  @Override
  public CommandHandler<Command, PlannerEvent, PlannerBook> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand((book, command) -> switch (command) {
      case Consider consider -> consider(book, consider);
      case BookCame came -> current(came.look()).map(look -> bookCame(book, came.looked(), look))
          .orElseGet(() -> Effect().none());
      case Place place -> place(book, place);
      case Valued came -> current(came.look()).map(look -> valued(came.value(), look))
          .orElseGet(() -> Effect().none());
      case Assessed came -> current(came.look()).map(look -> look.isSecondStep()
          ? stepAssessed(book, came.assessment(), look.trigger())
          : assessed(came.assessment(), look.trigger()))
          .orElseGet(() -> Effect().none());
      case LookOverdue overdue -> current(overdue.look()).map(look -> look.isSecondStep()
          ? stepWaits(book, look.trigger(), NO_END)
          : refuse(look.trigger(), Optional.empty(), NO_END))
          .orElseGet(() -> Effect().none());
      case TakenOver taken -> book.isHandedOver(taken.run())
          ? Effect().none()
          : Effect().persist(new PlannerEvent.DecisionHandedOver(taken.run(), now()))
              .thenRun(after -> Optional.ofNullable(after.steps().get(taken.run())).ifPresent(this::sayStepAhead));
      case NotPassed not -> stopped(book, not.stopped());
      case ReportCame came -> reported(book, came.written().run());
      case ReportRun report -> {
        RunId run = report.run().id();
        if (book.decision(run).isEmpty()) {
          yield lost(book, report);
        }
        // Orders were found that the decision knows nothing of: a report of the decision alone must not follow theirs.
        var events = new ArrayList<PlannerEvent>();
        if (book.notReported().anyMatch(decision -> decision.run().equals(run))) {
          events.add(new PlannerEvent.DecisionReported(run, now()));
        }
        List<PlannedOrder> deferred = book.toDefer(report.run());
        if (!deferred.isEmpty()) {
          events.add(new PlannerEvent.PurchasesDeferred(run, deferred, now()));
        }
        if (report.run().isSettled() && book.steps().containsKey(run)) {
          events.add(new PlannerEvent.StepOver(run, now()));
        }
        var written = events.isEmpty() ? Effect().none() : Effect().persist(events);
        yield written.thenRun(after -> {
          if (!deferred.isEmpty()) {
            sayStepAhead(after.steps().get(run));
          }
          report(after, report);
        });
      }
      case GetBook get -> {
        get.replyTo().tell(book);
        yield Effect().none();
      }
      case Tick.INSTANCE -> {
        repeat(book);
        lookAtStep(book);
        yield approvals.end(book, passedOn, now()).map(this::endWait).orElseGet(() -> Effect().none());
      }
    });
  }

  private Effect<PlannerEvent, PlannerBook> consider(PlannerBook book, Consider consider) {
    RunId run = consider.trigger().run();
    Optional<Decision> before = book.decision(run);
    if (before.filter(it -> consider.trigger().isAnotherByHand(it.trigger())).isPresent()) {
      return consider(book, new Consider(consider.trigger().inTheNextSecond(), consider.replyTo()));
    }
    if (before.isPresent()) {
      consider.replyTo().tell(new Decided(before.get()));
      return Effect().none();
    }
    Optional<PlannerEvent.DecisionPutOff> putOff = Optional.ofNullable(book.putOff().get(run));
    Trigger trigger = putOff.map(PlannerEvent.DecisionPutOff::trigger).orElse(consider.trigger());
    if (putOff.isPresent() && now().isBefore(trigger.dueAt())) {
      consider.replyTo().tell(new Deferred(run, List.of(putOff.get().reason()), Optional.of(trigger.dueAt())));
      return Effect().none();
    }
    waiting.computeIfAbsent(run, it -> new ArrayList<>()).add(consider.replyTo());
    return look(trigger, Optional.empty());
  }

  private Effect<PlannerEvent, PlannerBook> place(PlannerBook book, Place place) {
    Trigger trigger = place.trigger();
    Optional<Decision> before = book.decision(trigger.run());
    if (before.isPresent()) {
      boolean isSame = before.get().verdict() instanceof Decision.Place it && it.wish().equals(place.order());
      place.replyTo().tell(isSame
          ? new Decided(before.get())
          : new Deferred(trigger.run(), List.of("another order has the same moment; try again")));
      return Effect().none();
    }
    waiting.computeIfAbsent(trigger.run(), run -> new ArrayList<>()).add(place.replyTo());
    return look(trigger, Optional.of(place.order()));
  }

  private Effect<PlannerEvent, PlannerBook> look(Trigger trigger, Optional<HandOrder> order) {
    if (underWay.isEmpty()) {
      begin(new Look(++looks, trigger, order, false));
      return Effect().none();
    }
    // Two decisions from one look at the portfolio would trade it twice.
    RunId other = underWay.get().trigger().run();
    if (other.equals(trigger.run())) {
      return Effect().none();
    }
    String reason = "run " + other + " is being decided";
    return trigger.kind().isScheduled()
        ? defer(trigger, List.of(reason))
        : refuse(trigger, Optional.empty(), reason);
  }

  private void begin(Look look) {
    underWay = Optional.of(look);
    var overdue = new LookOverdue(look.number());
    timers.startSingleTimer(TimerKey.LOOK, overdue, around.clock().wall(around.clock().patience(LOOK_MAX)));
    around.executor().tell(new OrderExecutor.Look(
        OneReply.to(context, (OrderExecutor.Looked looked) -> new BookCame(look.number(), looked))));
  }

  private Optional<Look> current(long number) {
    return underWay.filter(look -> look.number() == number);
  }

  /** A portfolio with orders on their way is not a portfolio to plan from. */
  private Effect<PlannerEvent, PlannerBook> bookCame(PlannerBook book, OrderExecutor.Looked looked, Look look) {
    Trigger trigger = look.trigger();
    ExecutionBook execution = looked.book();
    executed = execution;
    if (look.isSecondStep()) {
      return stepBookCame(book, looked, look);
    }
    if (execution.runs().containsKey(trigger.run())) {
      return decide(lost(trigger));
    }
    if (isTooLate(trigger) && !looked.isCompared() && trigger.kind().isScheduled()) {
      // Its orders may stand there, and the journal may have lost that.
      if (deferred.contains(trigger.run())) {
        sayNotTraded(trigger.run(), List.of("its cut-off passed while it was held back: " + looked.notCompared()));
      }
      return defer(trigger, List.of(looked.notCompared()));
    }
    if (isTooLate(trigger)) {
      return missed(decision(trigger, Optional.empty(), new Decision.Missed(tooLate(
          trigger, "it was due while nobody could look, and its cut-off has passed"))));
    }
    // A plan leaves out what alone is frozen; an order by hand is for one symbol.
    Optional<String> freeze = execution.lock().freeze().filter(it -> it.isOfAccount()
        || look.order().filter(order -> it.isOf(Optional.empty(), order.symbol())).isPresent())
        .map(AccountLock.Freeze::sentence);
    if (freeze.isPresent()) {
      return refuse(trigger, Optional.empty(), freeze.get());
    }
    if (look.order().isPresent()) {
      value(look.number(), look.order().get());
      return Effect().none();
    }
    Optional<String> obstacle = PlanObstacles.of(book, execution, now());
    if (obstacle.isPresent()) {
      return refuse(trigger, Optional.empty(), obstacle.get());
    }
    assess(look);
    return Effect().none();
  }

  private void assess(Look look) {
    ActorRef<Assessment> replyTo = OneReply.to(
        context, (Assessment assessment) -> new Assessed(look.number(), assessment));
    context.spawnAnonymous(
        Assessor.create(
            around.settings().forLook(look.trigger().kind()), executed, around.portfolio(), around.marketData(),
            around.clock(), replyTo));
  }

  private Trigger trigger(PlannerBook.Step step) {
    EngineSettings settings = around.settings();
    return step.putOff().orElseGet(
        () -> Settlement.next(step.first().trigger(), settings.monthEndAt(), settings.cutOff()));
  }

  /** The oldest second step that is due and not decided. */
  private void lookAtStep(PlannerBook book) {
    if (underWay.isEmpty()) {
      book.steps().values().stream().filter(step -> step.decided().isEmpty()).map(this::trigger)
          .filter(trigger -> !now().isBefore(trigger.dueAt())
              && !now().isBefore(stepRetries.getOrDefault(trigger.run(), Instant.MIN)))
          .findFirst().ifPresent(trigger -> begin(new Look(++looks, trigger, Optional.empty(), true)));
    }
  }

  /** The first step has to be over, and what is known of the account believed. */
  private Effect<PlannerEvent, PlannerBook> stepBookCame(
      PlannerBook book, OrderExecutor.Looked looked, Look look) {
    Trigger trigger = look.trigger();
    Optional<Run> run = Optional.ofNullable(looked.book().runs().get(trigger.run()));
    if (!looked.isCompared()) {
      return stepWaits(book, trigger, looked.notCompared());
    }
    if (run.isEmpty() || run.get().isSettled() || run.get().next().isEmpty()) {
      // The executor knows more than this journal, or nothing that a second step could follow.
      endLook(trigger.run());
      return Effect().persist(new PlannerEvent.StepOver(trigger.run(), now()));
    }
    List<PlannedOrder> waitingFor = Optional.ofNullable(book.steps().get(trigger.run()))
        .map(step -> step.first().waiting()).orElse(List.of());
    Optional<String> freeze = looked.book().lock().freeze().filter(it -> it.isOfAccount()
        || waitingFor.stream().anyMatch(order -> it.isOf(order.contract(), order.symbol())))
        .map(AccountLock.Freeze::sentence);
    if (freeze.isPresent()) {
      return stepWaits(book, trigger, freeze.get());
    }
    if (isTooLate(trigger)) {
      return stepWaits(book, trigger, "its cut-off passed before it was decided");
    }
    if (!run.get().isAtRest()) {
      return stepWaits(book, trigger, "the orders of the first step are not over");
    }
    assess(look);
    return Effect().none();
  }

  private Effect<PlannerEvent, PlannerBook> stepAssessed(PlannerBook book, Assessment assessment, Trigger trigger) {
    PlannerBook.Step step = book.steps().get(trigger.run());
    if (step == null) {
      endLook(trigger.run());
      return Effect().none();
    }
    if (isTooLate(trigger)) {
      return stepWaits(book, trigger, "its cut-off passed while the portfolio was looked at");
    }
    if (!(assessment.look() instanceof PortfolioLook.Seen seen)) {
      return stepWaits(book, trigger, ((PortfolioLook.NotSeen) assessment.look()).why());
    }
    return switch (Settlement.second(
        plan(step), assessment.outcome(), step.portfolio(seen.portfolio()), around.settings().planRules(),
        step.putOff().isPresent() && isLastLook(trigger))) {
      case Settlement.NotYet not -> stepWaits(book, trigger, not.reasons());
      case Settlement.Decided decided -> stepDecided(trigger, Optional.of(assessment), decided);
    };
  }

  private static PlanOutcome.Plan plan(PlannerBook.Step step) {
    return ((Decision.Trade) step.first().verdict()).plan();
  }

  private boolean isLastLook(Trigger trigger) {
    return !now().plus(around.settings().retryPause()).isBefore(trigger.deadline());
  }

  private Effect<PlannerEvent, PlannerBook> stepWaits(PlannerBook book, Trigger trigger, String reason) {
    return stepWaits(book, trigger, List.of(reason));
  }

  /** Tried again until the cut-off; then once more on the next session; then given up. */
  private Effect<PlannerEvent, PlannerBook> stepWaits(PlannerBook book, Trigger trigger, List<String> reasons) {
    RunId run = trigger.run();
    endLook(run);
    PlannerBook.Step step = book.steps().get(run);
    if (step == null) {
      return Effect().none();
    }
    if (!isLastLook(trigger)) {
      stepRetries.put(run, now().plus(around.settings().retryPause()));
      if (deferred.add(run)) {
        alert(Alert.Severity.WARNING, "step-waits-" + run, new EngineText.StepWaits(run, reasons));
      }
      return Effect().none();
    }
    stepRetries.remove(run);
    deferred.remove(run);
    if (step.putOff().isPresent()) {
      return stepDecided(trigger, Optional.empty(), Settlement.leftOut(plan(step), reasons));
    }
    Trigger later = Settlement.next(trigger, around.settings().monthEndAt(), around.settings().cutOff());
    var putOff = new PlannerEvent.StepPutOff(later, String.join("; ", reasons), now());
    return Effect().persist(putOff).thenRun(after -> {
      alert(Alert.Severity.WARNING, "step-" + run + "-" + later.deadline(), new EngineText.StepPutOff(
          run, putOff.reason(), later.session(), newYorkTime(later.dueAt()), newYorkTime(later.deadline())));
      repeat(after);
    });
  }

  private Effect<PlannerEvent, PlannerBook> stepDecided(
      Trigger trigger, Optional<Assessment> seen, Settlement.Decided step) {
    endLook(trigger.run());
    deferred.remove(trigger.run());
    Decision decision = decision(trigger, seen, new Decision.Trade(
        step.plan(), around.settings().planRules().cashReserve(),
        Optional.of(new Decision.SecondStep(step.leftOut()))));
    return Effect().persist(new PlannerEvent.StepDecided(decision, now())).thenRun(book -> {
      context.getLog().info("Second step decided run={} orders={} leftOut={}", decision.run(),
          decision.orders().size(), step.leftOut());
      repeat(book);
    });
  }

  private void sayStepAhead(PlannerBook.Step step) {
    Trigger trigger = trigger(step);
    alert(Alert.Severity.INFORMATION, "step-" + trigger.run() + "-" + trigger.deadline(), new EngineText.StepAhead(
        trigger.run(), step.first().waiting().stream().map(Approvals::shown).toList(), trigger.session(),
        newYorkTime(trigger.dueAt()), newYorkTime(trigger.deadline())));
  }

  /** Hands on what is known of second steps, which may be repeated without harm. */
  private void repeatSteps(PlannerBook book) {
    book.steps().forEach((run, step) -> {
      step.putOff().ifPresent(
          trigger -> around.executor().tell(new OrderExecutor.PutOffStep(run, NextStep.of(trigger))));
      step.decided().filter(decision -> decision.orders().isEmpty()).ifPresent(
          decision -> around.executor().tell(new OrderExecutor.Execute(decision, context.messageAdapter(
              OrderExecutor.Taken.class, taken -> new TakenOver(taken.run())))));
      step.decided().filter(decision -> !decision.orders().isEmpty()).ifPresent(this::examine);
    });
  }

  private void examine(Decision decision) {
    around.guards().tell(new Guards.Examine(
        decision, context.messageAdapter(OrderExecutor.Taken.class, taken -> new TakenOver(taken.run())),
        context.messageAdapter(Guards.Stopped.class, NotPassed::new)));
  }

  /** A limit is a price; any other order is valued at the market's. */
  private void value(long look, HandOrder order) {
    ActorRef<HandValue> replyTo = OneReply.to(context, (HandValue value) -> new Valued(look, value));
    context.spawnAnonymous(Assessor.<HandValue>create(
        List.of(order.symbol()), around.portfolio(), around.marketData(), around.clock(),
        (seen, quotes, now) -> new HandValue(
            seen, quotes.getFirst(), quotes.getFirst().price(now, around.settings().priceRules())),
        replyTo));
  }

  private Effect<PlannerEvent, PlannerBook> valued(HandValue value, Look look) {
    Trigger trigger = look.trigger();
    HandOrder order = look.order().orElseThrow();
    if (value.look() instanceof PortfolioLook.NotSeen not) {
      return refuse(trigger, Optional.empty(), not.why());
    }
    Optional<String> nameless = switch (value.quote()) {
      case QuoteLook.NotQuoted not when not.identity().isEmpty() -> Optional.of(not.reason());
      case QuoteLook.Changed changed -> Optional.of(changed.reason());
      case QuoteLook.NotQuoted not -> Optional.empty();
      case QuoteLook.Quoted quoted -> Optional.empty();
    };
    if (nameless.isPresent()) {
      return refuse(trigger, Optional.empty(), order.symbol() + ": " + nameless.get());
    }
    if (order.limit().isEmpty() && value.price() instanceof PriceChoice.NoPrice none) {
      return refuse(trigger, Optional.empty(), order.symbol() + ": " + none.reason() + "; give a limit");
    }
    if (isTooLate(trigger)) {
      return refuse(trigger, Optional.empty(), "its time passed while the portfolio was looked at");
    }
    BigDecimal price = order.limit().orElseGet(() -> ((PriceChoice.Priced) value.price()).price());
    Optional<ContractId> contract = portfolio(value.look()).flatMap(it -> it.contract(order.symbol()))
        .filter(id -> !id.isStandIn());
    var planned = PlannedOrder.of(order, price, around.settings().planRules().commissions(), contract);
    FirstRuns first = around.settings().caution().firstRuns();
    Optional<String> tooLarge = first.applies(around.settings().mode(), executed)
        ? first.objection(planned)
        : Optional.empty();
    if (tooLarge.isPresent()) {
      return refuse(trigger, Optional.empty(), tooLarge.get());
    }
    Decision.Verdict verdict = new Decision.Place(order, planned, around.settings().planRules().cashReserve());
    return decide(new Decision(
        trigger, around.account(), around.settings().mode(), now(), portfolio(value.look()),
        order.limit().isPresent() ? List.of() : List.of(value.price()), verdict));
  }

  private Effect<PlannerEvent, PlannerBook> assessed(Assessment assessment, Trigger trigger) {
    Optional<Assessment> seen = Optional.of(assessment);
    assessment.quotes().stream().filter(QuoteLook.Changed.class::isInstance).map(QuoteLook.Changed.class::cast)
        .filter(changed -> changesSaid.add(changed.now().id())).forEach(changed -> alert(
            Alert.Severity.CRITICAL, "contract-changed-" + changed.symbol() + "-" + changed.now().id(),
            new EngineText.ContractChanged(
                changed.symbol(), changed.before(), changed.now().id(), changed.shares())));
    return switch (assessment.outcome()) {
      case PlanOutcome.Plan plan when isTooLate(trigger) -> missed(decision(trigger, seen, new Decision.Missed(
          "its cut-off passed while the portfolio was looked at")));
      case PlanOutcome.Plan plan -> switch (inSteps(limited(trigger, unfrozen(plan.inOneStep())), assessment)) {
        case PlanOutcome.Plan part ->
          decide(decision(trigger, seen, new Decision.Trade(part, around.settings().planRules().cashReserve())));
        case PlanOutcome.OnTarget rest -> decide(decision(trigger, seen, new Decision.Rest(rest)));
        case PlanOutcome.Refused refused -> refuse(trigger, seen, refused);
      };
      case PlanOutcome.OnTarget rest -> decide(decision(trigger, seen, new Decision.Rest(rest)));
      case PlanOutcome.Refused refused -> refuse(trigger, seen, refused);
    };
  }

  /** The part of a plan that one of the first live runs may trade; of any other run all of it. */
  private PlanOutcome limited(Trigger trigger, PlanOutcome outcome) {
    return outcome instanceof PlanOutcome.Plan plan ? limited(trigger, plan) : outcome;
  }

  private PlanOutcome inSteps(PlanOutcome outcome, Assessment assessment) {
    return portfolio(assessment.look())
        .map(portfolio -> Settlement.split(outcome, portfolio, around.settings().planRules())).orElse(outcome);
  }

  /** The plan without what is frozen since the executor's comparison of positions. */
  private PlanOutcome unfrozen(PlanOutcome.Plan plan) {
    return executed.lock().freeze()
        .map(freeze -> FrozenContracts.leaveOut(plan, freeze, around.settings().planRules())).orElse(plan);
  }

  private PlanOutcome limited(Trigger trigger, PlanOutcome.Plan plan) {
    FirstRuns first = around.settings().caution().firstRuns();
    if (!first.applies(around.settings().mode(), executed)) {
      return plan;
    }
    PlanRules rules = around.settings().planRules();
    PlanOutcome capped = first.cap(plan, rules.cashReserve(), rules.commissions());
    if (capped instanceof PlanOutcome.Plan part && !part.equals(plan)) {
      alert(Alert.Severity.INFORMATION, "first-runs-" + trigger.run(), new EngineText.FirstRunCapped(
          trigger.run(), FirstRuns.traded(executed) + 1, first.runs(), first.valueMax(), first.symbolsMax(),
          part.orders().size(), plan.orders().size(),
          FirstRuns.value(part), FirstRuns.value(plan)));
    }
    return capped;
  }

  private Effect<PlannerEvent, PlannerBook> refuse(Trigger trigger, Optional<Assessment> seen, String reason) {
    return refuse(trigger, seen, new PlanOutcome.Refused(List.of(reason), Optional.empty()));
  }

  private Effect<PlannerEvent, PlannerBook> refuse(
      Trigger trigger, Optional<Assessment> seen, PlanOutcome.Refused refused) {
    seen.filter(assessment -> !assessment.awaited().isEmpty())
        .ifPresent(assessment -> sayAwaited(trigger, refused.reasons()));
    boolean mayComeBack = switch (trigger.kind()) {
      case MONTH_END, DRIFT, DROP, CASH ->
        now().plus(around.settings().retryPause()).isBefore(trigger.deadline());
      case MANUAL, ORDER -> false;
    };
    return mayComeBack
        ? defer(trigger, refused.reasons())
        : missed(decision(trigger, seen, new Decision.Refuse(refused)));
  }

  /** Once for each run: only the owner can tell whether the order is meant to stand. */
  private void sayAwaited(Trigger trigger, List<String> reasons) {
    if (trigger.kind().isScheduled() && awaiting.add(trigger.run())) {
      deferred.add(trigger.run());
      alert(Alert.Severity.CRITICAL, "deferred-" + trigger.run(), new EngineText.Deferred(trigger.run(), reasons));
    }
  }

  private Effect<PlannerEvent, PlannerBook> defer(Trigger trigger, List<String> reasons) {
    endLook(trigger.run());
    lastReasons.put(trigger.run(), reasons);
    if (deferred.add(trigger.run())) {
      alert(Alert.Severity.WARNING, "deferred-" + trigger.run(),
          new EngineText.Deferred(trigger.run(), reasons));
    }
    around.news().tell(new EngineNews.Deferred(trigger, reasons));
    answer(trigger.run(), new Deferred(trigger.run(), reasons));
    return Effect().none();
  }

  /** What is known of a run whose orders are in the executor's books and whose decision is not in ours. */
  private Decision lost(Trigger trigger) {
    return decision(trigger, Optional.empty(), new Decision.Refuse(new PlanOutcome.Refused(
        List.of(LOST), Optional.empty())));
  }

  /** Its orders are reported all the same, with a decision that says no more than that. */
  private Effect<PlannerEvent, PlannerBook> lost(PlannerBook before, ReportRun report) {
    Run run = report.run();
    // One that was put off before its orders were found must not be planned once more.
    Decision decision = lost(
        Optional.ofNullable(before.putOff().get(run.id())).map(PlannerEvent.DecisionPutOff::trigger)
            .orElseGet(() -> Trigger.named(run.id(), run.startedAt(), run.deadline())));
    // A look at it that is under way has nothing more to decide.
    endLook(run.id());
    deferred.remove(run.id());
    // It is said before it counts as reported, so that a death in between leaves it to be said again.
    return Effect().persist(new PlannerEvent.DecisionMade(decision)).thenRun(book -> {
      around.news().tell(new EngineNews.Decided(decision));
      answer(run.id(), new Decided(decision));
      sayIfNotTraded(decision);
      context.getSelf().tell(report);
    });
  }

  /** A scheduled trigger is put off as the owner wants it; anything else, and one that is given up, is decided so. */
  private Effect<PlannerEvent, PlannerBook> missed(Decision givenUp) {
    Trigger trigger = givenUp.trigger();
    EngineSettings settings = around.settings();
    Optional<Trigger> later = switch (trigger.kind()) {
      case MONTH_END -> settings.catchUp().next(trigger, now(), settings.monthEndAt(), settings.cutOff());
      // Of these the next session has its own.
      case DRIFT, DROP, CASH -> Optional.empty();
      case MANUAL, ORDER -> Optional.empty();
    };
    if (later.isEmpty()) {
      return decide(givenUp);
    }
    endLook(trigger.run());
    deferred.remove(trigger.run());
    List<String> reasons = givenUp.reasons();
    var putOff = new PlannerEvent.DecisionPutOff(later.get(), String.join("; ", reasons), now());
    return Effect().persist(putOff).thenRun(book -> {
      sayPutOff(putOff);
      answer(trigger.run(), new Deferred(trigger.run(), reasons, Optional.of(putOff.trigger().dueAt())));
    });
  }

  private void sayPutOff(PlannerEvent.DecisionPutOff putOff) {
    Trigger trigger = putOff.trigger();
    alert(Alert.Severity.CRITICAL, "put-off-" + trigger.run() + "-" + trigger.deadline(), new EngineText.PutOff(
        trigger.run(), putOff.reason(), trigger.session(), newYorkTime(trigger.dueAt()),
        newYorkTime(trigger.deadline())));
    around.news().tell(new EngineNews.Deferred(trigger, List.of(putOff.reason())));
  }

  private static LocalTime newYorkTime(Instant at) {
    return at.atZone(NyseCalendar.ZONE).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
  }

  private String tooLate(Trigger trigger, String otherwise) {
    List<String> reasons = lastReasons.get(trigger.run());
    return reasons == null
        ? otherwise
        : "its cut-off passed while it was held back: " + String.join("; ", reasons);
  }

  private boolean isTooLate(Trigger trigger) {
    return now().isAfter(trigger.deadline());
  }

  private void endLook(RunId run) {
    if (underWay.filter(look -> look.trigger().run().equals(run)).isPresent()) {
      underWay = Optional.empty();
      timers.cancel(TimerKey.LOOK);
    }
  }

  private Effect<PlannerEvent, PlannerBook> decide(Decision decision) {
    endLook(decision.run());
    deferred.remove(decision.run());
    return Effect().persist(new PlannerEvent.DecisionMade(decision)).thenRun(book -> {
      context.getLog().info("Decision made run={} verdict={} reasons={}", decision.run(),
          decision.verdict().getClass().getSimpleName(), decision.reasons());
      around.news().tell(new EngineNews.Decided(decision));
      answer(decision.run(), new Decided(decision));
      sayPreviousCloses(decision);
      showGuards(decision);
      sayIfNotTraded(decision);
      CashAlerts.of(decision, now()).forEach(alert -> around.news().tell(new EngineNews.Raised(alert)));
      askIfWaiting(book, decision);
      repeat(book);
    });
  }

  /** What comes by the guards they look at themselves; what a refusal was made from is not to be believed. */
  private void showGuards(Decision decision) {
    boolean isBelieved = decision.verdict() instanceof Decision.Rest
        || (decision.verdict() instanceof Decision.Trade && decision.mode() == TradingMode.DRY_RUN);
    decision.looked().filter(looked -> isBelieved)
        .ifPresent(looked -> around.guards().tell(new Guards.Observed(looked, decision.at(), executed)));
  }

  private void sayPreviousCloses(Decision decision) {
    List<String> symbols = decision.previousClosesInSession().stream().map(Symbol::value).toList();
    if (!symbols.isEmpty()) {
      alert(
          Alert.Severity.WARNING, "previous-close-" + decision.run(),
          new EngineText.PricedByPreviousClose(decision.run(), symbols));
    }
  }

  private void askIfWaiting(PlannerBook book, Decision decision) {
    if (approvals.isWaiting(book, decision)) {
      around.news().tell(new EngineNews.Raised(approvals.question(decision, now())));
    }
  }

  /** The owner's word, or what stands for it, is on disk before anything follows from it. */
  private Effect<PlannerEvent, PlannerBook> endWait(PlannerEvent end) {
    return Effect().persist(end).thenRun(book -> {
      if (end instanceof PlannerEvent.DecisionStopped stopped) {
        sayStopped(book, stopped.run(), new EngineText.NotTraded(stopped.run(), stopped.reasons()));
      } else {
        context.getLog().info("The wait for the owner's word is over event={}", end);
      }
      repeat(book);
    });
  }

  private Effect<PlannerEvent, PlannerBook> stopped(PlannerBook book, Guards.Stopped stopped) {
    RunId run = stopped.run();
    PlannerBook.Step step = book.steps().get(run);
    if (step != null && step.decided().filter(decision -> !decision.orders().isEmpty()).isPresent()) {
      return stepDecided(
          step.decided().get().trigger(), Optional.empty(), Settlement.leftOut(plan(step), stopped.reasons()));
    }
    if (book.notHandedOver().noneMatch(decision -> decision.run().equals(run))) {
      return Effect().none();
    }
    return Effect().persist(new PlannerEvent.DecisionStopped(run, stopped.reasons(), now())).thenRun(after -> {
      sayStopped(after, run, new EngineText.StoppedByGuards(run, stopped.reasons()));
      repeat(after);
    });
  }

  private void sayStopped(PlannerBook book, RunId run, EngineText how) {
    book.decision(run).ifPresent(refusal -> around.news().tell(new EngineNews.Decided(refusal)));
    alert(Alert.Severity.CRITICAL, "not-traded-" + run, how);
  }

  private void sayIfNotTraded(Decision decision) {
    if (decision.reasons().equals(List.of(LOST))) {
      alert(Alert.Severity.CRITICAL, "lost-" + decision.run(), new EngineText.DecisionLost(decision.run()));
    } else if (decision.verdict() instanceof Decision.Missed || decision.verdict() instanceof Decision.Refuse) {
      sayNotTraded(decision.run(), decision.reasons());
    }
  }

  private void sayNotTraded(RunId run, List<String> reasons) {
    if (notTradedSaid.add(run)) {
      alert(Alert.Severity.CRITICAL, "not-traded-" + run, new EngineText.NotTraded(run, reasons));
    }
  }

  private void report(PlannerBook book, ReportRun report) {
    Run run = report.run();
    book.decision(run.id()).ifPresent(
        decision -> around.news().tell(new EngineNews.ReportDue(decision, Optional.of(run), report.replyTo())));
  }

  private Effect<PlannerEvent, PlannerBook> reported(PlannerBook book, RunId run) {
    if (book.isReported(run)) {
      return Effect().none();
    }
    return Effect().persist(new PlannerEvent.DecisionReported(run, now()))
        .thenRun(() -> around.news().tell(new EngineNews.Reported(run)));
  }

  /** Hands over and has reported what is not yet; both may be repeated without harm. */
  private void repeat(PlannerBook book) {
    book.notHandedOver().filter(decision -> isLetGo(book, decision)).forEach(decision -> {
      passedOn.add(decision.run());
      examine(decision);
    });
    repeatSteps(book);
    book.notReported().forEach(decision -> around.news().tell(new EngineNews.ReportDue(
        decision, Optional.empty(), context.messageAdapter(EngineNews.ReportWritten.class, ReportCame::new))));
  }

  private boolean isLetGo(PlannerBook book, Decision decision) {
    return passedOn.contains(decision.run())
        || (!approvals.isWaiting(book, decision) && !approvals.isRejectedLate(book, decision));
  }

  private Decision decision(Trigger trigger, Optional<Assessment> seen, Decision.Verdict verdict) {
    Optional<Portfolio> looked = seen.map(Assessment::look).flatMap(RebalancePlanner::portfolio);
    TradingMode mode = around.settings().mode();
    return new Decision(
        trigger, around.account(), mode, now(), looked, seen.map(Assessment::prices).orElse(List.of()), verdict);
  }

  private static Optional<Portfolio> portfolio(PortfolioLook look) {
    return look instanceof PortfolioLook.Seen seen ? Optional.of(seen.portfolio()) : Optional.empty();
  }

  private void answer(RunId run, Reply reply) {
    List<ActorRef<Reply>> askers = waiting.remove(run);
    if (askers != null) {
      askers.forEach(asker -> asker.tell(reply));
    }
  }

  private void alert(Alert.Severity severity, String key, EngineText text) {
    around.news().tell(new EngineNews.Raised(new Alert(severity, key, text, now())));
  }

  private Instant now() {
    return around.clock().instant();
  }
}
