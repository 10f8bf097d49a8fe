package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Commission;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Fill;
import evenkeel.domain.LockEvent;
import evenkeel.domain.NextStep;
import evenkeel.domain.OrderChange;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Reconciliation;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.BrokerRequest.Trades;
import evenkeel.gateway.Cancellation;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.NewsMark;
import evenkeel.gateway.OneReply;
import evenkeel.gateway.OrderNews;
import evenkeel.gateway.OrderTicket;
import evenkeel.gateway.SendResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.jspecify.annotations.Nullable;

/**
 * Executes the runs of one account, each intended order exactly once.
 *
 * <p>An order's intent and id are journalled before it is written. Nothing is written unless the link is ready in an
 * epoch in which the broker's books were compared with ours, the run at hand included. An order whose fate is unknown
 * is asked for; it is sent again only after the broker, asked on the same day, did not know it.
 *
 * <p>Every command is handled in the same steps: what it says is booked, what runs want next is added, the events are
 * journalled in one write, and only then anything leaves the actor.
 */
public final class OrderExecutor extends EventSourcedBehavior<OrderExecutor.Command, ExecutionEvent, ExecutionBook> {

  public sealed interface Command {}

  /**
   * Take a decision over, and drop these of its orders. Repeating it does nothing more than the first time.
   */
  public record Execute(Decision decision, List<GuardEvent.Withheld> withheld, ActorRef<Taken> replyTo)
      implements
        Command {
    /** With every order. */
    public Execute(Decision decision, ActorRef<Taken> replyTo) {
      this(decision, List.of(), replyTo);
    }
  }

  /** The run's second step waits for this session. Repeating it does nothing more than the first time. */
  public record PutOffStep(RunId run, NextStep next) implements Command {}

  /** The run is this executor's responsibility from now on. */
  public record Taken(RunId run) {}

  /** Tell the state. */
  public record GetBook(ActorRef<ExecutionBook> replyTo) implements Command {}

  /** Tell the state, and how much it proves. */
  public record Look(ActorRef<Looked> replyTo) implements Command {}

  /**
   * What the executor knows.
   *
   * @param isCompared whether the broker's books were compared since the start: before, the broker may have orders of
   *     ours that the journal lost
   * @param problem why the newest comparison came to nothing; empty where it did not
   */
  public record Looked(ExecutionBook book, boolean isCompared, Optional<String> problem) {
    public Looked(ExecutionBook book, boolean isCompared) {
      this(book, isCompared, Optional.empty());
    }

    /** Why nothing may be decided before the books are compared. */
    String notCompared() {
      return "the broker's books were not compared yet" + problem.map(why -> ": " + why).orElse("");
    }
  }

  /**
   * Set so many ids aside for previews. Answered once the books are compared and no order's fate is open: a Gateway may
   * take no id below one that it has seen, and an order that it does not have goes again under its own.
   */
  public record SetAside(int ids, ActorRef<IdsSetAside> replyTo) implements Command {}

  /** No order has or will get the ids from this one on. */
  public record IdsSetAside(OptionalInt first) {}

  /** Asks something of the broker about orders that stand there. Exactly one answer. */
  public sealed interface Request extends Command {
    ActorRef<DeskReply> replyTo();
  }

  /** Cancel the order that our client id placed under this id. */
  public record Cancel(int orderId, ActorRef<DeskReply> replyTo) implements Request {}

  /** Cancel every open order of the log-in, whoever placed it, and send none that waits to be. */
  public record CancelAll(ActorRef<DeskReply> replyTo) implements Request {}

  /**
   * Give the order this size and this limit; what is empty stays.
   *
   * @param isExamined whether the guards looked at these very terms; without that no order gets larger or dearer
   */
  public record Change(
      int orderId, Optional<BigDecimal> quantity, Optional<BigDecimal> limit, boolean isExamined,
      ActorRef<DeskReply> replyTo) implements Request {
    /** As the owner asks for it. */
    public Change(int orderId, Optional<BigDecimal> quantity, Optional<BigDecimal> limit, ActorRef<DeskReply> replyTo) {
      this(orderId, quantity, limit, false, replyTo);
    }

    Change examined(OrderChange terms) {
      return new Change(orderId, Optional.of(terms.quantity()), terms.limit(), true, replyTo);
    }
  }

  private record ContractsCame(Change change, Answer<List<InstrumentDetails>> answer) implements Command {}

  /** What is on disk leaves. What was heard while it was written has been taken in before this. */
  private sealed interface Departure extends Command {}

  /** Of what the owner asks for. */
  private record Leave(OrderDesk.Granted granted, ActorRef<DeskReply> replyTo) implements Departure {}

  private record ErrandCame(OrderDesk.Granted granted, Instant at, SendResult result, ActorRef<DeskReply> replyTo)
      implements
        Command {}

  record LinkChanged(LinkStatus status) implements Command {}

  private record Heard(OrderNews news) implements Command {}

  private record Marked(NewsMark mark) implements Command {}

  private record OpenCame(long inquiry, Answer<List<BrokerOrder>> answer) implements Command {}

  private record CompletedCame(long inquiry, Answer<List<BrokerOrder>> answer) implements Command {}

  private record TradesCame(long inquiry, Answer<Trades> answer) implements Command {}

  private record PositionsCame(long inquiry, Answer<List<BrokerPosition>> answer) implements Command {}

  private record NextIdCame(long inquiry, Answer<Integer> answer) implements Command {}

  private record DetailsCame(Symbol symbol, Answer<List<InstrumentDetails>> answer) implements Command {}

  /** Of an order. */
  private record Depart(OrderTicket ticket) implements Departure {}

  private record SendCame(OrderRef ref, SendResult result) implements Command {}

  private record ReportCame(EngineNews.ReportWritten written) implements Command {}

  private enum Tick implements Command { INSTANCE }

  private enum TimerKey { TICK }

  private static final Duration TICK = Duration.ofSeconds(1);
  /** While nothing is under way; what then becomes due by the time alone can wait this long. */
  private static final Duration TICK_AT_REST = Duration.ofSeconds(30);
  private static final String ANOTHER_INSTANCE = "another Evenkeel trades this account";
  private static final Duration REPORT_RETRY = Duration.ofSeconds(30);
  private static final Duration CANCEL_ALL_PATIENCE = Duration.ofSeconds(30);
  /** "Duplicate order id": used before, or not above every id that was (IBKR API message codes). */
  private static final int DUPLICATE_ORDER_ID = 103;
  // A commission is told seconds after its execution; one that comes before it waits here.
  private static final int LOOSE_COMMISSIONS_MAX = 1000;

  /** Who the executor is and whom it talks to. */
  public record Surroundings(
      AccountId account, int clientId, EngineSettings settings, EvenkeelClock clock,
      ActorRef<GatewaySupervisor.Command> gateway, ActorRef<RebalancePlanner.ReportRun> planner,
      ActorRef<EngineNews> news, Contracts contracts, OwnersWord owner) {
    CommissionSchedule commissions() {
      return settings.planRules().commissions();
    }
  }

  public static Behavior<Command> create(Surroundings surroundings) {
    return Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new OrderExecutor(context, timers, surroundings)));
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Surroundings around;
  private final Inquiry inquiry;
  private final BreakWatch breaks;
  private final ForeignWatch foreign;
  private final Instruments instruments;
  private final Map<String, Commission> looseCommissions = new LinkedHashMap<>();
  private final Map<RunId, Instant> reportAsked = new LinkedHashMap<>();
  /** Alerts that no event of the journal stands for. */
  private final OneTimeAlerts once;
  /** Orders whose cancel was asked for since another installation trades this account: once, whatever comes of it. */
  private final Set<OrderRef> withdrawn = new HashSet<>();
  private final WordlessEnds wordlessEnds;
  private final StoppedOrders stoppedOrders;
  private final StrayCancels strayCancels;
  private final Set<OrderRef> conversionsCancelled = new HashSet<>();
  /** Requests that overtook the news that the link is ready. */
  private final List<Request> waiting = new ArrayList<>();
  private final List<SetAside> idsWanted = new ArrayList<>();
  /** What is on disk and has not left: a question put now would not see it. */
  private final Set<Departure> departing = new HashSet<>();
  private Optional<LinkStatus> link = Optional.empty();
  /** While everything is being cancelled, the broker is asked again soon whether it is. */
  private Instant cancellingAllUntil = Instant.MIN;
  private Duration tick = Duration.ZERO;

  private OrderExecutor(ActorContext<Command> context, TimerScheduler<Command> timers, Surroundings around) {
    super(PersistenceId.of("executor", around.account().value()), Journal.onFailure());
    this.context = context;
    this.timers = timers;
    this.around = around;
    this.inquiry = new Inquiry(around.clock(), around.settings().instance());
    this.once = new OneTimeAlerts(around.news(), around.clock());
    this.foreign = new ForeignWatch(around.account(), around.commissions());
    this.breaks = new BreakWatch(around.account(), around.settings(), around.clock(), around.owner());
    this.instruments = new Instruments(around.clock(), new Identification(
        around.settings().targets(), around.contracts(), around.owner(), around.clock()));
    this.wordlessEnds = new WordlessEnds(around.clock());
    this.stoppedOrders = new StoppedOrders(around.clock());
    this.strayCancels = new StrayCancels(around.clientId());
  }

  @Override
  public ExecutionBook emptyState() {
    return ExecutionBook.EMPTY;
  }

  @Override
  public EventHandler<ExecutionBook, ExecutionEvent> eventHandler() {
    return ExecutionBook::apply;
  }

  @Override
  public SignalHandler<ExecutionBook> signalHandler() {
    return Journal.failures(newSignalHandlerBuilder(), context.getLog(), around.news(), around.clock())
        .onSignal(RecoveryCompleted.instance(), book -> {
          // Also after a journal failure: nothing from before it is believed, the books are compared anew.
          link = Optional.empty();
          inquiry.forget();
          breaks.forget();
          foreign.forget();
          departing.clear();
          book.lock().freeze().ifPresent(freeze -> raise(book, new LockEvent.AccountFrozen(
              freeze.differences(), freeze.at(), freeze.scope(), freeze.actions())));
          sayWhatIsUnknown(book);
          stoppedOrders.recall(book);
          around.gateway().tell(new GatewaySupervisor.WatchOrders(
              context.messageAdapter(OrderNews.class, Heard::new),
              Optional.of(context.messageAdapter(NewsMark.class, Marked::new))));
          around.gateway().tell(new GatewaySupervisor.Watch(
              context.messageAdapter(LinkStatus.class, LinkChanged::new)));
          // A failure has stopped the timer.
          tick = Duration.ZERO;
          tickEvery(TICK);
        })
        .build();
  }

  @Override
  public CommandHandler<Command, ExecutionEvent, ExecutionBook> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand(this::on);
  }

  private Effect<ExecutionEvent, ExecutionBook> on(ExecutionBook book, Command command) {
    var books = new Bookkeeping(book, now());
    var errands = new ArrayList<Runnable>();
    switch (command) {
      case Execute execute -> take(books, execute);
      case PutOffStep later -> putOff(books, later);
      case GetBook get -> get.replyTo().tell(book);
      case Look look -> beLookedAt(book, look);
      case SetAside wanted -> idsWanted.add(wanted);
      case Request early when isAlmostReady() -> waiting.add(early);
      case Cancel cancel -> errands.add(errand(desk().cancel(books, cancel.orderId()), cancel.replyTo()));
      case CancelAll all -> errands.add(errand(desk().cancelAll(books), all.replyTo()));
      case Change change -> errands.add(lookUp(books, change));
      case ContractsCame came ->
        errands.add(errand(desk().change(books, came.change(), came.answer()), came.change().replyTo()));
      case Departure due -> {
        departing.remove(due);
        errands.add(switch (due) {
          case Leave leave -> leave(books, leave);
          case Depart depart -> depart(books, depart.ticket());
        });
      }
      case ErrandCame came -> errands.add(onErrand(books, came));
      case LinkChanged changed -> {
        onLink(changed.status());
        waiting.forEach(request -> errands.add(() -> context.getSelf().tell(request)));
        waiting.clear();
      }
      case Heard heard -> hear(books, heard.news());
      case Marked marked -> errands.add(marked.mark()::caughtUp);
      case OpenCame came -> inquiry.open(came.inquiry(), came.answer());
      case CompletedCame came -> inquiry.completed(came.inquiry(), came.answer());
      case TradesCame came -> inquiry.trades(came.inquiry(), came.answer());
      case PositionsCame came -> {
        breaks.positions(came.inquiry(), came.answer());
        foreign.positions(came.answer());
      }
      case NextIdCame came -> inquiry.nextId(came.inquiry(), came.answer());
      case DetailsCame came -> instruments.answered(came.symbol(), came.answer());
      case SendCame came -> onSent(came);
      case ReportCame came -> reported(books, came.written());
      // The time alone may have made something due; it is done below.
      case Tick.INSTANCE -> {
      }
    }
    Optional<Inquiry.Result> result = inquiry.result();
    result.ifPresent(all -> conclude(books, all));
    switch (breaks.compare(books)) {
      case SETTLED -> {
        // Nothing more to ask.
      }
      case OPEN -> inquiry.doubt();
      case SUSPICIOUS -> inquiry.doubtUrgently();
    }
    if (books.isDoubtful()) {
      inquiry.doubt();
    }
    if (books.isRefusalBooked()) {
      inquiry.doubtUrgently();
    }
    return carryOut(books, command, result, errands);
  }

  /** Adds what runs want next; once all is on disk it leaves, and whoever waits is told. */
  private Effect<ExecutionEvent, ExecutionBook> carryOut(
      Bookkeeping books, Command command, Optional<Inquiry.Result> result, List<Runnable> errands) {
    errands.addAll(withdraw(books));
    Sending sending = sending();
    List<OrderTicket> tickets = sending.proceed(books);
    sending.cancels().forEach(ref -> cancelConversion(books, ref).ifPresent(errands::add));
    List<ExecutionEvent> events = books.events();
    var written = events.isEmpty() ? Effect().none() : Effect().persist(events);
    return written.thenRun(next -> {
      errands.forEach(Runnable::run);
      tickets.forEach(ticket -> toDeparture(new Depart(ticket)));
      events.forEach(event -> publish(next, event));
      books.contradictions().forEach(said -> once.say(Alerts.contradiction(said, now())));
      acknowledge(command, result);
      lookAround(next);
    });
  }

  /**
   * While another installation trades this account, runs end and their orders are cancelled where they still wait: two
   * that sent their first order at the same moment must not both fill. An order of the owner's own stays.
   */
  private List<Runnable> withdraw(Bookkeeping books) {
    if (!books.book().lock().isFrozenByAnotherInstance()) {
      return List.of();
    }
    var errands = new ArrayList<Runnable>();
    for (Run run : books.book().unsettled().filter(it -> !it.isByHand()).toList()) {
      if (run.halt().isEmpty() && run.orders().values().stream().anyMatch(OrderLife.Planned.class::isInstance)) {
        books.add(new RunEvent.RunHalted(run.id(), Optional.empty(), ANOTHER_INSTANCE, now()));
      }
      run.orders().values().stream().filter(OrderExecutor::isWaiting)
          .filter(life -> isReady() || isHeld()).filter(life -> withdrawn.add(life.leg().ref()))
          .forEach(life -> errands.add(errand(
              desk().cancel(books, life.submission().map(OrderLife.Submission::orderId).orElse(0)),
              context.getSystem().ignoreRef())));
    }
    return errands;
  }

  private static boolean isWaiting(OrderLife life) {
    return life instanceof OrderLife.Working working && working.status().isWorking()
        && working.pending().cancel().isEmpty();
  }

  /** A decision is being made: what happened to the positions since the last comparison is looked for now. */
  private void beLookedAt(ExecutionBook book, Look look) {
    look.replyTo().tell(new Looked(book, inquiry.hasEverConcluded(), inquiry.problem()));
    inquiry.doubt();
  }

  private void toDeparture(Departure due) {
    departing.add(due);
    context.getSelf().tell(due);
  }

  private void publish(ExecutionBook book, ExecutionEvent event) {
    context.getLog().info("Booked {}", event);
    around.news().tell(new EngineNews.Booked(event));
    raise(book, event);
    Alerts.ofPrice(event).ifPresent(once::say);
  }

  private void raise(ExecutionBook book, ExecutionEvent event) {
    if (event instanceof OrderEvent.OrderClosed closed) {
      stoppedOrders.hear(book, closed);
    }
    wordlessEnds.hear(event, Alerts.of(book, event))
        .ifPresent(alert -> around.news().tell(new EngineNews.Raised(alert)));
  }

  private OrderDesk desk() {
    return new OrderDesk(around, inquiry.open(), isReady() || isHeld(), heldBack());
  }

  /** A change names the contract, which is looked up first. */
  private Runnable lookUp(Bookkeeping books, Change change) {
    Optional<Symbol> symbol = desk().symbolOf(books, change.orderId());
    return symbol.<Runnable>map(it -> () -> ask(
        new BrokerRequest.Details(instruments.wanted(it)), answer -> new ContractsCame(change, answer)))
        .orElseGet(() -> errand(desk().change(books, change, new Answer.Missing<>("not asked")), change.replyTo()));
  }

  /** What is done once the request is on disk. */
  private Runnable errand(OrderDesk.Outcome outcome, ActorRef<DeskReply> replyTo) {
    return switch (outcome) {
      case OrderDesk.Refused refused -> () -> replyTo.tell(new DeskReply.NotAsked(refused.why()));
      case OrderDesk.Granted granted -> () -> toDeparture(new Leave(granted, replyTo));
    };
  }

  /** Asked once on a link: what is refused has ended, and the broker's books say how. */
  private Optional<Runnable> cancelConversion(Bookkeeping books, OrderRef ref) {
    OrderLife life = books.book().order(ref).orElseThrow();
    if (!conversionsCancelled.add(ref)) {
      return Optional.empty();
    }
    Runnable cancel = errand(
        desk().cancel(books, life.submission().orElseThrow().orderId()), context.getSystem().ignoreRef());
    return Optional.of(() -> {
      around.news().tell(new EngineNews.Raised(new Alert(
          Alert.Severity.WARNING, "conversion-" + ref,
          new EngineText.ConversionGivenUp(ref, life.fills().shares(), life.leg().quantity()), now())));
      cancel.run();
    });
  }

  private Runnable leave(Bookkeeping books, Leave leave) {
    OrderDesk.Granted granted = leave.granted();
    Instant at = now();
    Optional<String> obstacle = desk().obstacle(books, granted);
    if (obstacle.isPresent()) {
      return () -> context.getSelf().tell(new ErrandCame(
          granted, at, new SendResult.NotSent(obstacle.get()), leave.replyTo()));
    }
    long epoch = soundEpoch().orElse(0L);
    return () -> {
      ActorRef<SendResult> result = OneReply.to(
          context, (SendResult came) -> new ErrandCame(granted, at, came, leave.replyTo()));
      around.gateway().tell(switch (granted.errand()) {
        case OrderDesk.Cancelling cancel -> new GatewaySupervisor.Cancel(epoch, cancel.what(), result);
        case OrderDesk.Changing change -> new GatewaySupervisor.Submit(epoch, change.ticket(), result);
      });
    };
  }

  private Runnable onErrand(Bookkeeping books, ErrandCame came) {
    OrderDesk.Granted granted = came.granted();
    return switch (came.result()) {
      case SendResult.Sent sent -> {
        follow(granted, came.at());
        yield () -> came.replyTo().tell(new DeskReply.Asked(granted.orders(), came.at()));
      }
      case SendResult.NotSent not -> {
        String why = "it was not sent: " + not.why();
        granted.orders().forEach(ref -> books.add(switch (granted.errand()) {
          case OrderDesk.Cancelling cancel -> new OrderEvent.CancelRefused(ref, 0, why, now());
          case OrderDesk.Changing change -> new OrderEvent.ChangeRefused(ref, 0, why, now());
        }));
        yield () -> came.replyTo().tell(new DeskReply.NotAsked(not.why()));
      }
    };
  }

  /** Whose end no order's own life tells is watched for here. */
  private void follow(OrderDesk.Granted granted, Instant at) {
    if (!(granted.errand() instanceof OrderDesk.Cancelling cancel)) {
      return;
    }
    switch (cancel.what()) {
      case Cancellation.All all -> {
        cancellingAllUntil = at.plus(around.clock().patience(CANCEL_ALL_PATIENCE));
        inquiry.doubtUrgently();
      }
      case Cancellation.One one -> {
        if (granted.orders().isEmpty()) {
          strayCancels.asked(one.orderId());
        }
      }
    }
  }

  /** Tells those who wait for it that what they said, or what follows from it, is on disk. */
  private void acknowledge(Command command, Optional<Inquiry.Result> result) {
    if (command instanceof ReportCame came) {
      around.news().tell(new EngineNews.Reported(came.written().run()));
    }
    if (command instanceof Execute execute) {
      execute.replyTo().tell(new Taken(execute.decision().run()));
    }
    result.ifPresent(complete -> around.news().tell(new EngineNews.Compared(
        complete.askedAt(), complete.books().open().stream().filter(
            order -> order.account().equals(around.account())).toList())));
    boolean isAwaited = link.filter(status -> status.state() == LinkState.SYNCHRONIZING).isPresent();
    result.filter(complete -> isAwaited && soundEpoch().equals(Optional.of(complete.epoch()))).ifPresent(
        complete -> around.gateway().tell(new GatewaySupervisor.Reconciled(complete.epoch(), around.account())));
  }

  /** What the new state makes due. */
  private void lookAround(ExecutionBook book) {
    soundEpoch().ifPresent(epoch -> {
      instruments.toAsk(book).forEach(this::askDetails);
      if (departing.isEmpty() && !breaks.isAsking() && inquiry.isDue(epoch, book)) {
        inquire(epoch, book);
      }
    });
    inquiry.endOfIds(book).ifPresent(next -> once.say("order-ids", new EngineText.OrderIdsEnd(next)));
    inquiry.lastingProblem().ifPresent(why -> once.say("comparison-fails", new EngineText.ComparisonFails(why)));
    heldBack().ifPresent(why -> sayWhatWaits(book, why));
    setAside(book);
    reportIfDue(book);
    sayWhatIsLate(book);
    wordlessEnds.due().forEach(alert -> around.news().tell(new EngineNews.Raised(alert)));
    stoppedOrders.due(book).forEach(alert -> around.news().tell(new EngineNews.Raised(alert)));
    tickEvery(isAtRest(book) ? TICK_AT_REST : TICK);
  }

  /** Whether this is too near to the end of all ids for the next order. */
  public static boolean isEndOfIds(int next) {
    return next > Inquiry.LAST_ID;
  }

  private void setAside(ExecutionBook book) {
    if (idsWanted.isEmpty()) {
      return;
    }
    boolean isOpen = book.unsettled().flatMap(run -> run.orders().values().stream())
        .anyMatch(OrderLife.InFlight.class::isInstance);
    if (!isOpen && soundEpoch().filter(inquiry::isConcluded).isPresent()) {
      idsWanted.forEach(wanted -> wanted.replyTo().tell(new IdsSetAside(inquiry.setAside(book, wanted.ids()))));
      idsWanted.clear();
    }
  }

  private boolean isAtRest(ExecutionBook book) {
    return book.unsettled().allMatch(Run::isWaiting) && inquiry.isAtRest() && wordlessEnds.isAtRest()
        && stoppedOrders.isAtRest() && waiting.isEmpty()
        && reportAsked.isEmpty() && !now().isBefore(cancellingAllUntil);
  }

  private void tickEvery(Duration pause) {
    if (!pause.equals(tick)) {
      tick = pause;
      timers.startTimerWithFixedDelay(TimerKey.TICK, Tick.INSTANCE, around.clock().beat(pause));
    }
  }

  private Sending sending() {
    return new Sending(around, instruments, inquiry, breaks, foreign, link, soundEpoch(), isReady());
  }

  /** The write of the intent may have been slow, and the world another since. */
  private Runnable depart(Bookkeeping books, OrderTicket ticket) {
    OrderRef ref = ticket.leg().ref();
    return sending().obstacle(books, ticket)
        .<Runnable>map(why -> () -> context.getSelf().tell(new SendCame(ref, new SendResult.NotSent(why))))
        .orElseGet(() -> () -> around.gateway().tell(new GatewaySupervisor.Submit(
            soundEpoch().orElse(0L), ticket,
            OneReply.to(context, (SendResult result) -> new SendCame(ref, result)))));
  }

  private void take(Bookkeeping books, Execute execute) {
    Decision decision = execute.decision();
    Run known = books.book().runs().get(decision.run());
    if (decision.isSecondStep()) {
      takeStep(books, known, decision, execute.withheld());
      return;
    }
    if (known != null && !known.isAdopted()) {
      return;
    }
    Runs.start(decision, around.settings(), now()).ifPresent(started -> {
      books.add(started);
      execute.withheld().forEach(it -> dropped(books, decision.run(), it.ref(), it.reason()));
    });
  }

  /** Once, and only while the run waits for it. */
  private void takeStep(
      Bookkeeping books, @Nullable Run known, Decision decision, List<GuardEvent.Withheld> withheld) {
    if (known == null || known.isSettled() || known.next().isEmpty()
        || !(decision.verdict() instanceof Decision.Trade trade)) {
      return;
    }
    books.add(Runs.step(known, decision, trade, around.settings(), now()));
    trade.second().orElseThrow().leftOut().forEach(left -> dropped(books, decision.run(), known.inSecondStep(
        OrderRef.of(decision.account(), decision.run(), left.symbol(), Side.BUY)), left.reason()));
    withheld.forEach(it -> dropped(books, decision.run(), known.inSecondStep(it.ref()), it.reason()));
  }

  private void putOff(Bookkeeping books, PutOffStep later) {
    Optional.ofNullable(books.book().runs().get(later.run()))
        .filter(run -> run.next().filter(known -> !known.equals(later.next())).isPresent())
        .ifPresent(run -> books.add(new RunEvent.StepPutOff(later.run(), later.next(), now())));
  }

  /** Whichever version of ours named it: the guards may have withheld it before an update. */
  private void dropped(Bookkeeping books, RunId run, OrderRef ref, String reason) {
    Optional.ofNullable(books.book().runs().get(run)).flatMap(known -> known.intended(ref))
        .filter(OrderLife.Planned.class::isInstance)
        .ifPresent(life -> books.add(new OrderEvent.OrderClosed(
            life.leg().ref(), OrderOutcome.SKIPPED, 0, reason, now())));
  }

  private void onLink(LinkStatus status) {
    Optional<Long> before = soundEpoch();
    link = Optional.of(status);
    if (!soundEpoch().equals(before)) {
      inquiry.forget();
      breaks.forget();
      foreign.forget();
      conversionsCancelled.clear();
    }
  }

  private void hear(Bookkeeping books, OrderNews news) {
    strayCancels.hear(news, now()).ifPresent(books::add);
    foreign.hear(news, now());
    switch (news) {
      case OrderNews.Shown shown -> {
        inquiry.shown(shown.order().orderId());
        books.shown(shown.order());
      }
      case OrderNews.Status status -> {
        inquiry.shown(status.orderId());
        books.status(status);
      }
      case OrderNews.Executed executed -> {
        if (books.executed(executed.fill()).isPresent()) {
          Commission early = looseCommissions.remove(Fill.family(executed.fill().execId()));
          if (early != null) {
            books.charged(early);
          }
        }
      }
      case OrderNews.Charged charged -> charge(books, charged.commission());
      case OrderNews.Notice notice -> {
        Optional<OrderLife> meant = books.notice(notice, around.clientId());
        if (notice.code() == Identification.NO_DEFINITION) {
          meant.ifPresent(life -> instruments.refused(life.leg().symbol()));
          // The Gateway has seen the id, so that the next attempt gets another one.
          meant.filter(life -> Bookkeeping.isToIdentifyAnew(life, notice))
              .ifPresent(life -> inquiry.taken(notice.orderId()));
        }
        if (notice.code() == DUPLICATE_ORDER_ID) {
          inquiry.taken(notice.orderId());
        }
        // The session tells those of other orders, and no more than the log can bear.
        meant.ifPresent(life -> context.getLog().warn(
            "Gateway says of an order orderId={} code={} text=\"{}\"", notice.orderId(), notice.code(), notice.text()));
      }
    }
  }

  private void charge(Bookkeeping books, Commission commission) {
    if (!books.charged(commission)) {
      looseCommissions.put(Fill.family(commission.execId()), commission);
      if (looseCommissions.size() > LOOSE_COMMISSIONS_MAX) {
        looseCommissions.remove(looseCommissions.keySet().iterator().next());
      }
    }
  }

  private void onSent(SendCame came) {
    if (came.result() instanceof SendResult.NotSent not) {
      // The intent stays: the next comparison finds that the broker does not have it, and decides.
      context.getLog().warn("Order did not leave orderRef={} why=\"{}\"", came.ref(), not.why());
      inquiry.doubt();
    }
  }

  /** The broker's books are complete: book what they say, and remember what they do not know. */
  private void conclude(Bookkeeping books, Inquiry.Result result) {
    Adoption.of(books.book(), result.books(), around, now()).forEach(books::add);
    List<Reconciliation.Verdict> verdicts = Reconciliation.of(
        books.book(), result.asked(), result.books(), now());
    inquiry.standing(verdicts.stream().filter(Reconciliation.Open.class::isInstance).map(Reconciliation.Verdict::ref)
        .collect(Collectors.toSet()));
    for (Reconciliation.Verdict verdict : verdicts) {
      context.getLog().info(
          "Compared with the broker verdict={} was={} orderRef={}", verdict.getClass().getSimpleName(),
          books.book().order(verdict.ref()).orElseThrow().getClass().getSimpleName(), verdict.ref());
      books.adopt(verdict);
      if (verdict instanceof Reconciliation.NotThere not) {
        inquiry.notThere(not);
      }
    }
    result.trades().commissions().forEach(commission -> charge(books, commission));
    breaks.concluded(result);
    foreign.concluded(result);
    inquiry.lacking().ifPresent(why -> once.say(
        Alert.Severity.WARNING, "books-in-part", new EngineText.BooksInPart(why)));
    result.books().open().forEach(order -> sayIfStray(books.book(), result.asked(), order));
    if (now().isBefore(cancellingAllUntil) && !result.books().open().isEmpty()) {
      inquiry.doubtUrgently();
    }
  }

  /**
   * An order with a reference of ours that has no business to be open.
   *
   * @param asked our book when the question was put: what was filled since may be open in the answer
   */
  private void sayIfStray(ExecutionBook book, ExecutionBook asked, BrokerOrder order) {
    if (!OrderRef.isOurs(order.orderRef(), around.account()) || !order.status().isWorking()) {
      return;
    }
    if (OrderRef.otherInstance(order.orderRef(), around.account(), around.settings().instance()).isPresent()) {
      // The break lock says it, once for all orders of another installation.
      return;
    }
    Optional<OrderLife> life = book.orders().filter(it -> it.leg().ref().value().equals(order.orderRef())).findFirst();
    Optional<OrderLife> before = life.flatMap(it -> asked.order(it.leg().ref()));
    if (life.isEmpty()) {
      once.say("unknown-" + order.orderRef(), new EngineText.StrayOrder(order.orderRef()));
    } else if (before.filter(it -> it.isFilled() && it instanceof OrderLife.Closed).isPresent()) {
      once.say("second-" + order.orderRef(), new EngineText.SecondOrder(order.orderRef()));
    }
  }

  /** A run whose orders would leave now if the link were not held back. */
  private void sayWhatWaits(ExecutionBook book, String why) {
    book.unsettled().filter(run -> !run.isWaiting())
        .filter(run -> run.orders().values().stream().anyMatch(OrderLife.Planned.class::isInstance))
        .forEach(run -> once.say(
            Alert.Severity.WARNING, "orders-wait-" + run.id(), new EngineText.OrdersWait(run.id(), why)));
  }

  private void sayWhatIsLate(ExecutionBook book) {
    Instant now = now();
    if (soundEpoch().filter(inquiry::isConcluded).isEmpty()) {
      return;
    }
    book.unsettled().filter(run -> now.isAfter(run.settleBy().plus(Sending.PARK_AFTER)))
        .flatMap(run -> run.orders().values().stream())
        .filter(life -> life instanceof OrderLife.Working working && working.status().isWorking())
        .map(life -> life.leg().ref()).filter(inquiry::isStanding)
        .forEach(ref -> once.say("late-" + ref, new EngineText.OrderLate(ref)));
  }

  /** Said again at each start, as the process may have died before it was said at all. */
  private void sayWhatIsUnknown(ExecutionBook book) {
    book.runs().values().stream().filter(run -> !run.isSettled() || run.isReportDue())
        .flatMap(run -> run.orders().values().stream())
        .forEach(life -> {
          if (life instanceof OrderLife.Parked parked) {
            raise(book, new OrderEvent.OrderParked(
                parked.leg().ref(), parked.reason(), parked.mayHaveFilled(), now()));
          }
          Alerts.ofPrices(life, now()).forEach(once::say);
        });
  }

  private void reported(Bookkeeping books, EngineNews.ReportWritten written) {
    Run run = books.book().runs().get(written.run());
    reportAsked.remove(written.run());
    if (run != null && run.reported() < written.revision()) {
      books.add(new RunEvent.RunReported(written.run(), written.revision(), now()));
    }
  }

  private void inquire(long epoch, ExecutionBook book) {
    long number = inquiry.start(epoch, book);
    boolean isAnySent = book.orders().anyMatch(
        life -> life instanceof OrderLife.InFlight || life instanceof OrderLife.Parked);
    if (around.settings().mode() != TradingMode.DRY_RUN || isAnySent) {
      breaks.asked(number);
      ask(new BrokerRequest.Positions(), answer -> new PositionsCame(number, answer));
    }
    ask(new BrokerRequest.OpenOrders(), answer -> new OpenCame(number, answer));
    ask(new BrokerRequest.CompletedOrders(), answer -> new CompletedCame(number, answer));
    ask(new BrokerRequest.Executions(around.account()), answer -> new TradesCame(number, answer));
    ask(new BrokerRequest.NextOrderId(), answer -> new NextIdCame(number, answer));
  }

  private void askDetails(Symbol symbol) {
    ask(new BrokerRequest.Details(instruments.wanted(symbol)), answer -> new DetailsCame(symbol, answer));
  }

  private <T> void ask(BrokerRequest<T> request, Function<Answer<T>, Command> wrap) {
    Answers.ask(context, around.gateway(), request, wrap);
  }

  private void reportIfDue(ExecutionBook book) {
    Instant now = now();
    for (Run run : book.runs().values()) {
      Instant asked = reportAsked.get(run.id());
      boolean isAsked = asked != null && now.isBefore(asked.plus(around.clock().patience(REPORT_RETRY)));
      if (run.isReportDue() && !isAsked) {
        reportAsked.put(run.id(), now);
        around.planner().tell(new RebalancePlanner.ReportRun(
            run, context.messageAdapter(EngineNews.ReportWritten.class, ReportCame::new)));
      } else if (!run.isReportDue()) {
        reportAsked.remove(run.id());
      }
    }
  }

  /**
   * The epoch of a link on which the broker's word can be taken: the Gateway has IBKR, and is logged in with this
   * account. Empty without one.
   */
  private Optional<Long> soundEpoch() {
    return link.filter(status -> status.accounts().contains(around.account())).flatMap(
        status -> switch (status.state()) {
          case SYNCHRONIZING, READY, HELD -> Optional.of(status.epoch());
          case OFFLINE, CONNECTING, HANDSHAKING, LINK_LOST -> Optional.<Long>empty();
        });
  }

  /** Whether the link is ready and only this actor has not heard of it yet. */
  private boolean isAlmostReady() {
    return link.filter(status -> status.state() == LinkState.SYNCHRONIZING).isPresent()
        && soundEpoch().filter(inquiry::isConcluded).isPresent();
  }

  /** Why no order may be sent though the books are compared; empty where that is not so. */
  private Optional<String> heldBack() {
    return link.filter(status -> isHeld()).map(
        status -> status.problem().map(LinkStatus.Problem::sentence).orElse("orders are held back"));
  }

  private boolean isHeld() {
    return isStanding(LinkState.HELD);
  }

  private boolean isReady() {
    return isStanding(LinkState.READY);
  }

  private boolean isStanding(LinkState state) {
    return link.filter(status -> status.state() == state).isPresent()
        && soundEpoch().filter(inquiry::isConcluded).isPresent();
  }

  private Instant now() {
    return around.clock().instant();
  }
}
