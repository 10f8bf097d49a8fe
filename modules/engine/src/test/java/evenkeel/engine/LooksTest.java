package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.ContractId;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.QuoteNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is looked at before a plan: the portfolio, the prices, and both together. */
class LooksTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Symbol BIL = new Symbol("BIL");
  private static final EngineSettings SETTINGS = Engine.settings(TradingMode.PAPER);

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final TestClock clock = new TestClock(Broker.START, ManualTime.get(kit.system()));
  private final FakeGateway gateway = new FakeGateway(kit);
  private final TestProbe<PortfolioLook> looks = kit.createTestProbe(PortfolioLook.class);
  private final TestProbe<EngineNews> news = kit.createTestProbe();
  private final TestProbe<List<QuoteLook>> quotes = kit.createTestProbe();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  // The portfolio.

  @Test
  void shouldAskForAllOfTheAccountSideBySide() {
    ActorRef<PortfolioState.Command> portfolio = portfolio();
    portfolio.tell(new PortfolioState.Look(looks.ref()));
    var values = gateway.expect(GatewaySupervisor.Ask.class);
    var positions = gateway.expect(GatewaySupervisor.Ask.class);
    gateway.answer(
        gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(List.<BrokerOrder>of()));
    gateway.answer(positions, new Answer.Given<>(List.<BrokerPosition>of()));
    gateway.answer(values, new Answer.Given<>(values()));
    assertThat(looks.receiveMessage()).isInstanceOfSatisfying(
        PortfolioLook.Seen.class, seen -> assertThat(seen.portfolio().cash()).isEqualByComparingTo("1000"));
  }

  @Test
  void shouldShareOneLookAndAskAnewForTheNext() {
    ActorRef<PortfolioState.Command> portfolio = portfolio();
    portfolio.tell(new PortfolioState.Look(looks.ref()));
    portfolio.tell(new PortfolioState.Look(looks.ref()));
    see();
    assertThat(looks.receiveMessage()).isEqualTo(looks.receiveMessage());
    portfolio.tell(new PortfolioState.Look(looks.ref()));
    see();
    assertThat(looks.receiveMessage()).isInstanceOf(PortfolioLook.Seen.class);
  }

  @Test
  void shouldNotSeeAPortfolioOfWhichAHalfIsMissing() {
    portfolio().tell(new PortfolioState.Look(looks.ref()));
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(values()));
    gateway.answer(
        gateway.expect(GatewaySupervisor.Ask.class), new Answer.Missing<List<BrokerPosition>>("positions: no answer"));
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(List.<BrokerOrder>of()));
    assertThat(looks.receiveMessage()).isEqualTo(new PortfolioLook.NotSeen("positions: no answer"));
  }

  @Test
  void shouldNotSeeAPortfolioWhoseOpenOrdersNobodyTells() {
    portfolio().tell(new PortfolioState.Look(looks.ref()));
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(values()));
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(List.<BrokerPosition>of()));
    gateway.answer(
        gateway.expect(GatewaySupervisor.Ask.class), new Answer.Missing<List<BrokerOrder>>("open orders: no answer"));
    assertThat(looks.receiveMessage()).isEqualTo(new PortfolioLook.NotSeen("open orders: no answer"));
  }

  @Test
  void shouldNotWaitForEverForAnAnswerThatWasLost() {
    portfolio().tell(new PortfolioState.Look(looks.ref()));
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(values()));
    gateway.expect(GatewaySupervisor.Ask.class);
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(List.<BrokerOrder>of()));
    assertThat(clock.passUntil(looks, Duration.ofMinutes(1))).isEqualTo(
        new PortfolioLook.NotSeen("positions: the question was lost"));
  }

  // Prices. How long they are waited for is a test of its own.

  @Test
  void shouldAnswerAtOnceInTheOrderOfTheQuestionAndCloseTheStreams() {
    ActorRef<MarketData.Command> market = market();
    market.tell(new MarketData.Ask(List.of(GLD, BIL), quotes.ref()));
    ActorRef<QuoteNews> gold = watched(GLD);
    ActorRef<QuoteNews> bills = watched(BIL);
    complete(bills, BIL, "90");
    gold.tell(new QuoteNews.Kind(GLD, QuoteKind.LIVE));
    complete(gold, GLD, "300");
    List<QuoteLook> answer = quotes.receiveMessage();
    assertThat(answer.stream().map(QuoteLook::symbol)).containsExactly(GLD, BIL);
    assertThat(((QuoteLook.Quoted) answer.getFirst()).quote().kind()).isEqualTo(QuoteKind.LIVE);
    assertThat(((QuoteLook.Quoted) answer.getLast()).quote().kind()).as("the lesser kind unless told")
        .isEqualTo(QuoteKind.DELAYED);
    // Each as soon as it has told everything.
    assertThat(gateway.expect(GatewaySupervisor.UnwatchQuote.class).symbol()).isEqualTo(BIL);
    assertThat(gateway.expect(GatewaySupervisor.UnwatchQuote.class).symbol()).isEqualTo(GLD);
  }

  @Test
  void shouldOpenOneStreamForTwoQuestions() {
    ActorRef<MarketData.Command> market = market();
    market.tell(new MarketData.Ask(List.of(GLD, BIL), quotes.ref()));
    TestProbe<List<QuoteLook>> other = kit.createTestProbe();
    market.tell(new MarketData.Ask(List.of(GLD), other.ref()));
    ActorRef<QuoteNews> gold = watched(GLD);
    ActorRef<QuoteNews> bills = watched(BIL);
    complete(gold, GLD, "300");
    assertThat(other.receiveMessage()).hasSize(1);
    complete(bills, BIL, "90");
    assertThat(quotes.receiveMessage()).hasSize(2);
    assertThat(gateway.expect(GatewaySupervisor.UnwatchQuote.class).symbol()).isEqualTo(GLD);
    assertThat(gateway.expect(GatewaySupervisor.UnwatchQuote.class).symbol()).isEqualTo(BIL);
  }

  @Test
  void shouldAnswerARefusedOrLostQuoteAtOnceWithTheReason() {
    ActorRef<MarketData.Command> market = market();
    market.tell(new MarketData.Ask(List.of(GLD, BIL), quotes.ref()));
    watched(GLD).tell(new QuoteNews.Refused(GLD, 354, "not subscribed"));
    watched(BIL).tell(new QuoteNews.Lost(BIL));
    watched(BIL).tell(new QuoteNews.Lost(BIL));
    assertThat(quotes.receiveMessage()).containsExactly(
        notQuoted(1, GLD, "the Gateway refused: not subscribed (code 354)"),
        notQuoted(2, BIL, "not connected to the Gateway"));
  }

  @Test
  void shouldOpenALostStreamAgainForTheNextQuestion() {
    ActorRef<MarketData.Command> market = market();
    market.tell(new MarketData.Ask(List.of(GLD, BIL), quotes.ref()));
    ActorRef<QuoteNews> gold = watched(GLD);
    watched(BIL);
    gold.tell(new QuoteNews.Lost(GLD));
    watched(GLD).tell(new QuoteNews.Lost(GLD));
    TestProbe<List<QuoteLook>> next = kit.createTestProbe();
    market.tell(new MarketData.Ask(List.of(GLD), next.ref()));
    complete(watched(GLD), GLD, "300");
    assertThat(next.receiveMessage()).singleElement().isInstanceOf(QuoteLook.Quoted.class);
  }

  @Test
  void shouldForgetAPriceThatTheGatewayTakesBack() {
    ActorRef<MarketData.Command> market = market();
    market.tell(new MarketData.Ask(List.of(GLD, BIL), quotes.ref()));
    ActorRef<QuoteNews> gold = watched(GLD);
    gold.tell(tick("300", QuoteNews.Field.PREVIOUS_CLOSE));
    gold.tell(tick("301", QuoteNews.Field.LAST));
    gold.tell(new QuoteNews.Tick(GLD, QuoteNews.Field.LAST, Optional.empty(), clock.instant()));
    watched(BIL).tell(new QuoteNews.Lost(BIL));
    watched(BIL).tell(new QuoteNews.Lost(BIL));
    // Its previous close alone is given the moment in which the last price may come back.
    Quote quote = ((QuoteLook.Quoted) clock.passUntil(quotes, Duration.ofSeconds(1)).getFirst()).quote();
    assertThat(quote.last()).isEmpty();
    assertThat(quote.previousClose()).contains(new BigDecimal("300"));
  }

  private static QuoteLook notQuoted(int id, Symbol symbol, String reason) {
    return new QuoteLook.NotQuoted(
        symbol, reason, Optional.of(new QuoteLook.Identity(new ContractId(id), Optional.empty())));
  }

  // Both together.

  @Test
  void shouldPlanOnceBothAreThere() {
    TestProbe<Assessment> answer = kit.createTestProbe(Assessment.class);
    TestProbe<PortfolioState.Command> portfolio = kit.createTestProbe(PortfolioState.Command.class);
    TestProbe<MarketData.Command> market = kit.createTestProbe(MarketData.Command.class);
    kit.spawn(Assessor.create(SETTINGS, portfolio.ref(), market.ref(), clock, answer.ref()));
    PortfolioState.Look look = portfolio.expectMessageClass(PortfolioState.Look.class);
    MarketData.Ask ask = market.expectMessageClass(MarketData.Ask.class);
    assertThat(ask.symbols()).containsExactly(GLD, BIL);
    ask.replyTo().tell(List.of(quoted(GLD, "300"), quoted(BIL, "90")));
    look.replyTo().tell(cash());
    Assessment assessment = answer.receiveMessage();
    assertThat(assessment.outcome()).isInstanceOf(PlanOutcome.Plan.class);
    assertThat(assessment.at()).isEqualTo(clock.instant());
  }

  @Test
  void shouldRefuseAPlanWithoutThePortfolioOrAPrice() {
    var now = clock.instant();
    var unseen = Assessment.of(
        new PortfolioLook.NotSeen("positions: no answer"), List.of(quoted(GLD, "300"), quoted(BIL, "90")),
        ExecutionBook.EMPTY, SETTINGS,
        now);
    assertThat(((PlanOutcome.Refused) unseen.outcome()).reasons()).containsExactly("positions: no answer");
    var unpriced = Assessment.of(
        cash(), List.of(quoted(GLD, "300"), new QuoteLook.NotQuoted(BIL, "no price came")),
        ExecutionBook.EMPTY, SETTINGS, now);
    assertThat(((PlanOutcome.Refused) unpriced.outcome()).reasons()).singleElement().asString()
        .contains("BIL", "no price came");
  }

  @Test
  void shouldAnswerWhenAnAnswerWasLost() {
    TestProbe<Assessment> answer = kit.createTestProbe(Assessment.class);
    TestProbe<PortfolioState.Command> portfolio = kit.createTestProbe(PortfolioState.Command.class);
    TestProbe<MarketData.Command> market = kit.createTestProbe(MarketData.Command.class);
    kit.spawn(Assessor.create(SETTINGS, portfolio.ref(), market.ref(), clock, answer.ref()));
    portfolio.expectMessageClass(PortfolioState.Look.class).replyTo().tell(cash());
    assertThat(clock.passUntil(answer, Duration.ofMinutes(1)).outcome()).isInstanceOf(PlanOutcome.Refused.class);
  }

  private ActorRef<PortfolioState.Command> portfolio() {
    return kit.spawn(PortfolioState.create(Broker.ACCOUNT, gateway.ref(), clock));
  }

  private ActorRef<MarketData.Command> market() {
    return kit.spawn(MarketData.create(
        SETTINGS, KeptContracts.of(SETTINGS, clock), gateway.ref(), clock, news.ref()));
  }

  private void see() {
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(values()));
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(List.<BrokerPosition>of()));
    gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), new Answer.Given<>(List.<BrokerOrder>of()));
  }

  private ActorRef<QuoteNews> watched(Symbol symbol) {
    GatewaySupervisor.WatchQuote watch = gateway.expect(GatewaySupervisor.WatchQuote.class);
    assertThat(watch.instrument().symbol()).isEqualTo(symbol);
    return watch.watcher();
  }

  private QuoteNews tick(String value, QuoteNews.Field field) {
    return new QuoteNews.Tick(GLD, field, Optional.of(new BigDecimal(value)), clock.instant());
  }

  private void complete(ActorRef<QuoteNews> stream, Symbol symbol, String price) {
    for (QuoteNews.Field field : List.of(QuoteNews.Field.PREVIOUS_CLOSE, QuoteNews.Field.LAST)) {
      stream.tell(new QuoteNews.Tick(symbol, field, Optional.of(new BigDecimal(price)), clock.instant()));
    }
    stream.tell(new QuoteNews.Traded(symbol, clock.instant()));
    stream.tell(new QuoteNews.Halt(symbol, false));
  }

  private QuoteLook quoted(Symbol symbol, String price) {
    Optional<BigDecimal> last = Optional.of(new BigDecimal(price));
    return new QuoteLook.Quoted(new Quote(
        symbol, last, Optional.of(clock.instant()), Optional.empty(), Optional.empty(), last, false, clock.instant(),
        QuoteKind.DELAYED), Optional.empty());
  }

  private PortfolioLook cash() {
    var all = new BigDecimal("100000");
    return new PortfolioLook.Seen(
        Broker.ACCOUNT, Portfolio.of("USD", all, all, List.of()), List.of(), clock.instant());
  }

  private static List<AccountValue> values() {
    return List.of(
        new AccountValue(Broker.ACCOUNT, "NetLiquidation", "1000", "USD"),
        new AccountValue(Broker.ACCOUNT, "TotalCashValue", "1000", "USD"),
        new AccountValue(Broker.ACCOUNT, "CashBalance", "1000", "USD"));
  }
}
