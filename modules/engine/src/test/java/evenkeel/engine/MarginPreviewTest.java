package evenkeel.engine;

import static evenkeel.engine.Broker.BIL;
import static evenkeel.engine.Broker.GLD;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Holding;
import evenkeel.domain.Language;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.Session;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.OrderPreview;
import evenkeel.gateway.OrderPreview.Effect;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the guards ask the broker before orders with buys go on. */
class MarginPreviewTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Decision DECISION = Decisions.trade(TradingMode.PAPER, GLD, BIL);
  private static final int FIRST_ID = 41;

  private final TestProbe<PortfolioState.Command> portfolio = KIT.createTestProbe();
  private final TestProbe<MarketData.Command> marketData = KIT.createTestProbe();
  private final TestProbe<OrderExecutor.Command> executor = KIT.createTestProbe();
  private final TestProbe<OrderExecutor.Taken> taken = KIT.createTestProbe();
  private final TestProbe<Guards.Stopped> stopped = KIT.createTestProbe();
  private final TestProbe<EngineNews> news = KIT.createTestProbe();
  private final FakeGateway gateway = new FakeGateway(KIT);
  private final TestClock clock = new TestClock(Broker.START, ManualTime.get(KIT.system()));
  private final Contracts contracts = new KeptContracts();
  private ActorRef<Guards.Command> guards = KIT.system().ignoreRef();

  @BeforeEach
  void open() {
    PersistenceTestKit.create(KIT.system()).clearAll();
    Stream.of(GLD, BIL).map(Leg::symbol).forEach(symbol -> contracts.keep(
        symbol, new Contracts.Known(FakeGateway.contract(symbol, symbol.equals(GLD.symbol()) ? 7 : 8), Broker.START)));
    start(Engine.settings(TradingMode.PAPER));
  }

  @AfterEach
  void close() {
    KIT.stop(guards);
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  private void start(EngineSettings settings) {
    guards = KIT.spawn(Guards.create(new Guards.Surroundings(
        Broker.ACCOUNT, settings, clock, OwnersWord.NONE, portfolio.ref(), marketData.ref(), gateway.ref(), contracts,
        executor.ref(), news.ref())));
  }

  /** Other guards, which know nothing of what was examined before. */
  private void restart(EngineSettings settings) {
    KIT.stop(guards);
    PersistenceTestKit.create(KIT.system()).clearAll();
    start(settings);
  }

  /** The guards examine the decision, and find nothing against it by themselves. */
  private void examine(Decision decision) {
    guards.tell(new Guards.Examine(decision, taken.ref(), stopped.ref()));
    executor.expectMessageClass(OrderExecutor.Look.class).replyTo()
        .tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, true));
    marketData.expectMessageClass(MarketData.Ask.class).replyTo()
        .tell(List.of(quoted(GLD.symbol(), "300"), quoted(BIL.symbol(), "90")));
    var holdings = new TreeMap<Symbol, Holding>();
    holdings.put(GLD.symbol(), new Holding(GLD.symbol(), new BigDecimal(200), new BigDecimal(250)));
    portfolio.expectMessageClass(PortfolioState.Look.class).replyTo().tell(new PortfolioLook.Seen(
        Broker.ACCOUNT, new Portfolio("USD", new BigDecimal(65000), new BigDecimal(5000), holdings), List.of(),
        clock.instant()));
  }

  private QuoteLook quoted(Symbol symbol, String price) {
    Optional<BigDecimal> last = Optional.of(new BigDecimal(price));
    return new QuoteLook.Quoted(new Quote(
        symbol, last, Optional.empty(), Optional.empty(), Optional.empty(), last, false, clock.instant(),
        QuoteKind.DELAYED), Optional.empty());
  }

  /** So many previews are asked for, under ids that the executor has set aside. */
  private List<GatewaySupervisor.Ask<?>> asked(int count) {
    OrderExecutor.SetAside wanted = executor.expectMessageClass(OrderExecutor.SetAside.class);
    assertThat(wanted.ids()).isEqualTo(count);
    wanted.replyTo().tell(new OrderExecutor.IdsSetAside(FIRST_ID));
    return IntStream.range(0, count).<GatewaySupervisor.Ask<?>>mapToObj(
        each -> gateway.expect(GatewaySupervisor.Ask.class)).toList();
  }

  private static HandOrder wish(Leg leg) {
    return new HandOrder(leg.symbol(), leg.side(), leg.quantity(), leg.type(), leg.timeInForce(), leg.limit());
  }

  private String held() {
    return Language.EN.say(news.expectMessageClass(EngineNews.Raised.class).alert().phrase());
  }

  @Test
  void shouldPassWhatTheSellsOfTheSameRunPayFor() {
    examine(DECISION);
    List<GatewaySupervisor.Ask<?>> asked = asked(2);
    assertThat(asked).extracting(ask -> (Object) ask.request()).containsExactly(
        new BrokerRequest.Preview(
            Broker.ACCOUNT, Qualification.routed(GLD.symbol(), FakeGateway.contract(GLD.symbol(), 7)),
            wish(GLD), OptionalInt.of(FIRST_ID)),
        new BrokerRequest.Preview(
            Broker.ACCOUNT, Qualification.routed(BIL.symbol(), FakeGateway.contract(BIL.symbol(), 8)),
            wish(BIL), OptionalInt.of(FIRST_ID + 1)));
    gateway.answer(asked.get(1), FakeGateway.preview(60000, 27000, 65000));
    executor.expectNoMessage(Duration.ZERO);
    gateway.answer(asked.get(0), FakeGateway.preview(60000, -30000, 65000));
    assertThat(executor.expectMessageClass(OrderExecutor.Execute.class).decision()).isEqualTo(DECISION);
  }

  @Test
  void shouldStopWhatTheAccountCannotCarryAndNameTheNumbers() {
    examine(DECISION);
    List<GatewaySupervisor.Ask<?>> asked = asked(2);
    gateway.answer(asked.get(0), FakeGateway.preview(60000, -10000, 65000));
    gateway.answer(asked.get(1), FakeGateway.preview(60000, 27000, 65000));
    assertThat(stopped.receiveMessage().reasons()).singleElement().asString()
        .contains("77000.00").contains("64998.00").contains("guards.margin-preview");
  }

  @Test
  void shouldStopWhatTheBrokerSaysThatItWouldRefuse() {
    examine(DECISION);
    gateway.answer(asked(2).get(1), new Answer.Refused<OrderPreview>(201, "Order rejected - reason:no"));
    assertThat(stopped.receiveMessage().reasons()).containsExactly(
        "the broker would refuse BUY 300 BIL MOC DAY: Order rejected - reason:no (code 201, guards.margin-preview)");
  }

  @Test
  void shouldHoldAScheduledRunBackUntilTheBrokerAnswers() {
    examine(DECISION);
    gateway.answer(asked(2).getFirst(), new Answer.Missing<OrderPreview>("preview: no answer within 10 s"));
    assertThat(held()).isEqualTo(
        "Run 20251031-month-end is held back: the broker did not say what the orders would do to the margin:"
            + " preview: no answer within 10 s");
    stopped.expectNoMessage(Duration.ZERO);
    examine(DECISION);
    asked(2).forEach(ask -> gateway.answer(ask, FakeGateway.preview(60000, 1000, 65000)));
    executor.expectMessageClass(OrderExecutor.Execute.class);
  }

  @Test
  void shouldNotReadWhatIsLeftOpenAsNothing() {
    var open = new Effect(Optional.empty(), Optional.empty(), Optional.empty());
    for (OrderPreview unreadable : List.of(FakeGateway.preview(open, FakeGateway.effect(65000, -1)),
        FakeGateway.preview(FakeGateway.effect(60000, 27000), open))) {
      examine(DECISION);
      gateway.answer(asked(2).get(1), new Answer.Given<>(unreadable));
      assertThat(held()).contains("the preview of BUY 300 BIL MOC DAY leaves the margin open");
    }
    executor.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldHoldBackWhileTheFateOfAnotherOrderIsOpen() {
    examine(DECISION);
    executor.expectMessageClass(OrderExecutor.SetAside.class);
    clock.pass(Duration.ofMinutes(1));
    assertThat(held()).contains("the fate of an order that was sent is still open");
  }

  @Test
  void shouldAnswerAtOnceWhoeverAsksByHand() {
    Session today = NyseCalendar.session(Decisions.TRIGGER.session()).orElseThrow();
    var byHand = new Decision(
        Trigger.manual(today, Broker.START, Broker.CUT_OFF), DECISION.account(), DECISION.mode(), DECISION.at(),
        DECISION.looked(), DECISION.prices(), DECISION.verdict());
    examine(byHand);
    gateway.answer(asked(2).getFirst(), new Answer.Missing<OrderPreview>("preview: not connected"));
    assertThat(stopped.receiveMessage().reasons()).singleElement().asString().contains("preview: not connected");
  }

  @Test
  void shouldAskNothingInDryRunOrWithoutBuysOrWhereTheOwnerSaysSo() {
    examine(Decisions.trade(TradingMode.DRY_RUN, GLD, BIL));
    executor.expectMessageClass(OrderExecutor.Execute.class);
    restart(Engine.settings(TradingMode.PAPER));
    examine(Decisions.trade(TradingMode.PAPER, GLD));
    executor.expectMessageClass(OrderExecutor.Execute.class);
    GuardLimits limits = Engine.GUARDS;
    restart(Engine.settings(TradingMode.PAPER).with(new GuardLimits(
        limits.orderValueMax(), limits.runValueMax(), limits.ordersPerDayMax(), limits.priceDistanceMax(),
        limits.accountChangeMax(), false, true, false)));
    examine(DECISION);
    executor.expectMessageClass(OrderExecutor.Execute.class);
  }

  @Test
  void shouldLookAContractUpThatIsNotKnownAndLeaveOutWhatCannotBeTraded() {
    contracts.drop(GLD.symbol());
    contracts.drop(BIL.symbol());
    gateway.describe(GLD.symbol(), new Answer.Given<>(List.of(
        FakeGateway.contract(GLD.symbol(), 1), FakeGateway.contract(GLD.symbol(), 2))));
    examine(DECISION);
    gateway.answerDetails(2);
    gateway.answer(asked(1).getFirst(), FakeGateway.preview(30000, 27000, 65000));
    executor.expectMessageClass(OrderExecutor.Execute.class);
    assertThat(contracts.kept(BIL.symbol())).isPresent();
  }
}
