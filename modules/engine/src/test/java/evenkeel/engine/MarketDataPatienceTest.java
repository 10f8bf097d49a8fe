package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Quote;
import evenkeel.domain.Symbol;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.QuoteNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long quotes are waited for. */
class MarketDataPatienceTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Instant TRADED = Instant.parse("2025-11-28T17:29:00Z");
  private static final EngineSettings SETTINGS = MonthEndOverTcpTest.engine();
  private static final Duration SETTLE = SETTINGS.quoteSettle();

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final SetClock clock = new SetClock(Instant.parse("2025-10-31T18:30:00Z"));
  private final TestProbe<GatewaySupervisor.Command> gateway = kit.createTestProbe();
  private final TestProbe<List<QuoteLook>> answers = kit.createTestProbe();
  private final TestProbe<EngineNews> news = kit.createTestProbe();
  private final ActorRef<MarketData.Command> market = kit
      .spawn(MarketData.create(
          SETTINGS, KeptContracts.of(SETTINGS, clock), gateway.ref(), clock, news.ref()));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldNotTakeABidAloneForAQuote() {
    ActorRef<QuoteNews> quotes = ask();
    tick(quotes, QuoteNews.Field.BID, "400.10");
    passes(SETTLE.multipliedBy(2));
    time.expectNoMessageFor(SETTLE, answers);

    tick(quotes, QuoteNews.Field.LAST, "400.20");
    tick(quotes, QuoteNews.Field.PREVIOUS_CLOSE, "399.00");
    rest(quotes);

    assertThat(answer().last()).contains(new BigDecimal("400.20"));
  }

  @Test
  void shouldGiveTheOtherValuesTheirMomentWhenTheFirstIsHeardLate() {
    Instant sent = clock.instant();
    ActorRef<QuoteNews> quotes = ask();
    passes(SETTLE.multipliedBy(2));
    tick(quotes, QuoteNews.Field.LAST, "400.20", sent);
    tick(quotes, QuoteNews.Field.PREVIOUS_CLOSE, "399.00");
    rest(quotes);

    assertThat(answer().previousClose()).contains(new BigDecimal("399.00"));
  }

  @Test
  void shouldWaitAMomentForWhatMakesALastPriceUnusable() {
    ActorRef<QuoteNews> quotes = ask();
    tick(quotes, QuoteNews.Field.LAST, "400.20");
    tick(quotes, QuoteNews.Field.PREVIOUS_CLOSE, "399.00");
    quotes.tell(new QuoteNews.Traded(GLD, TRADED));
    hasHeard();
    time.expectNoMessageFor(SETTLE.dividedBy(2), answers);

    quotes.tell(new QuoteNews.Halt(GLD, true));

    Quote quote = answer();
    assertThat(quote.lastTradeAt()).contains(TRADED);
    assertThat(quote.isHalted()).isTrue();
  }

  @Test
  void shouldOpenAStreamAgainThatTheGatewayLost() {
    ActorRef<QuoteNews> quotes = ask();
    quotes.tell(new QuoteNews.Lost(GLD));
    gateway.expectMessageClass(GatewaySupervisor.WatchQuote.class);
    tick(quotes, QuoteNews.Field.LAST, "400.20");
    tick(quotes, QuoteNews.Field.PREVIOUS_CLOSE, "399.00");
    rest(quotes);

    assertThat(answer().last()).contains(new BigDecimal("400.20"));
  }

  @Test
  void shouldSayOnceThatDelayedPricesCameInstead() {
    ActorRef<QuoteNews> quotes = ask();
    quotes.tell(new QuoteNews.Replaced(GLD, 354, "not subscribed"));
    quotes.tell(new QuoteNews.Replaced(GLD, 354, "not subscribed"));
    String why = "live ones are refused: no subscription for this market data (code 354)";
    news.expectMessage(new EngineNews.PricesReplaced(why));
    tick(quotes, QuoteNews.Field.LAST, "400.20");
    tick(quotes, QuoteNews.Field.PREVIOUS_CLOSE, "399.00");
    rest(quotes);

    assertThat(answers.receiveMessage()).singleElement().isInstanceOfSatisfying(
        QuoteLook.Quoted.class, quoted -> assertThat(quoted.replacement()).contains(why));
    news.expectNoMessage();
  }

  @Test
  void shouldSayThatThereIsNoConnection() {
    ActorRef<QuoteNews> quotes = ask();
    quotes.tell(new QuoteNews.Lost(GLD));
    quotes.tell(new QuoteNews.Lost(GLD));

    assertThat(answers.receiveMessage()).singleElement().isInstanceOfSatisfying(
        QuoteLook.NotQuoted.class, not -> assertThat(not.reason()).isEqualTo("not connected to the Gateway"));
  }

  @Test
  void shouldAnswerAMomentAfterWhatCanBePlannedWith() {
    ActorRef<QuoteNews> quotes = ask();
    tick(quotes, QuoteNews.Field.BID, "400.10");
    tick(quotes, QuoteNews.Field.ASK, "400.30");

    passes(SETTLE);

    assertThat(answer().ask()).contains(new BigDecimal("400.30"));
  }

  @Test
  void shouldAnswerAsItIsAtTheDeadline() {
    ActorRef<QuoteNews> quotes = ask();
    tick(quotes, QuoteNews.Field.BID, "-1");

    passes(SETTINGS.quotePatience());

    assertThat(answer().bid()).contains(new BigDecimal("-1"));
  }

  /** What a quote is answered for at once. */
  private void rest(ActorRef<QuoteNews> quotes) {
    quotes.tell(new QuoteNews.Traded(GLD, TRADED));
    quotes.tell(new QuoteNews.Halt(GLD, false));
    hasHeard();
  }

  private ActorRef<QuoteNews> ask() {
    market.tell(new MarketData.Ask(List.of(GLD), answers.ref()));
    ActorRef<QuoteNews> quotes = gateway.expectMessageClass(GatewaySupervisor.WatchQuote.class).watcher();
    hasHeard();
    return quotes;
  }

  private void tick(ActorRef<QuoteNews> quotes, QuoteNews.Field field, String value) {
    tick(quotes, field, value, clock.instant());
  }

  private void tick(ActorRef<QuoteNews> quotes, QuoteNews.Field field, String value, Instant at) {
    quotes.tell(new QuoteNews.Tick(GLD, field, Optional.of(new BigDecimal(value)), at));
    hasHeard();
  }

  /** A question about nothing is answered in its turn. */
  private void hasHeard() {
    TestProbe<List<QuoteLook>> heard = kit.createTestProbe();
    market.tell(new MarketData.Ask(List.of(), heard.ref()));
    assertThat(heard.receiveMessage()).isEmpty();
  }

  private void passes(Duration duration) {
    clock.now = clock.now.plus(duration);
    time.timePasses(duration);
  }

  private Quote answer() {
    List<QuoteLook> looks = answers.receiveMessage();
    assertThat(looks).singleElement().isInstanceOf(QuoteLook.Quoted.class);
    return ((QuoteLook.Quoted) looks.getFirst()).quote();
  }
}
