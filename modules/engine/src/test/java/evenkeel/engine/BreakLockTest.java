package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountLock;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Leg;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
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
  private Optional<Instant> accepted = Optional.empty();

  @BeforeEach
  void open() {
    room = new ExecutorRoom(KIT);
    room.owner = new OwnersWord() {
      @Override
      public Optional<Pause> pause() {
        return Optional.empty();
      }

      @Override
      public Optional<Instant> accountAcceptedAt() {
        return Optional.empty();
      }

      @Override
      public Optional<Instant> brokerAcceptedAt() {
        return accepted;
      }
    };
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
      assertThat(first.shares()).hasSize(1);
      assertThat(first.shares().get(GOLD)).isEqualByComparingTo("200");
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
    accepted = Optional.of(room.clock.instant().plusSeconds(1));
    room.pass(Duration.ofSeconds(2));
    room.gateway.expectInquiry(Books.EMPTY);
    room.accepted();
    assertThat(room.locks()).last().isEqualTo(new LockEvent.AccountThawed(true, room.clock.instant()));
    room.start().ready(2, Books.EMPTY.open(Broker.order(GLD, 1, BrokerStatus.PRE_SUBMITTED)));
    assertThat(room.book().lock().freeze()).isEmpty();
    assertThat(room.book().lock().shares().orElseThrow().get(BILLS)).isEqualByComparingTo("7");
  }

  @Test
  void shouldNotTakeAnAcceptanceForWhatCameAfterIt() {
    frozen();
    accepted = Optional.of(room.clock.instant().plusSeconds(1));
    room.gateway.trade(BILLS, 1);
    room.pass(Duration.ofSeconds(2));
    for (int look = 0; look < 6; look++) {
      room.gateway.expectInquiry(Books.EMPTY);
      room.pass(Duration.ofSeconds(2));
    }
    assertThat(freeze().what()).contains("8 shares");
    assertThat(freeze().at()).isAfter(accepted.get());
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
    assertThat(room.book().lock().shares().orElseThrow().get(GOLD)).isEqualByComparingTo("-60");
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

  /** The next look that comes by itself. */
  private void look() {
    room.pass(Duration.ofSeconds(31));
    room.gateway.expectInquiry(Books.EMPTY);
  }

  private AccountLock.Freeze freeze() {
    return room.book().lock().freeze().orElseThrow();
  }
}
