package evenkeel.engine;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.ExpectedPositions;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.FreezeScope;
import evenkeel.domain.Holding;
import evenkeel.domain.InstanceMark;
import evenkeel.domain.Leg;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderType;
import evenkeel.domain.Run;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.WriteEvents;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/** An executor with everything around it in a test's hands. */
final class ExecutorRoom {
  private static final String ID = "executor|" + Broker.ACCOUNT.value();

  final TestClock clock;
  final PersistenceTestKit journal;
  final TestProbe<RebalancePlanner.ReportRun> planner;
  OwnersWord owner = OwnersWord.NONE;
  FreezeScope scope = FreezeScope.ACCOUNT;
  InstanceMark instance = InstanceMark.NONE;
  FakeGateway gateway;
  private final ActorTestKit kit;
  private final NewsReel news;
  private TradingMode mode = TradingMode.PAPER;
  private OrderType type = OrderType.MOC;
  private Contracts contracts = Contracts.None.INSTANCE;
  private ActorRef<OrderExecutor.Command> executor;

  ExecutorRoom(ActorTestKit kit) {
    this.kit = kit;
    clock = new TestClock(Broker.START, ManualTime.get(kit.system()));
    journal = PersistenceTestKit.create(kit.system());
    journal.clearAll();
    journal.resetPolicy();
    planner = kit.createTestProbe(RebalancePlanner.ReportRun.class);
    news = new NewsReel(kit);
    gateway = new FakeGateway(kit);
    executor = kit.system().ignoreRef();
  }

  ExecutorRoom in(TradingMode other) {
    mode = other;
    return this;
  }

  ExecutorRoom with(Contracts kept) {
    contracts = kept;
    return this;
  }

  ExecutorRoom with(OrderType other) {
    type = other;
    return this;
  }

  /** What the executor is asked for by hand, and its answer. */
  TestProbe<DeskReply> ask(Function<ActorRef<DeskReply>, OrderExecutor.Request> request) {
    TestProbe<DeskReply> reply = kit.createTestProbe(DeskReply.class);
    executor.tell(request.apply(reply.ref()));
    return reply;
  }

  /** What the journal has before the executor starts. */
  ExecutorRoom given(ExecutionEvent... events) {
    boolean isCompared = Stream.of(events).anyMatch(LockEvent.class::isInstance);
    if (events.length > 0) {
      // An account that held nothing before any of it.
      var before = Stream.<Object>of(new LockEvent.BrokerAccepted(new TreeMap<>(), List.of(), Broker.START));
      journal.persistForRecovery(ID, Stream.concat(isCompared ? Stream.of() : before, Stream.of(events)).toList());
    }
    return this;
  }

  /** Starts an executor, in place of the one before, which is killed: a crash. */
  ExecutorRoom start() {
    stop();
    gateway = new FakeGateway(kit).ofExecutor().after(gateway);
    executor = kit.spawn(Behaviors.<OrderExecutor.Command>supervise(
        OrderExecutor.create(new OrderExecutor.Surroundings(
            Broker.ACCOUNT, Broker.CLIENT, Engine.settings(mode, type, Optional.empty())
                .with(new Caution(Optional.empty(), FirstRuns.NONE, Approval.NONE, scope)).with(instance),
            clock, gateway.ref(),
            planner.ref(), news.ref(), contracts, owner)))
        .onFailure(SupervisorStrategy.stop()));
    return this;
  }

  /** A crash, once everything that was heard is written. */
  void stop() {
    if (!executor.equals(kit.system().<OrderExecutor.Command>ignoreRef())) {
      book();
      kit.stop(executor);
      executor = kit.system().ignoreRef();
    }
  }

  /** The link comes up in this epoch, the books are compared, and orders may go. */
  void ready(long epoch, FakeGateway.Books books) {
    link(LinkState.SYNCHRONIZING, epoch);
    gateway.expectInquiry(books);
    gateway.expect(GatewaySupervisor.Reconciled.class);
    link(LinkState.READY, epoch);
  }

  void link(LinkState state, long epoch) {
    link(state, epoch, 1);
  }

  void link(LinkState state, long epoch, int nextOrderId) {
    gateway.link(Engine.link(state, epoch, nextOrderId, clock.instant(), Broker.ACCOUNT));
  }

  /** Hands a decision over and answers the comparison that goes before its first order. */
  void execute(Leg... legs) {
    take(Decisions.trade(mode, legs));
    gateway.expectInquiry(FakeGateway.Books.EMPTY);
  }

  void take(Decision decision) {
    TestProbe<OrderExecutor.Taken> taken = kit.createTestProbe(OrderExecutor.Taken.class);
    executor.tell(new OrderExecutor.Execute(decision, taken.ref()));
    taken.expectMessage(new OrderExecutor.Taken(decision.run()));
  }

  void tell(OrderExecutor.Command command) {
    executor.tell(command);
  }

  /** The order goes out and is taken by the broker. */
  GatewaySupervisor.Submit accepted() {
    GatewaySupervisor.Submit submit = gateway.sent();
    acknowledge(submit);
    return submit;
  }

  void acknowledge(GatewaySupervisor.Submit submit) {
    gateway.say(
        Broker.shown(submit.ticket().leg(), submit.ticket().orderId(), BrokerStatus.PRE_SUBMITTED),
        Broker.status(submit.ticket().orderId(), BrokerStatus.PRE_SUBMITTED));
    if (submit.ticket().leg().side() == Side.SELL) {
      // Purchases wait until it has stood for a moment.
      tick();
    }
  }

  static BrokerOrder atBroker(GatewaySupervisor.Submit submit) {
    return Broker.order(submit.ticket().leg(), submit.ticket().orderId(), BrokerStatus.PRE_SUBMITTED);
  }

  ExecutionBook book() {
    TestProbe<ExecutionBook> reply = kit.createTestProbe(ExecutionBook.class);
    executor.tell(new OrderExecutor.GetBook(reply.ref()));
    return reply.receiveMessage();
  }

  Run run() {
    return book().runs().get(Broker.RUN);
  }

  OrderLife life(Leg leg) {
    return book().order(leg.ref()).orElseThrow();
  }

  /** What the executor has sent to the gateway and nobody took yet, up to now. */
  List<GatewaySupervisor.Command> rest() {
    return gateway.<ExecutionBook>rest(replyTo -> executor.tell(new OrderExecutor.GetBook(replyTo)));
  }

  /** Moves the clock a second and has the executor notice. */
  void tick() {
    pass(Duration.ofSeconds(1));
  }

  void pass(Duration duration) {
    book();
    clock.pass(duration);
    book();
  }

  /** The clock moves on without the timers, as when a machine sleeps, but for the last second. */
  void passTo(Instant instant) {
    book();
    clock.set(instant.minusSeconds(1));
    tick();
  }

  /** The alerts raised so far, by their keys. */
  List<String> alerts() {
    return NewsReel.alerts(heard());
  }

  /** All news so far. */
  List<EngineNews> heard() {
    return news.<ExecutionBook>until(replyTo -> executor.tell(new OrderExecutor.GetBook(replyTo)));
  }

  /** Waits until the executor, after a failed write, has started again: it watches the gateway anew. */
  void awaitRestart() {
    gateway.awaitWatchers(clock);
  }

  /** Something happens while the next such event is being written. */
  void whileWriting(Class<? extends OrderEvent> awaited, Runnable happening) {
    journal.withPolicy((id, operation) -> {
      if (operation instanceof WriteEvents write
          && write.getBatch().stream().anyMatch(awaited::isInstance)) {
        happening.run();
      }
      return ProcessingSuccess.getInstance();
    });
  }

  /** All that is journalled, comparisons with the broker's positions included. */
  List<Object> everythingWritten() {
    return journal.persistedInStorage(ID);
  }

  List<Object> written() {
    return journal.persistedInStorage(ID).stream().filter(event -> !(event instanceof LockEvent)).toList();
  }

  /** What came of the comparisons with the broker's positions. */
  List<LockEvent> locks() {
    return journal.persistedInStorage(ID).stream().filter(LockEvent.class::isInstance).map(LockEvent.class::cast)
        .filter(event -> !(event instanceof LockEvent.PositionsConfirmed))
        .toList();
  }

  /** The shares that our books have of the one contract of this symbol. */
  BigDecimal held(Symbol symbol) {
    ExpectedPositions positions = book().lock().positions().orElseThrow();
    return positions.held().values().stream().filter(holding -> holding.symbol().equals(symbol)).map(Holding::shares)
        .reduce(positions.unidentified().getOrDefault(symbol, BigDecimal.ZERO), BigDecimal::add);
  }
}
