package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Contract;
import evenkeel.domain.ContractId;
import evenkeel.domain.Holding;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.Answer;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.QuoteNews;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quotes are those of one contract, and a plan is made of the holdings of that very contract. */
class IdentifiedQuotesTest {
  private static final Symbol GLD = Broker.GLD.symbol();
  private static final Symbol BIL = Broker.BIL.symbol();
  private static final EngineSettings SETTINGS = Engine.settings(TradingMode.PAPER);

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final TestClock clock = new TestClock(Broker.START, ManualTime.get(kit.system()));
  private final FakeGateway gateway = new FakeGateway(kit);
  private final KeptContracts kept = new KeptContracts();
  private final TestProbe<List<QuoteLook>> quotes = kit.createTestProbe();
  private final TestProbe<EngineNews> news = kit.createTestProbe();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldAskWhichContractItIsBeforeItsPrice() {
    ask();
    GatewaySupervisor.WatchQuote watch = gateway.expect(GatewaySupervisor.WatchQuote.class);
    int id = watch.instrument().contractId();
    assertThat(id).isPositive();
    complete(watch.watcher());
    assertThat(quotes.receiveMessage()).singleElement().satisfies(
        look -> assertThat(look.identity()).contains(new QuoteLook.Identity(new ContractId(id), Optional.empty())));
  }

  @Test
  void shouldNotPriceAnAmbiguousSymbol() {
    means(1, 2);
    ask();
    gateway.answerDetails(1);
    assertThat(quotes.receiveMessage()).singleElement().isInstanceOfSatisfying(QuoteLook.NotQuoted.class, not -> {
      assertThat(not.reason()).contains("GLD is ambiguous: 1 GLD", "2 GLD", "primary-exchange or con-id");
      assertThat(not.identity()).isEmpty();
    });
  }

  @Test
  void shouldAskAnewWhereTheBrokerDoesNotKnowAKeptContractAnyMore() {
    kept.keep(GLD, new Contracts.Known(FakeGateway.contract(GLD, 4711), clock.instant()));
    means(9900);
    ask();
    GatewaySupervisor.WatchQuote dead = gateway.expect(GatewaySupervisor.WatchQuote.class);
    assertThat(dead.instrument().contractId()).isEqualTo(4711);
    dead.watcher().tell(new QuoteNews.Refused(GLD, 200, "No security definition has been found for the request"));
    GatewaySupervisor.WatchQuote watch = gateway.expect(GatewaySupervisor.WatchQuote.class);
    assertThat(watch.instrument().contractId()).isEqualTo(9900);
    complete(watch.watcher());
    QuoteLook.Identity identity = quotes.receiveMessage().getFirst().identity().orElseThrow();
    assertThat(identity.id()).isEqualTo(new ContractId(9900));
    assertThat(identity.change().map(Contracts.Change::from)).contains(new ContractId(4711));
  }

  @Test
  void shouldAskAnewOnlyOnce() {
    kept.keep(GLD, new Contracts.Known(FakeGateway.contract(GLD, 4711), clock.instant()));
    means(4711);
    ask();
    var refused = new QuoteNews.Refused(GLD, 200, "No security definition has been found for the request");
    gateway.expect(GatewaySupervisor.WatchQuote.class).watcher().tell(refused);
    gateway.expect(GatewaySupervisor.WatchQuote.class).watcher().tell(refused);
    assertThat(quotes.receiveMessage()).singleElement().isInstanceOf(QuoteLook.NotQuoted.class);
  }

  /** ib-edavki#53: what is held under the target's symbol is another listing. */
  @Test
  void shouldLeaveAnotherListingAloneAndBuyTheTarget() {
    Assessment assessment = assess(held(77, "LSEETF", 300), 1, Optional.empty());
    assertThat(assessment.outcome()).isInstanceOfSatisfying(PlanOutcome.Plan.class, plan -> {
      assertThat(plan.drift().untouched()).singleElement()
          .satisfies(holding -> assertThat(holding.contract().listing()).isEqualTo("LSEETF, USD"));
      assertThat(plan.orders()).allSatisfy(order -> assertThat(order.contract()).isPresent());
      assertThat(plan.drift().lines().getFirst().shares()).isZero();
    });
  }

  @Test
  void shouldPlanTwoListingsOfOneSymbolByTheOneThatIsMeant() {
    var holdings = new TreeMap<>(held(77, "LSEETF", 300));
    holdings.putAll(held(1, "ARCA", 20));
    Assessment assessment = assess(holdings, 1, Optional.empty());
    assertThat(assessment.outcome().driftReport().orElseThrow().lines().getFirst().shares())
        .isEqualByComparingTo("20");
  }

  @Test
  void shouldRefuseAPlanWhereTheContractOfAHoldingChanged() {
    var change = Optional.of(new Contracts.Change(new ContractId(4711), clock.instant()));
    for (int id : new int[]{1, 4711}) {
      Assessment assessment = assess(held(id, "ARCA", 20), 1, change);
      assertThat(((PlanOutcome.Refused) assessment.outcome()).reasons()).containsExactly(
          "GLD: the contract changed from 4711 to 1 and 20 shares are held, as after a corporate action; accept it"
              + " with evenkeel resume --accept-broker, or set con-id of the target");
    }
  }

  @Test
  void shouldGoOnWithTheNewContractWhereNothingIsHeld() {
    var change = Optional.of(new Contracts.Change(new ContractId(4711), clock.instant()));
    TestProbe<MarketData.Command> market = kit.createTestProbe(MarketData.Command.class);
    Assessment assessment = assess(Map.of(), 1, change, market);
    assertThat(assessment.outcome()).isInstanceOf(PlanOutcome.Plan.class);
    assertThat(market.expectMessageClass(MarketData.ForgetChange.class).symbol()).isEqualTo(GLD);
  }

  private Assessment assess(Map<ContractId, Holding> holdings, int id, Optional<Contracts.Change> change) {
    return assess(holdings, id, change, kit.createTestProbe(MarketData.Command.class));
  }

  private Assessment assess(
      Map<ContractId, Holding> holdings, int id, Optional<Contracts.Change> change,
      TestProbe<MarketData.Command> market) {
    TestProbe<Assessment> answer = kit.createTestProbe(Assessment.class);
    TestProbe<PortfolioState.Command> portfolio = kit.createTestProbe(PortfolioState.Command.class);
    kit.spawn(Assessor.create(SETTINGS, portfolio.ref(), market.ref(), clock, answer.ref()));
    market.expectMessageClass(MarketData.Ask.class).replyTo().tell(List.of(
        quoted(GLD, "300", id, change), quoted(BIL, "90", 2, Optional.empty())));
    BigDecimal shares = holdings.values().stream().map(Holding::shares).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal cash = new BigDecimal("100000");
    portfolio.expectMessageClass(PortfolioState.Look.class).replyTo().tell(new PortfolioLook.Seen(
        Broker.ACCOUNT, new Portfolio(
            "USD", cash.add(shares.multiply(new BigDecimal("300"))), cash, new TreeMap<>(holdings), new TreeMap<>()),
        List.of(), clock.instant()));
    return answer.receiveMessage();
  }

  private static Map<ContractId, Holding> held(int id, String exchange, int shares) {
    var contract = new Contract(new ContractId(id), GLD, "STK", exchange, "USD");
    return Map.of(contract.id(), new Holding(contract, new BigDecimal(shares), BigDecimal.TEN));
  }

  private QuoteLook quoted(Symbol symbol, String price, int id, Optional<Contracts.Change> change) {
    Instant now = clock.instant();
    Optional<BigDecimal> last = Optional.of(new BigDecimal(price));
    var quote = new Quote(
        symbol, last, Optional.of(now), Optional.empty(), Optional.empty(), last, false, now,
        QuoteKind.LIVE);
    return new QuoteLook.Quoted(
        quote, Optional.empty(), Optional.of(new QuoteLook.Identity(new ContractId(id), change)));
  }

  private void means(int... ids) {
    gateway.describe(GLD, new Answer.Given<>(
        IntStream.of(ids).mapToObj(id -> FakeGateway.contract(GLD, id)).toList()));
  }

  private void ask() {
    var identification = new Identification(SETTINGS.targets(), kept, OwnersWord.NONE, clock);
    ActorRef<MarketData.Command> market = kit.spawn(MarketData.create(
        SETTINGS, identification, gateway.ref(), clock, news.ref()));
    market.tell(new MarketData.Ask(List.of(GLD), quotes.ref()));
  }

  private void complete(ActorRef<QuoteNews> watcher) {
    Optional<BigDecimal> price = Optional.of(new BigDecimal("300"));
    watcher.tell(new QuoteNews.Tick(GLD, QuoteNews.Field.LAST, price, clock.instant()));
    watcher.tell(new QuoteNews.Tick(GLD, QuoteNews.Field.PREVIOUS_CLOSE, price, clock.instant()));
    watcher.tell(new QuoteNews.Traded(GLD, clock.instant()));
    watcher.tell(new QuoteNews.Halt(GLD, false));
  }
}
