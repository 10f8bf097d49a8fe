package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Holding;
import evenkeel.domain.Language;
import evenkeel.domain.Leg;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.GatewaySupervisor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/** Guards with everything around them in a test's hands. */
final class GuardsRoom {
  static final String ID = "guards|" + Broker.ACCOUNT.value();
  /** Of the ids that the executor sets aside. */
  static final int FIRST_ID = 41;

  final TestProbe<OrderExecutor.Command> executor;
  final TestProbe<Guards.Stopped> stopped;
  final FakeGateway gateway;
  final TestClock clock;
  final PersistenceTestKit journal;
  final TalkativeOwner owner = new TalkativeOwner();
  final Contracts contracts = new KeptContracts();
  EngineSettings settings = Engine.settings(TradingMode.PAPER);
  private final ActorTestKit kit;
  private final TestProbe<PortfolioState.Command> portfolio;
  private final TestProbe<MarketData.Command> marketData;
  private final TestProbe<OrderExecutor.Taken> taken;
  private final TestProbe<EngineNews> news;
  private ActorRef<Guards.Command> guards;

  /** The contracts of these legs are known, as 1, 2 and so on. */
  GuardsRoom(ActorTestKit kit, Leg... legs) {
    this.kit = kit;
    executor = kit.createTestProbe();
    stopped = kit.createTestProbe();
    portfolio = kit.createTestProbe();
    marketData = kit.createTestProbe();
    taken = kit.createTestProbe();
    news = kit.createTestProbe();
    gateway = new FakeGateway(kit);
    clock = new TestClock(Broker.START, ManualTime.get(kit.system()));
    journal = PersistenceTestKit.create(kit.system());
    journal.clearAll();
    guards = kit.system().ignoreRef();
    IntStream.range(0, legs.length).forEach(i -> contracts.keep(
        legs[i].symbol(), new Contracts.Known(FakeGateway.contract(legs[i].symbol(), i + 1), Broker.START)));
  }

  /** Starts guards, in place of those before. */
  GuardsRoom start() {
    stop();
    guards = kit.spawn(Guards.create(new Guards.Surroundings(
        Broker.ACCOUNT, Broker.CLIENT, settings, clock, owner, portfolio.ref(), marketData.ref(), gateway.ref(),
        contracts, executor.ref(), news.ref())));
    return this;
  }

  /** Starts guards that know nothing of what was examined before. */
  void startAnew(EngineSettings other) {
    stop();
    journal.clearAll();
    settings = other;
    start();
  }

  void stop() {
    if (!guards.equals(kit.system().<Guards.Command>ignoreRef())) {
      kit.stop(guards);
      guards = kit.system().ignoreRef();
    }
  }

  void examine(Decision decision) {
    guards.tell(new Guards.Examine(decision, taken.ref(), stopped.ref()));
  }

  /** What the owner asks for, and the answer to it. */
  TestProbe<DeskReply> examine(Function<ActorRef<DeskReply>, OrderExecutor.Change> change) {
    TestProbe<DeskReply> reply = kit.createTestProbe(DeskReply.class);
    guards.tell(new Guards.ExamineChange(change.apply(reply.ref())));
    return reply;
  }

  /** The guards look into the executor's books. */
  void seesBook(ExecutionBook book) {
    seesBook(book, true);
  }

  void seesBook(ExecutionBook book, boolean isCompared) {
    executor.expectMessageClass(OrderExecutor.Look.class).replyTo().tell(new OrderExecutor.Looked(book, isCompared));
  }

  /** They see 200 shares of GLD and 5000 in cash, and the prices that these legs were planned with. */
  void seesAccount(String worth, Leg... legs) {
    var holdings = new TreeMap<>(Map.of(
        Broker.GLD.symbol(), Holding.of(Broker.GLD.symbol(), new BigDecimal(200), new BigDecimal(250))));
    marketData.expectMessageClass(MarketData.Ask.class).replyTo().tell(Stream.of(legs).map(this::quoted).toList());
    portfolio.expectMessageClass(PortfolioState.Look.class).replyTo().tell(new PortfolioLook.Seen(
        Broker.ACCOUNT, Portfolio.of("USD", new BigDecimal(worth), new BigDecimal("5000"), holdings.values()),
        List.of(),
        clock.instant()));
  }

  /** A look of the day shows them this value, all in cash, one second after the look before. */
  void observes(String worth) {
    clock.set(clock.instant().plusSeconds(1));
    BigDecimal value = new BigDecimal(worth);
    guards.tell(new Guards.Observed(
        Portfolio.of("USD", value, new BigDecimal("5000"), List.of()), clock.instant(), ExecutionBook.EMPTY));
    // It is over once the next question is put.
    TestProbe<DeskReply> reply = kit.createTestProbe(DeskReply.class);
    guards.tell(new Guards.ExamineChange(
        new OrderExecutor.Change(1, Optional.empty(), Optional.empty(), reply.ref())));
    seesBook(ExecutionBook.EMPTY);
    executor.expectMessageClass(OrderExecutor.Change.class);
  }

  List<Object> written() {
    return journal.persistedInStorage(ID);
  }

  /** They see books without an order, and then the same. */
  void sees(String worth, Leg... legs) {
    seesBook(ExecutionBook.EMPTY);
    seesAccount(worth, legs);
  }

  private QuoteLook quoted(Leg leg) {
    Optional<BigDecimal> last = Optional.of(leg.estimatedPrice());
    return new QuoteLook.Quoted(new Quote(
        leg.symbol(), last, Optional.empty(), Optional.empty(), Optional.empty(), last, false, clock.instant(),
        QuoteKind.DELAYED), Optional.empty());
  }

  /** So many previews are asked for, under ids that the executor has set aside. */
  List<GatewaySupervisor.Ask<?>> previews(int count) {
    OrderExecutor.SetAside wanted = executor.expectMessageClass(OrderExecutor.SetAside.class);
    assertThat(wanted.ids()).isEqualTo(count);
    wanted.replyTo().tell(new OrderExecutor.IdsSetAside(OptionalInt.of(FIRST_ID)));
    return IntStream.range(0, count).<GatewaySupervisor.Ask<?>>mapToObj(
        each -> gateway.expect(GatewaySupervisor.Ask.class)).toList();
  }

  /** The executor has no ids for previews. */
  void noIdsLeft() {
    executor.expectMessageClass(OrderExecutor.SetAside.class).replyTo()
        .tell(new OrderExecutor.IdsSetAside(OptionalInt.empty()));
  }

  /** The decision whose orders are handed on. */
  Decision passed() {
    return executor.expectMessageClass(OrderExecutor.Execute.class).decision();
  }

  Alert alert() {
    return news.expectMessageClass(EngineNews.Raised.class).alert();
  }

  String said() {
    return Language.EN.say(alert().phrase());
  }

  void saysNothing() {
    news.expectNoMessage();
  }
}
