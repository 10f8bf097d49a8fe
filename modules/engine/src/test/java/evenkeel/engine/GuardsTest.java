package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import evenkeel.domain.AccountId;
import evenkeel.domain.Decision;
import evenkeel.domain.Difference;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Holding;
import evenkeel.domain.Language;
import evenkeel.domain.LockEvent;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.RunId;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The actor between planner and executor; what it objects to is tested with the rules. */
class GuardsTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Decision DECISION = Decisions.trade(TradingMode.PAPER, Broker.GLD);

  private final TestProbe<PortfolioState.Command> portfolio = KIT.createTestProbe();
  private final TestProbe<MarketData.Command> marketData = KIT.createTestProbe();
  private final TestProbe<OrderExecutor.Command> executor = KIT.createTestProbe();
  private final TestProbe<OrderExecutor.Taken> taken = KIT.createTestProbe();
  private final TestProbe<Guards.Stopped> stopped = KIT.createTestProbe();
  private final TestProbe<EngineNews> news = KIT.createTestProbe();
  private final FakeGateway gateway = new FakeGateway(KIT);
  private final TestClock clock = new TestClock(Broker.START, ManualTime.get(KIT.system()));
  private final PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
  private Optional<OwnersWord.Pause> pause = Optional.empty();
  private Optional<Instant> accepted = Optional.empty();
  private Optional<Arming> arming = Optional.empty();
  private ActorRef<Guards.Command> guards = KIT.system().ignoreRef();

  @BeforeEach
  void open() {
    journal.clearAll();
    start();
  }

  @AfterEach
  void close() {
    KIT.stop(guards);
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  private void start() {
    var owner = new OwnersWord() {
      @Override
      public Optional<Pause> pause() {
        return pause;
      }

      @Override
      public Optional<Instant> accountAcceptedAt() {
        return accepted;
      }

      @Override
      public Optional<Arming> arming() {
        return arming;
      }
    };
    guards = KIT.spawn(Guards.create(new Guards.Surroundings(
        Broker.ACCOUNT, Engine.settings(TradingMode.PAPER), clock, owner, portfolio.ref(), marketData.ref(),
        gateway.ref(), Contracts.None.INSTANCE, executor.ref(), news.ref())));
  }

  private void examine() {
    examine(DECISION);
  }

  private void examine(Decision decision) {
    guards.tell(new Guards.Examine(decision, taken.ref(), stopped.ref()));
  }

  /** The guards look: at the executor's book, the portfolio, and the price of GLD. */
  private void sees(String worth, String price) {
    executor.expectMessageClass(OrderExecutor.Look.class).replyTo()
        .tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, true));
    seesAccount(worth, price);
  }

  private void seesAccount(String worth, String price) {
    var gold = new Symbol("GLD");
    var holdings = new TreeMap<Symbol, Holding>();
    holdings.put(gold, new Holding(gold, new BigDecimal(200), new BigDecimal(250)));
    Optional<BigDecimal> last = Optional.of(new BigDecimal(price));
    marketData.expectMessageClass(MarketData.Ask.class).replyTo().tell(List.of(new QuoteLook.Quoted(new Quote(
        gold, last, Optional.empty(), Optional.empty(), Optional.empty(), last, false, clock.instant(),
        QuoteKind.DELAYED), Optional.empty())));
    portfolio.expectMessageClass(PortfolioState.Look.class).replyTo().tell(new PortfolioLook.Seen(
        Broker.ACCOUNT, new Portfolio("USD", new BigDecimal(worth), new BigDecimal("5000"), holdings), List.of(),
        clock.instant()));
  }

  /** Found by the campaign: an order by hand and a run were both paid for with the same cash. */
  @Test
  void shouldExamineOneRunAfterTheOther() {
    Decision other = Decisions.under(new RunId("20251031-manual-153000"), DECISION);
    examine();
    examine(other);
    sees("65000", "300");
    assertThat(executor.expectMessageClass(OrderExecutor.Execute.class).decision()).isEqualTo(DECISION);
    sees("65000", "300");
    assertThat(executor.expectMessageClass(OrderExecutor.Execute.class).decision()).isEqualTo(other);
  }

  @Test
  void shouldPassOnAfterALookOfItsOwn() {
    examine();
    sees("65000", "300");
    assertThat(executor.expectMessageClass(OrderExecutor.Execute.class).decision()).isEqualTo(DECISION);
    KIT.stop(guards);
    start();
    examine();
    assertThat(executor.expectMessageClass(OrderExecutor.Execute.class).decision()).as("without another look")
        .isEqualTo(DECISION);
    stopped.expectNoMessage();
  }

  @Test
  void shouldStopWithTheReasonsAndKeepThatOverARestart() {
    examine();
    sees("65000", "400");
    Guards.Stopped first = stopped.receiveMessage();
    assertThat(first.reasons()).singleElement().asString().contains("guards.price-distance-max");
    KIT.stop(guards);
    start();
    examine();
    assertThat(stopped.receiveMessage()).isEqualTo(first);
    executor.expectNoMessage();
  }

  @Test
  void shouldHoldAScheduledRunBackWhileTheOwnerHasPaused() {
    pause = Optional.of(new OwnersWord.Pause("look first", clock.instant()));
    examine();
    Alert held = news.expectMessageClass(EngineNews.Raised.class).alert();
    assertThat(Language.EN.say(held.phrase())).startsWith("Run 20251031-month-end is held back: ")
        .contains("look first");
    stopped.expectNoMessage();
    pause = Optional.empty();
    examine();
    sees("65000", "300");
    executor.expectMessageClass(OrderExecutor.Execute.class);
  }

  @Test
  void shouldNotCallStoppedWhatTheBrokerMayHave() {
    clock.set(Broker.CUT_OFF.plusSeconds(1));
    examine();
    executor.expectMessageClass(OrderExecutor.Look.class).replyTo()
        .tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, false));
    assertThat(news.expectMessageClass(EngineNews.Raised.class).alert().key()).startsWith("held-");
    stopped.expectNoMessage();
    examine();
    executor.expectMessageClass(OrderExecutor.Look.class).replyTo().tell(new OrderExecutor.Looked(
        ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD)), true));
    assertThat(executor.expectMessageClass(OrderExecutor.Execute.class).decision()).isEqualTo(DECISION);
  }

  @Test
  void shouldNotSpeakOfAComparisonThatIsStillUnderWayAfterAStart() {
    examine();
    executor.expectMessageClass(OrderExecutor.Look.class).replyTo()
        .tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, false));
    // It looks again only after the first answer.
    OrderExecutor.Look again = executor.awaitAssert(() -> {
      examine();
      return executor.expectMessageClass(OrderExecutor.Look.class, Duration.ofMillis(100));
    });
    clock.pass(Duration.ofMinutes(1));
    again.replyTo().tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, false));
    assertThat(news.expectMessageClass(EngineNews.Raised.class).alert().at()).isEqualTo(clock.instant());
    news.expectNoMessage();
  }

  @Test
  void shouldHoldBackWhileTheAccountIsFrozen() {
    var freeze = new LockEvent.AccountFrozen(List.of(new Difference("GLD", "1 shares", "2 shares")), clock.instant());
    examine();
    executor.expectMessageClass(OrderExecutor.Look.class).replyTo()
        .tell(new OrderExecutor.Looked(ExecutionBook.EMPTY.apply(freeze), true));
    assertThat(Language.EN.say(news.expectMessageClass(EngineNews.Raised.class).alert().phrase()))
        .contains("GLD: our books have");
    executor.expectNoMessage();
  }

  @Test
  void shouldSayThatItsJournalCannotBeWrittenAndLookAgain() {
    TestProbe<String> said = KIT.createTestProbe();
    var log = (Logger) LoggerFactory.getLogger(Guards.class);
    var ear = new AppenderBase<ILoggingEvent>() {
      @Override
      protected void append(ILoggingEvent event) {
        said.ref().tell(event.getFormattedMessage());
      }
    };
    ear.setContext(log.getLoggerContext());
    ear.start();
    log.addAppender(ear);
    journal.failNextPersisted("guards|" + Broker.ACCOUNT.value());
    examine();
    sees("65000", "300");
    assertThat(said.receiveMessage()).startsWith("The journal could not be written")
        .doesNotContain(Broker.ACCOUNT.value());
    log.detachAppender(ear);
    executor.expectNoMessage();
    var again = (OrderExecutor.Look) clock.passUntil(executor, Duration.ofSeconds(1), this::examine);
    again.replyTo().tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, true));
    seesAccount("65000", "300");
    executor.expectMessageClass(OrderExecutor.Execute.class);
  }

  @Test
  void shouldWantTheOwnersWordAfterAJumpOfTheAccount() {
    String id = "guards|" + Broker.ACCOUNT.value();
    KIT.stop(guards);
    journal.persistForRecovery(id, List.of(new GuardEvent.AccountSeen(new BigDecimal("50000"), clock.instant())));
    start();
    examine();
    sees("65000", "300");
    assertThat(stopped.receiveMessage().reasons()).singleElement().asString()
        .contains("guards.account-change-max 10 %");

    journal.clearAll();
    journal.persistForRecovery(id, List.of(new GuardEvent.AccountSeen(new BigDecimal("50000"), clock.instant())));
    accepted = Optional.of(clock.instant().plusSeconds(1));
    KIT.stop(guards);
    start();
    examine();
    sees("65000", "300");
    executor.expectMessageClass(OrderExecutor.Execute.class);
  }

  @Test
  void shouldHoldALiveRunBackUntilThisVeryAccountIsArmedAndTheArmingLasts() {
    Decision live = Decisions.trade(TradingMode.LIVE, Broker.GLD);
    var other = new AccountId("DU7654321");
    for (Optional<Arming> unfit : List.of(
        Optional.<Arming>empty(), Optional.of(armed(other, "2025-12-31")), Optional.of(armed(Broker.ACCOUNT,
            "2025-10-30")))) {
      arming = unfit;
      examine(live);
      String said = Language.EN.say(((EngineNews.Raised) news.receiveMessage()).alert().phrase());
      assertThat(said).contains("is held back: mode live").contains("evenkeel arm");
    }
    executor.expectNoMessage(Duration.ZERO);
    arming = Optional.of(armed(Broker.ACCOUNT, "2025-10-31"));
    examine(live);
    executor.expectMessageClass(OrderExecutor.Look.class);
  }

  private static Arming armed(AccountId account, String until) {
    return new Arming(account, LocalDate.parse(until), Broker.START);
  }
}
