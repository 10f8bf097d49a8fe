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
import evenkeel.domain.OrderRef;
import evenkeel.domain.Reconciliation;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.BrokerRequest.Trades;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.OrderNews;
import evenkeel.gateway.OrderTicket;
import evenkeel.gateway.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Executes the runs of one account, each intended order exactly once.
 *
 * <p>An order's intent and id are journalled before it is written. Nothing is written unless the link is ready in an
 * epoch in which the broker's books were compared with ours. An order whose fate is unknown is asked for; it is sent
 * again only after the broker, asked on the same day, did not know it.
 */
public final class OrderExecutor extends EventSourcedBehavior<OrderExecutor.Command, ExecutionEvent, ExecutionBook> {

  public sealed interface Command {}

  /** Take a decision over. Repeating it does nothing more than the first time. */
  public record Execute(Decision decision, ActorRef<Taken> replyTo) implements Command {}

  /** The run is this executor's responsibility from now on. */
  public record Taken(RunId run) {}

  /** Tell the state. */
  public record GetBook(ActorRef<ExecutionBook> replyTo) implements Command {}

  record LinkChanged(LinkStatus status) implements Command {}

  private record Heard(OrderNews news) implements Command {}

  private record OpenCame(long inquiry, Answer<List<BrokerOrder>> answer) implements Command {}

  private record CompletedCame(long inquiry, Answer<List<BrokerOrder>> answer) implements Command {}

  private record TradesCame(long inquiry, Answer<Trades> answer) implements Command {}

  private record NextIdCame(long inquiry, Answer<Integer> answer) implements Command {}

  private record DetailsCame(Symbol symbol, Answer<List<InstrumentDetails>> answer) implements Command {}

  private record SendCame(OrderRef ref, SendResult result) implements Command {}

  private record ReportCame(EngineNews.ReportWritten written) implements Command {}

  private enum Tick implements Command { INSTANCE }

  private enum TimerKey { TICK }

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration REPORT_RETRY = Duration.ofSeconds(30);
  // A commission is told seconds after its execution; one that comes before it waits here.
  private static final int LOOSE_COMMISSIONS_MAX = 1000;

  /** Who the executor is and whom it talks to. */
  public record Surroundings(
      AccountId account, int clientId, EngineSettings settings, EvenkeelClock clock,
      ActorRef<GatewaySupervisor.Command> gateway, ActorRef<RebalancePlanner.Command> planner,
      ActorRef<EngineNews> news) {
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
  private final Instruments instruments;
  private final Map<String, Commission> looseCommissions = new LinkedHashMap<>();
  private final Map<RunId, Instant> reportAsked = new LinkedHashMap<>();
  private Optional<LinkStatus> link = Optional.empty();

  private OrderExecutor(ActorContext<Command> context, TimerScheduler<Command> timers, Surroundings around) {
    super(PersistenceId.of("executor", around.account().value()), Journal.onFailure());
    this.context = context;
    this.timers = timers;
    this.around = around;
    this.inquiry = new Inquiry(around.clock());
    this.instruments = new Instruments(around.settings().orderType());
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
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), book -> {
          // Also after a journal failure: nothing from before it is believed, the books are compared anew.
          link = Optional.empty();
          inquiry.forget();
          around.gateway().tell(new GatewaySupervisor.WatchOrders(
              context.messageAdapter(OrderNews.class, Heard::new)));
          around.gateway().tell(new GatewaySupervisor.Watch(
              context.messageAdapter(LinkStatus.class, LinkChanged::new)));
          timers.startTimerWithFixedDelay(TimerKey.TICK, Tick.INSTANCE, around.clock().beat(TICK));
        })
        .build();
  }

  @Override
  public CommandHandler<Command, ExecutionEvent, ExecutionBook> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand(this::on);
  }

  private Effect<ExecutionEvent, ExecutionBook> on(ExecutionBook book, Command command) {
    var books = new Bookkeeping(book, now());
    switch (command) {
      case Execute execute -> take(books, execute);
      case GetBook get -> get.replyTo().tell(book);
      case LinkChanged changed -> onLink(changed.status());
      case Heard heard -> hear(books, heard.news());
      case OpenCame came -> inquiry.open(came.inquiry(), came.answer());
      case CompletedCame came -> inquiry.completed(came.inquiry(), came.answer());
      case TradesCame came -> inquiry.trades(came.inquiry(), came.answer());
      case NextIdCame came -> inquiry.nextId(came.inquiry(), came.answer());
      case DetailsCame came -> instruments.answered(came.symbol(), came.answer());
      case SendCame came -> onSent(came);
      case ReportCame came -> reported(books, came.written());
      case Tick.INSTANCE -> {
        // The time alone may have made something due; it is done below.
      }
    }
    inquiry.result().ifPresent(result -> conclude(books, result));
    List<OrderTicket> tickets = new Sending(around, instruments, inquiry, isReady()).proceed(books);
    return commit(books, command, tickets);
  }

  private Effect<ExecutionEvent, ExecutionBook> commit(
      Bookkeeping books, Command command, List<OrderTicket> tickets) {
    List<ExecutionEvent> events = books.events();
    if (events.isEmpty()) {
      return Effect().none().thenRun(book -> after(book, command, events, tickets));
    }
    return Effect().persist(events).thenRun(book -> after(book, command, events, tickets));
  }

  /** Everything that leaves the actor, once the events are on disk. */
  private void after(
      ExecutionBook book, Command command, List<ExecutionEvent> events, List<OrderTicket> tickets) {
    tickets.forEach(this::send);
    for (ExecutionEvent event : events) {
      context.getLog().info("Booked {}", event);
      around.news().tell(new EngineNews.Booked(event));
    }
    if (command instanceof ReportCame came) {
      around.news().tell(new EngineNews.Reported(came.written().run()));
    }
    if (command instanceof Execute execute) {
      execute.replyTo().tell(new Taken(execute.decision().run()));
    }
    instruments.toAsk(book).forEach(this::askDetails);
    inquireIfDue(book);
    reportIfDue(book);
  }

  private void send(OrderTicket ticket) {
    OrderRef ref = ticket.leg().ref();
    long epoch = link.map(LinkStatus::epoch).orElse(0L);
    ActorRef<Command> self = context.getSelf();
    around.gateway().tell(new GatewaySupervisor.Submit(
        epoch, ticket, context.spawnAnonymous(Behaviors.<SendResult>receiveMessage(result -> {
          self.tell(new SendCame(ref, result));
          return Behaviors.stopped();
        }))));
  }

  private void take(Bookkeeping books, Execute execute) {
    Decision decision = execute.decision();
    if (books.book().runs().containsKey(decision.run())) {
      return;
    }
    Runs.start(decision, around, now()).ifPresent(books::add);
  }

  private void onLink(LinkStatus status) {
    boolean isNewEpoch = link.map(LinkStatus::epoch).orElse(0L) != status.epoch();
    link = Optional.of(status);
    if (isNewEpoch || !status.state().answers()) {
      inquiry.forget();
    }
    if (isNewEpoch && status.state() == LinkState.SYNCHRONIZING) {
      inquire();
    }
  }

  private void hear(Bookkeeping books, OrderNews news) {
    switch (news) {
      case OrderNews.Shown shown -> books.shown(shown.order());
      case OrderNews.Status status -> books.status(status);
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
        books.notice(notice, around.clientId());
        context.getLog().warn(
            "Gateway says of an order orderId={} code={} text=\"{}\"", notice.orderId(), notice.code(), notice.text());
        inquiry.doubt(notice);
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
      inquiry.doubtAll();
    }
  }

  /** The broker's books are complete: book what they say, and remember what they do not know. */
  private void conclude(Bookkeeping books, Inquiry.Result result) {
    for (Reconciliation.Verdict verdict : Reconciliation.of(books.book(), result.books(), now())) {
      switch (verdict) {
        case Reconciliation.Adopt adopt -> books.adopt(adopt);
        case Reconciliation.NotThere not -> inquiry.notThere(not.ref());
        case Reconciliation.Ambiguous ambiguous -> park(books, ambiguous);
      }
    }
    result.trades().commissions().forEach(commission -> charge(books, commission));
    foreign(books, result);
    link.filter(status -> status.epoch() == result.epoch() && status.state() == LinkState.SYNCHRONIZING).ifPresent(
        status -> around.gateway().tell(new GatewaySupervisor.Reconciled(status.epoch(), around.account())));
  }

  private void park(Bookkeeping books, Reconciliation.Ambiguous ambiguous) {
    books.add(new evenkeel.domain.OrderEvent.OrderParked(ambiguous.ref(), ambiguous.reason(), now()));
    alert(Alert.Severity.CRITICAL, "parked-" + ambiguous.ref(), "Order " + ambiguous.ref()
        + " has an unknown fate: " + ambiguous.reason() + "; look at it in TWS or Client Portal");
  }

  /** Orders that bear a reference of ours and are not in the journal: its tail was lost, or it is another's journal. */
  private void foreign(Bookkeeping books, Inquiry.Result result) {
    for (BrokerOrder order : result.books().open()) {
      boolean isUnknown = OrderRef.isOurs(order.orderRef(), around.account())
          && books.book().order(new OrderRef(order.orderRef())).isEmpty();
      if (isUnknown) {
        alert(Alert.Severity.CRITICAL, "unknown-" + order.orderRef(), "The broker has the open order "
            + order.orderRef() + ", which the journal does not know; check the data directory, then cancel it or let it"
            + " fill");
      }
    }
  }

  private void reported(Bookkeeping books, EngineNews.ReportWritten written) {
    Run run = books.book().runs().get(written.run());
    if (run != null && run.reported() < written.revision()) {
      books.add(new RunEvent.RunReported(written.run(), written.revision(), now()));
    }
  }

  private void inquireIfDue(ExecutionBook book) {
    if (link.filter(status -> status.state().answers()).isPresent() && inquiry.isDue(book)) {
      inquire();
    }
  }

  private void inquire() {
    long number = inquiry.start(link.map(LinkStatus::epoch).orElse(0L));
    ask(new BrokerRequest.OpenOrders(), answer -> new OpenCame(number, answer));
    ask(new BrokerRequest.CompletedOrders(), answer -> new CompletedCame(number, answer));
    ask(new BrokerRequest.Executions(around.account()), answer -> new TradesCame(number, answer));
    ask(new BrokerRequest.NextOrderId(), answer -> new NextIdCame(number, answer));
  }

  private void askDetails(Symbol symbol) {
    ask(new BrokerRequest.Details(Instrument.usStock(symbol)), answer -> new DetailsCame(symbol, answer));
  }

  private <T> void ask(BrokerRequest<T> request, java.util.function.Function<Answer<T>, Command> wrap) {
    around.gateway().tell(new GatewaySupervisor.Ask<>(request, Answers.to(context, wrap)));
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

  private boolean isReady() {
    return link.filter(status -> status.state() == LinkState.READY && inquiry.isConcluded(status.epoch())).isPresent();
  }

  private void alert(Alert.Severity severity, String key, String sentence) {
    around.news().tell(new EngineNews.Raised(new Alert(severity, key, sentence, now())));
  }

  private Instant now() {
    return around.clock().instant();
  }
}
