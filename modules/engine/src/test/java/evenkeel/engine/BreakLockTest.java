package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountLock;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.ContractId;
import evenkeel.domain.CorporateAction;
import evenkeel.domain.Fill;
import evenkeel.domain.FreezeScope;
import evenkeel.domain.Leg;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.engine.FakeGateway.Books;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.SendResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions and orders that our books do not explain stop everything until they agree or the owner accepts them. */
class BreakLockTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Leg GLD = Broker.GLD;
  private static final Symbol GOLD = new Symbol("GLD");
  private static final Symbol BILLS = new Symbol("BIL");

  private ExecutorRoom room;
  private final TalkativeOwner owner = new TalkativeOwner();

  @BeforeEach
  void open() {
    room = new ExecutorRoom(KIT);
    room.owner = owner;
  }

  @AfterEach
  void close() {
    room.stop();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  @Test
  void shouldTakeTheFirstLookForGranted() {
    room.start();
    room.gateway.trade(GOLD, 200);
    room.ready(1, Books.EMPTY);
    assertThat(room.locks()).singleElement().isInstanceOfSatisfying(LockEvent.BrokerAccepted.class, first -> {
      assertThat(first.positions()).singleElement().satisfies(
          holding -> assertThat(holding.shares()).isEqualByComparingTo("200"));
    });
    room.execute(GLD);
    room.accepted();
    assertThat(room.alerts()).isEmpty();
  }

  @Test
  void shouldFreezeOnASecondLookAndThawWhenThePositionIsBack() {
    frozen();
    assertThat(freeze().what()).isEqualTo("BIL: our books have 0 shares, the broker has 7 shares (+7)");
    assertThat(room.alerts()).singleElement().asString().startsWith("frozen-");
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);

    room.gateway.trade(BILLS, -7);
    look();
    assertThat(room.book().lock().freeze()).isEmpty();
    assertThat(room.alerts()).last().asString().startsWith("thawed-");
    assertThat(room.accepted().ticket().leg()).isEqualTo(GLD);
  }

  @Test
  void shouldForgetADifferenceThatTheSecondLookDoesNotFind() {
    room.start().ready(1, Books.EMPTY);
    room.gateway.trade(BILLS, 7);
    room.execute(GLD);
    room.gateway.trade(BILLS, -7);
    room.pass(Duration.ofSeconds(2));
    room.gateway.expectInquiry(Books.EMPTY);
    room.accepted();
    assertThat(room.alerts()).isEmpty();
    assertThat(room.locks()).hasSize(1);
  }

  @Test
  void shouldStayFrozenOverARestartAndSayItAgain() {
    frozen();
    room.start();
    assertThat(room.alerts()).hasSize(2);
    room.ready(2, Books.EMPTY);
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
    assertThat(room.book().lock().freeze()).isPresent();
  }

  @Test
  void shouldTakeTheBrokersWordWhenTheOwnerDoes() {
    frozen();
    owner.brokerAccepted = Optional.of(room.clock.instant().plusSeconds(1));
    room.pass(Duration.ofSeconds(2));
    room.gateway.expectInquiry(Books.EMPTY);
    Instant compared = room.clock.instant();
    room.accepted();
    assertThat(room.locks()).last().isEqualTo(new LockEvent.AccountThawed(true, compared));
    room.start().ready(2, Books.EMPTY.open(Broker.order(GLD, 1, BrokerStatus.PRE_SUBMITTED)));
    assertThat(room.book().lock().freeze()).isEmpty();
    assertThat(room.held(BILLS)).isEqualByComparingTo("7");
  }

  @Test
  void shouldNotTakeAnAcceptanceForWhatCameAfterIt() {
    frozen();
    owner.brokerAccepted = Optional.of(room.clock.instant().plusSeconds(1));
    room.gateway.trade(BILLS, 1);
    room.pass(Duration.ofSeconds(2));
    for (int look = 0; look < 6; look++) {
      room.gateway.expectInquiry(Books.EMPTY);
      room.pass(Duration.ofSeconds(2));
    }
    assertThat(freeze().what()).contains("8 shares");
    assertThat(freeze().at()).isAfter(owner.brokerAccepted.get());
  }

  @Test
  void shouldNotFreezeWhenAPositionIsToldLaterThanItsExecution() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD);
    room.accepted();
    room.gateway.say(Broker.executed(GLD, 1, "e.1.01", "100"), Broker.charged("e.1.01", "1"));
    // The position is not there yet.
    room.gateway.trade(GOLD, 100);
    room.link(LinkState.LINK_LOST, 1);
    room.ready(2, Books.EMPTY);
    room.pass(Duration.ofSeconds(31));
    room.gateway.expectInquiry(Books.EMPTY);
    room.gateway.trade(GOLD, -100);
    look();
    assertThat(room.alerts()).isEmpty();
    assertThat(room.locks()).hasSize(1);
  }

  @Test
  void shouldNotFreezeWhenAnExecutionIsToldLaterThanItsPosition() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD);
    room.accepted();
    room.gateway.trade(GOLD, -60);
    room.link(LinkState.LINK_LOST, 1);
    room.ready(2, Books.EMPTY.open(Broker.order(GLD, 1, BrokerStatus.SUBMITTED)));
    room.pass(Duration.ofSeconds(31));
    room.gateway.trade(GOLD, 60);
    room.gateway.expectInquiry(Books.EMPTY.open(Broker.order(GLD, 1, BrokerStatus.SUBMITTED))
        .fills(Broker.fill(GLD, 1, "e.1.01", "60")));
    assertThat(room.alerts()).isEmpty();
    assertThat(room.held(GOLD)).isEqualByComparingTo("-60");
  }

  @Test
  void shouldSendNothingWhileThePositionsAreNotAnswered() {
    room.start().ready(1, Books.EMPTY);
    room.gateway.positions(false);
    room.execute(GLD);
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
    room.gateway.positions(true);
    look();
    room.accepted();
    assertThat(room.alerts()).isEmpty();
  }

  @Test
  void shouldFreezeWhenAnOrderStandsThatIsFilledByOurBooks() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD);
    room.accepted();
    room.gateway.say(Broker.executed(GLD, 1, "e.1.01", "100"), Broker.charged("e.1.01", "1"));
    Books still = Books.EMPTY.open(Broker.order(GLD, 1, BrokerStatus.SUBMITTED));
    room.link(LinkState.LINK_LOST, 1);
    room.ready(2, still);
    for (int look = 0; look < 5; look++) {
      room.pass(Duration.ofSeconds(2));
      room.gateway.expectInquiry(still);
    }
    assertThat(freeze().what()).contains("it filled with 100 shares").contains("SELL 100 GLD MOC");
  }

  @Test
  void shouldStillBookAndCancelWhileItIsFrozenAndChangeNothing() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD, Broker.BIL);
    GatewaySupervisor.Submit first = room.gateway.sent();
    room.gateway.trade(BILLS, 7);
    Books books = Books.EMPTY.open(ExecutorRoom.atBroker(first));
    room.link(LinkState.LINK_LOST, 1);
    room.ready(2, books);
    for (int look = 0; look < 5; look++) {
      room.pass(Duration.ofSeconds(2));
      room.gateway.expectInquiry(books);
    }
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Working.class);
    assertThat(room.book().lock().freeze()).isPresent();
    TestProbe<DeskReply> change = room.ask(
        replyTo -> new OrderExecutor.Change(1, Optional.of(BigDecimal.TEN), Optional.empty(), replyTo));
    assertThat(room.rest()).isEmpty();
    assertThat(((DeskReply.NotAsked) change.receiveMessage()).why()).contains("frozen");
    TestProbe<DeskReply> cancel = room.ask(replyTo -> new OrderExecutor.Cancel(1, replyTo));
    room.gateway.answer(room.gateway.expect(GatewaySupervisor.Cancel.class), new SendResult.Sent());
    cancel.expectMessageClass(DeskReply.Asked.class);
    room.gateway.say(Broker.notice(1, 202));
    assertThat(((OrderLife.Closed) room.life(GLD)).outcome()).isEqualTo(OrderOutcome.CANCELLED);
  }

  @Test
  void shouldBookAReinvestedDividendThatTwoLooksFind() {
    room.gateway.change(GOLD, "200", "250");
    room.start().ready(1, Books.EMPTY);
    room.gateway.change(GOLD, "0.57", "250.1");
    room.execute(GLD);
    assertThat(room.rest()).as("after one look").noneMatch(GatewaySupervisor.Submit.class::isInstance);
    looks(6, Books.EMPTY);
    assertThat(room.locks()).last().isInstanceOfSatisfying(LockEvent.CorporateActionBooked.class, booked -> {
      assertThat(booked.action()).isInstanceOfSatisfying(CorporateAction.DividendReinvested.class,
          dividend -> assertThat(dividend.added()).isEqualByComparingTo("0.57"));
      assertThat(booked.isOfTarget()).isTrue();
    });
    assertThat(room.alerts()).singleElement().asString().startsWith("corporate-action-");
    room.accepted();
    assertThat(room.held(GOLD)).isEqualByComparingTo("200.57");
  }

  @Test
  void shouldBookWhatExecutionsOfOthersExplainAndGoOn() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD);
    room.gateway.sent();
    Books traded = Books.EMPTY.open(Broker.order(GLD, 1, BrokerStatus.PRE_SUBMITTED)).fills(foreign("f.1.01", "7"));
    room.link(LinkState.LINK_LOST, 1);
    room.ready(2, traded);
    assertThat(room.locks()).last().isInstanceOfSatisfying(LockEvent.ForeignExecutionsBooked.class, booked -> {
      assertThat(booked.contract().symbol()).isEqualTo(BILLS);
      assertThat(booked.shares()).isEqualByComparingTo("7");
    });
    assertThat(room.alerts()).singleElement().asString().startsWith("foreign-trades-");
    assertThat(room.held(BILLS)).isEqualByComparingTo("7");
    assertThat(room.book().lock().freeze()).isEmpty();
  }

  @Test
  void shouldFreezeOverWhatExecutionsOfOthersExplainInPart() {
    room.start().ready(1, Books.EMPTY);
    room.gateway.trade(BILLS, 1);
    room.execute(GLD);
    Books traded = Books.EMPTY.fills(foreign("f.1.01", "7"));
    room.pass(Duration.ofMinutes(3));
    looks(6, traded);
    assertThat(freeze().what()).contains("8 shares").contains("others than Evenkeel traded +7 today");
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
  }

  @Test
  void shouldGoOnWithoutTheContractThatIsNotExplained() {
    room.scope = FreezeScope.SYMBOL;
    room.start().ready(1, Books.EMPTY);
    room.gateway.trade(BILLS, 7);
    room.execute(GLD, Broker.BIL);
    looks(5, Books.EMPTY);
    assertThat(freeze().isOfAccount()).isFalse();
    assertThat(room.alerts()).first().asString().startsWith("frozen-");
    assertThat(room.accepted().ticket().leg()).isEqualTo(GLD);
    assertThat(room.life(Broker.BIL)).isInstanceOfSatisfying(OrderLife.Closed.class, closed -> {
      assertThat(closed.outcome()).isEqualTo(OrderOutcome.SKIPPED);
      assertThat(closed.reason()).startsWith("BIL is frozen since");
    });
  }

  @Test
  void shouldLookAtNothingInDryRun() {
    room.in(TradingMode.DRY_RUN).start();
    room.gateway.trade(BILLS, 7);
    room.ready(1, Books.EMPTY);
    assertThat(room.locks()).isEmpty();
  }

  /** Somebody bought seven shares, and a run is waiting to be sent. */
  private void frozen() {
    room.start().ready(1, Books.EMPTY);
    room.gateway.trade(BILLS, 7);
    room.execute(GLD);
    for (int look = 0; look < 5; look++) {
      room.pass(Duration.ofSeconds(2));
      room.gateway.expectInquiry(Books.EMPTY);
    }
    assertThat(room.book().lock().freeze()).isPresent();
  }

  private void looks(int count, Books books) {
    for (int look = 0; look < count; look++) {
      room.pass(Duration.ofSeconds(2));
      room.gateway.expectInquiry(books);
    }
  }

  /** The owner bought in TWS. */
  private static Fill foreign(String execId, String shares) {
    return new Fill(
        execId, 0, 0, 99, "", Broker.ACCOUNT, BILLS, Side.BUY, new BigDecimal(shares), new BigDecimal("90"),
        Broker.START, Optional.of(new ContractId(FakeGateway.contractId(BILLS))));
  }

  /** The next look that comes by itself. */
  private void look() {
    room.pass(Duration.ofSeconds(31));
    room.gateway.expectInquiry(Books.EMPTY);
  }

  private AccountLock.Freeze freeze() {
    return room.book().lock().freeze().orElseThrow();
  }
}
