package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Fill;
import evenkeel.domain.InstanceMark;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.RunEvent;
import evenkeel.domain.TradingMode;
import evenkeel.engine.FakeGateway.Books;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.SendResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two installations for one account: whoever sees the other's orders sends nothing and takes its own back. */
class AnotherInstanceTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final InstanceMark OURS = new InstanceMark("k3");
  private static final InstanceMark THEIRS = new InstanceMark("Zz");
  private static final Leg GLD = under(OURS, Broker.GLD);
  private static final Leg BIL = under(OURS, Broker.BIL);
  private static final Leg THEIR_GLD = under(THEIRS, Broker.GLD);

  private ExecutorRoom room;
  private final TalkativeOwner owner = new TalkativeOwner();

  @BeforeEach
  void open() {
    room = new ExecutorRoom(KIT);
    room.instance = OURS;
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
  void shouldSendNothingWhileAnotherInstallationHasAnOrder() {
    room.start().ready(1, Books.EMPTY.open(theirs(BrokerStatus.PRE_SUBMITTED)));
    run();
    looks(4, Books.EMPTY.open(theirs(BrokerStatus.PRE_SUBMITTED)));
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
    assertThat(room.alerts()).filteredOn(key -> key.startsWith("another-instance-")).hasSize(1);
    assertThat(room.alerts()).noneMatch(key -> key.startsWith("adopted-") || key.startsWith("unknown-"));
    assertThat(room.life(GLD)).isInstanceOfSatisfying(OrderLife.Closed.class, closed -> {
      assertThat(closed.outcome()).isEqualTo(OrderOutcome.SKIPPED);
      assertThat(closed.reason()).isEqualTo("another Evenkeel trades this account");
    });
  }

  @Test
  void shouldStopForACompletedOrderAndForAnExecutionAsWell() {
    room.start().ready(1, Books.EMPTY.completed(theirs(BrokerStatus.CANCELLED)));
    assertThat(room.book().lock().freeze()).hasValueSatisfying(
        freeze -> assertThat(freeze.isOfAnotherInstance()).isTrue());
    room.start().ready(2, Books.EMPTY.fills(theirFill()));
    assertThat(room.book().lock().freeze()).hasValueSatisfying(
        freeze -> assertThat(freeze.sentence()).contains("as another Evenkeel trades it", "(Zz)"));
  }

  @Test
  void shouldLookAgainAfterTheFirstAnswerAndTakeItsOrderBack() {
    room.start().ready(1, Books.EMPTY);
    run();
    GatewaySupervisor.Submit first = room.accepted();
    // The other sent its first order at the same moment: neither was there when the other looked.
    room.gateway.expectInquiry(Books.EMPTY.open(ExecutorRoom.atBroker(first), theirs(BrokerStatus.PRE_SUBMITTED)));
    room.gateway.answer(room.gateway.expect(GatewaySupervisor.Cancel.class), new SendResult.Sent());
    room.gateway.say(Broker.notice(1, 202));
    assertThat(((OrderLife.Closed) room.life(GLD)).outcome()).isEqualTo(OrderOutcome.CANCELLED);
    assertThat(((OrderLife.Closed) room.life(BIL)).outcome()).isEqualTo(OrderOutcome.SKIPPED);
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
  }

  @Test
  void shouldGoOnWhenTheSecondLookFindsNobody() {
    room.start().ready(1, Books.EMPTY);
    run();
    GatewaySupervisor.Submit first = room.accepted();
    assertThat(room.rest()).as("before it is looked again").noneMatch(GatewaySupervisor.Submit.class::isInstance);
    room.link(LinkState.LINK_LOST, 1);
    room.ready(2, Books.EMPTY.open(ExecutorRoom.atBroker(first)));
    assertThat(room.gateway.sent().ticket().leg().ref()).isEqualTo(BIL.ref());
  }

  @Test
  void shouldGoOnOnceTheOwnerHasStoppedTheOther() {
    room.start().ready(1, Books.EMPTY.completed(theirs(BrokerStatus.CANCELLED)));
    owner.brokerAccepted = Optional.of(room.clock.instant().plusSeconds(1));
    looks(2, Books.EMPTY.completed(theirs(BrokerStatus.CANCELLED)));
    assertThat(room.book().lock().freeze()).isEmpty();
    room.take(Decisions.trade(TradingMode.PAPER, Broker.GLD));
    room.gateway.expectInquiry(Books.EMPTY.completed(theirs(BrokerStatus.CANCELLED)));
    assertThat(room.gateway.sent().ticket().leg().ref()).isEqualTo(GLD.ref());
  }

  @Test
  void shouldAdoptItsOwnOrderWhenTheJournalIsLost() {
    room.start().ready(1, Books.EMPTY.open(Broker.order(GLD, 7, BrokerStatus.PRE_SUBMITTED)));
    assertThat(room.written()).first().isInstanceOf(RunEvent.OrderAdopted.class);
    assertThat(room.alerts()).containsExactly("adopted-" + GLD.ref());
  }

  @Test
  void shouldTakeAnOrderOfAVersionWithoutMarksForItsOwnAndNotSendItTwice() {
    room.start().ready(1, Books.EMPTY.open(Broker.order(Broker.GLD, 7, BrokerStatus.PRE_SUBMITTED)));
    assertThat(room.written()).first().isInstanceOf(RunEvent.OrderAdopted.class);
    room.take(Decisions.trade(TradingMode.PAPER, Broker.GLD, Broker.BIL));
    room.gateway.expectInquiry(Books.EMPTY.open(Broker.order(Broker.GLD, 7, BrokerStatus.PRE_SUBMITTED)));
    // The purchase waits until the sale has stood for a moment.
    room.pass(Duration.ofSeconds(1));
    room.tick();
    assertThat(room.gateway.sent().ticket().leg().ref()).isEqualTo(BIL.ref());
    assertThat(room.written()).filteredOn(OrderEvent.SubmissionStarted.class::isInstance).hasSize(1);
  }

  private void run() {
    room.take(Decisions.trade(TradingMode.PAPER, Broker.GLD, Broker.BIL));
    if (room.book().lock().freeze().isEmpty()) {
      room.gateway.expectInquiry(Books.EMPTY);
    }
  }

  private void looks(int count, Books books) {
    for (int look = 0; look < count; look++) {
      room.pass(Duration.ofSeconds(31));
      room.gateway.expectInquiry(books);
    }
  }

  private static BrokerOrder theirs(BrokerStatus status) {
    BrokerOrder order = Broker.order(THEIR_GLD, 3, status);
    return new BrokerOrder(
        3, 11, order.permId() + 1000, order.orderRef(), order.account(), order.symbol(), order.side(),
        order.quantity(), order.terms(), status, BigDecimal.ZERO, "");
  }

  private static Fill theirFill() {
    Fill fill = Broker.fill(THEIR_GLD, 3, "x.1.01", "100");
    return new Fill(
        fill.execId(), 3, 11, fill.permId() + 1000, fill.orderRef(), fill.account(), fill.symbol(), fill.side(),
        fill.shares(), fill.price(), fill.at());
  }

  private static Leg under(InstanceMark mark, Leg leg) {
    return new Leg(
        OrderRef.of(Broker.ACCOUNT, mark, Broker.RUN, leg.symbol(), leg.side()), leg.symbol(), leg.side(),
        leg.quantity(), leg.estimatedPrice(), leg.type(), leg.timeInForce(), leg.limit(), leg.drift(), leg.contract());
  }
}
