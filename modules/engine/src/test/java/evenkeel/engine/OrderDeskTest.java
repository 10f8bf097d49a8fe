package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Decision;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.Leg;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.engine.FakeGateway.Books;
import evenkeel.gateway.Cancellation;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.OrderNews;
import evenkeel.gateway.SendResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.WriteEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cancels and changes of orders that stand, and what the broker makes of them. */
class OrderDeskTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Leg GLD = Broker.GLD;

  private ExecutorRoom room;

  @BeforeEach
  void open() {
    room = new ExecutorRoom(KIT);
  }

  @AfterEach
  void close() {
    room.stop();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  private int working(Leg... legs) {
    room.start().ready(1, Books.EMPTY);
    room.execute(legs);
    return room.accepted().ticket().orderId();
  }

  private TestProbe<DeskReply> cancel(int orderId) {
    TestProbe<DeskReply> reply = KIT.createTestProbe(DeskReply.class);
    room.tell(new OrderExecutor.Cancel(orderId, reply.ref()));
    return reply;
  }

  private TestProbe<DeskReply> halve(int orderId) {
    TestProbe<DeskReply> reply = KIT.createTestProbe(DeskReply.class);
    room.tell(new OrderExecutor.Change(orderId, Optional.of(new BigDecimal(50)), Optional.empty(), reply.ref()));
    return reply;
  }

  private GatewaySupervisor.Cancel leaves() {
    GatewaySupervisor.Cancel leaving = room.gateway.expect(GatewaySupervisor.Cancel.class);
    room.gateway.answer(leaving, new SendResult.Sent());
    return leaving;
  }

  @Test
  void shouldJournalACancelBeforeItLeaves() {
    int id = working(GLD);
    TestProbe<DeskReply> reply = cancel(id);
    GatewaySupervisor.Cancel leaving = room.gateway.expect(GatewaySupervisor.Cancel.class);
    assertThat(room.written()).last().isEqualTo(new OrderEvent.CancelRequested(GLD.ref(), room.clock.instant()));
    assertThat(leaving.epoch()).isEqualTo(1);
    assertThat(leaving.what()).isEqualTo(new Cancellation.One(id));
    reply.expectNoMessage();
    room.gateway.answer(leaving, new SendResult.Sent());
    assertThat(reply.receiveMessage()).isInstanceOf(DeskReply.Asked.class);
    assertThat(room.life(GLD)).as("asked for is not done").isInstanceOf(OrderLife.Working.class);

    room.gateway.say(Broker.status(id, BrokerStatus.CANCELLED), Broker.notice(id, 202));
    assertThat(room.life(GLD)).isInstanceOfSatisfying(OrderLife.Closed.class, closed -> {
      assertThat(closed.outcome()).isEqualTo(OrderOutcome.CANCELLED);
      assertThat(closed.isCancelledAsAsked()).isTrue();
    });
  }

  /** An answer that was asked for before the broker could know of it would count as one to it. */
  @Test
  void shouldNotAskForTheBooksBetweenARequestAndItsLeaving() {
    int id = working(GLD);
    Decision other = Decisions.under(
        new RunId("20251031-manual-153000"), Decisions.trade(TradingMode.PAPER, Broker.DBMF));
    TestProbe<OrderExecutor.Taken> taken = KIT.createTestProbe(OrderExecutor.Taken.class);
    // A run that was not compared yet has the broker asked at once.
    room.whileWriting(
        OrderEvent.CancelRequested.class, () -> room.tell(new OrderExecutor.Execute(other, taken.ref())));
    cancel(id);
    leaves();
    room.gateway.expectInquiry(Books.EMPTY.open(Broker.order(GLD, id, BrokerStatus.PRE_SUBMITTED)));
    taken.expectMessageClass(OrderExecutor.Taken.class);
  }

  @Test
  void shouldTellACancelThatCameTooLateAsWhatItIsAndAskForTheFate() {
    int id = working(GLD);
    cancel(id);
    leaves();
    room.gateway.say(Broker.notice(id, 10148));
    assertThat(room.life(GLD).pending().isNothing()).isTrue();
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Working.class);
    assertThat(room.alerts()).contains("cancel-refused-" + GLD.ref());
    room.pass(Duration.ofSeconds(2));
    room.gateway.expectInquiry(Books.EMPTY.fills(Broker.fill(GLD, id, "a.b.1.01", "100")));
    assertThat(((OrderLife.Closed) room.life(GLD)).outcome()).isEqualTo(OrderOutcome.FILLED);
    assertThat(room.heard()).anyMatch(EngineNews.Compared.class::isInstance);
  }

  @Test
  void shouldNotTakeTheRefusalOfAChangeForTheEndOfTheOrder() {
    int id = working(GLD);
    halve(id);
    GatewaySupervisor.Submit change = room.gateway.sent();
    assertThat(change.ticket().orderId()).isEqualTo(id);
    assertThat(change.ticket().leg().quantity()).isEqualByComparingTo("50");
    assertThat(room.written()).last().isInstanceOf(OrderEvent.ChangeRequested.class);
    room.gateway.say(Broker.notice(id, 201));
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Working.class);
    assertThat(room.life(GLD).leg()).isEqualTo(GLD);
    assertThat(room.written()).last().isInstanceOf(OrderEvent.ChangeRefused.class);
  }

  @Test
  void shouldHaveTheNewTermsOnceTheBrokerShowsThem() {
    int id = working(GLD);
    halve(id);
    room.gateway.sent();
    room.gateway.say(shown(GLD.withQuantity(new BigDecimal(50)), id));
    assertThat(room.life(GLD).leg().quantity()).isEqualByComparingTo("50");
    assertThat(room.life(GLD).pending().isNothing()).isTrue();
    assertThat(room.alerts()).noneMatch(key -> key.startsWith("terms-"));
  }

  @Test
  void shouldTakeOverTheSizeOfAnOrderThatTheGatewayMadeSmaller() {
    int id = working(GLD);
    room.gateway.say(Broker.notice(id, 481));
    room.pass(Duration.ofSeconds(30));
    room.gateway.expectInquiry(Books.EMPTY.open(
        Broker.order(GLD.withQuantity(new BigDecimal(60)), id, BrokerStatus.PRE_SUBMITTED)));
    assertThat(room.life(GLD).leg().quantity()).isEqualByComparingTo("60");
    assertThat(room.alerts()).contains("terms-" + GLD.ref());
    room.gateway.say(Broker.executed(GLD, id, "a.b.1.01", "60"));
    assertThat(((OrderLife.Closed) room.life(GLD)).outcome()).isEqualTo(OrderOutcome.FILLED);
  }

  @Test
  void shouldTakeAFilledSmallerOrderForFilled() {
    int id = working(GLD);
    room.gateway.say(Broker.executed(GLD, id, "a.b.1.01", "60"), Broker.status(id, BrokerStatus.FILLED));
    room.pass(Duration.ofSeconds(30));
    BrokerOrder over = Broker.over(GLD, id, BrokerStatus.FILLED, "");
    room.gateway.expectInquiry(Books.EMPTY.completed(new BrokerOrder(
        over.orderId(), over.clientId(), over.permId(), over.orderRef(), over.account(), over.symbol(), over.side(),
        over.quantity(), over.terms(), over.status(), new BigDecimal(60), ""))
        .fills(Broker.fill(GLD, id, "a.b.1.01", "60")));
    assertThat(((OrderLife.Closed) room.life(GLD)).outcome()).isEqualTo(OrderOutcome.FILLED);
  }

  @Test
  void shouldRefuseWhileTheLinkIsLostAndWhatItDoesNotKnow() {
    int id = working(GLD);
    assertThat(notAsked(cancel(id + 5))).contains("no order " + (id + 5) + " of API client 10 is known");
    room.link(LinkState.LINK_LOST, 1);
    assertThat(notAsked(cancel(id))).contains("the link to IBKR is not ready");
    assertThat(notAsked(halve(id))).contains("the link to IBKR is not ready");
    assertThat(room.life(GLD).pending().isNothing()).isTrue();
  }

  @Test
  void shouldCancelButChangeNothingWhileOrdersAreHeldBack() {
    int id = working(GLD);
    room.link(LinkState.HELD, 1);
    assertThat(notAsked(halve(id))).isNotEmpty();
    TestProbe<DeskReply> reply = cancel(id);
    leaves();
    assertThat(((DeskReply.Asked) reply.receiveMessage()).orders()).containsExactly(GLD.ref());
  }

  @Test
  void shouldChangeNothingForTheCloseAfterTheCutOff() {
    int id = working(GLD);
    room.passTo(Broker.CUT_OFF.plusSeconds(1));
    assertThat(notHalved(id)).contains("after the cut-off");
    room.passTo(Broker.CUT_OFF.plus(Duration.ofMinutes(16)));
    assertThat(notHalved(id)).as("the close is past and its fill not yet heard of").contains("after the cut-off");
  }

  @Test
  void shouldChangeNothingThatASlowDiskHeldUpBeyondTheCutOff() {
    int id = working(GLD);
    room.journal.withPolicy((persistenceId, operation) -> {
      if (operation instanceof WriteEvents write
          && write.getBatch().stream().anyMatch(OrderEvent.ChangeRequested.class::isInstance)) {
        room.clock.set(Broker.CUT_OFF.plusSeconds(1));
      }
      return ProcessingSuccess.getInstance();
    });
    assertThat(notHalved(id)).contains("after the cut-off");
    assertThat(room.life(GLD).pending().isNothing()).isTrue();
  }

  @Test
  void shouldChangeNothingWhileTradingIsPaused() {
    var owner = new TalkativeOwner();
    room.owner = owner;
    int id = working(GLD);
    owner.pause = Optional.of(new OwnersWord.Pause("too wild", Broker.START));
    assertThat(notHalved(id)).contains("trading is paused").contains("too wild");
    cancel(id);
    assertThat(leaves().what()).isEqualTo(new Cancellation.One(id));
  }

  @Test
  void shouldRecordACancelThatNeverLeft() {
    int id = working(GLD);
    TestProbe<DeskReply> reply = cancel(id);
    room.gateway.answer(room.gateway.expect(GatewaySupervisor.Cancel.class), new SendResult.NotSent("the link went"));
    assertThat(notAsked(reply)).contains("the link went");
    assertThat(room.life(GLD).pending().isNothing()).isTrue();
  }

  @Test
  void shouldNotSendAgainWhatIsToBeCancelled() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD);
    int id = room.gateway.sent().ticket().orderId();
    cancel(id);
    leaves();
    room.pass(Duration.ofSeconds(30));
    room.gateway.expectInquiry(Books.EMPTY);
    assertThat(((OrderLife.Closed) room.life(GLD)).outcome()).isEqualTo(OrderOutcome.NEVER_ARRIVED);
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
  }

  @Test
  void shouldCancelAnOrderOfItsOwnClientThatNoRunKnows() {
    room.start().ready(1, Books.EMPTY.open(stray(4, Broker.CLIENT), stray(5, 3)));
    assertThat(notAsked(cancel(5))).contains("was placed by API client 3");
    TestProbe<DeskReply> reply = cancel(4);
    leaves();
    assertThat(((DeskReply.Asked) reply.receiveMessage()).orders()).isEmpty();
    room.gateway.say(Broker.notice(4, 202));
    assertThat(room.heard()).filteredOn(EngineNews.Booked.class::isInstance)
        .extracting(news -> (Object) ((EngineNews.Booked) news).event().getClass())
        .filteredOn(event -> !event.equals(LockEvent.BrokerAccepted.class))
        .containsExactly(DeskEvent.StrayCancelRequested.class, DeskEvent.StrayCancelAnswered.class);
  }

  @Test
  void shouldCancelEverythingAndSendNoMore() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD, Broker.BIL);
    room.gateway.sent();
    TestProbe<DeskReply> reply = KIT.createTestProbe(DeskReply.class);
    room.tell(new OrderExecutor.CancelAll(reply.ref()));
    assertThat(leaves().what()).isEqualTo(new Cancellation.All());
    assertThat(((DeskReply.Asked) reply.receiveMessage()).orders()).containsExactly(GLD.ref());
    assertThat(((OrderLife.Closed) room.life(Broker.BIL)).outcome()).isEqualTo(OrderOutcome.SKIPPED);
  }

  @Test
  void shouldSendNothingInDryRun() {
    room.in(TradingMode.DRY_RUN).start().ready(1, Books.EMPTY.open(stray(4, Broker.CLIENT)));
    assertThat(notAsked(cancel(4))).contains("dry-run");
    assertThat(room.written()).isEmpty();
  }

  @Test
  void shouldAbortTheRunAfterARejectionThatStopsEveryOrder() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD, Broker.DBMF, Broker.BIL);
    room.gateway.say(Broker.notice(room.gateway.sent().ticket().orderId(), 321));
    assertThat(room.rest()).isEmpty();
    assertThat(((OrderLife.Closed) room.life(Broker.BIL)).outcome()).isEqualTo(OrderOutcome.SKIPPED);
    assertThat(((OrderLife.Closed) room.life(Broker.BIL)).reason()).contains("words of 321");
    assertThat(room.written()).anyMatch(RunEvent.RunHalted.class::isInstance);
  }

  @Test
  void shouldNotSendWhatTheGuardsWithholdAndShrinkWhatItWasToPayFor() {
    room.start().ready(1, Books.EMPTY);
    TestProbe<OrderExecutor.Taken> taken = KIT.createTestProbe(OrderExecutor.Taken.class);
    room.tell(new OrderExecutor.Execute(
        Decisions.trade(TradingMode.PAPER, GLD, Broker.BIL),
        List.of(new GuardEvent.Withheld(GLD.ref(), "it is halted")), taken.ref()));
    room.gateway.expectInquiry(Books.EMPTY);
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(Broker.BIL.withQuantity(new BigDecimal(55)));
    assertThat(room.life(GLD)).isInstanceOfSatisfying(OrderLife.Closed.class, closed -> {
      assertThat(closed.outcome()).isEqualTo(OrderOutcome.SKIPPED);
      assertThat(closed.reason()).isEqualTo("it is halted");
    });
    assertThat(room.alerts()).contains("over-" + GLD.ref(), "shrunk-" + Broker.BIL.ref());
  }

  @Test
  void shouldHoldTheRestBackWhileIbkrTakesOnlySomeOrders() {
    room.start().ready(1, Books.EMPTY);
    room.execute(GLD, Broker.DBMF);
    room.gateway.say(Broker.notice(room.gateway.sent().ticket().orderId(), 395));
    assertThat(room.rest()).isEmpty();
    assertThat(room.life(Broker.DBMF)).isInstanceOf(OrderLife.Planned.class);
    room.pass(Duration.ofMinutes(5));
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(Broker.DBMF);
  }

  @Test
  void shouldRaiseOneAlertForAnOrderThatEnded() {
    int id = working(GLD);
    room.gateway.say(Broker.status(id, BrokerStatus.CANCELLED));
    assertThat(room.alerts()).as("its reason may follow").isEmpty();
    room.gateway.say(Broker.notice(id, 202));
    room.pass(Duration.ofSeconds(10));
    assertThat(room.alerts()).containsOnlyOnce("over-" + GLD.ref());
  }

  @Test
  void shouldRaiseTheAlertOfAnEndWithoutWordsAfterAMoment() {
    int id = working(GLD);
    room.gateway.say(Broker.status(id, BrokerStatus.CANCELLED));
    room.pass(Duration.ofSeconds(4));
    assertThat(room.alerts()).containsOnlyOnce("over-" + GLD.ref());
  }

  private static OrderNews.Shown shown(Leg leg, int orderId) {
    return Broker.shown(leg, orderId, BrokerStatus.SUBMITTED);
  }

  private static BrokerOrder stray(int orderId, int clientId) {
    BrokerOrder order = Broker.order(Broker.BIL, orderId, BrokerStatus.SUBMITTED);
    return new BrokerOrder(
        orderId, clientId, order.permId(), "somebody's", order.account(), order.symbol(), order.side(),
        order.quantity(), order.terms(), order.status(), order.filled(), "");
  }

  /** Refused once the contract is known. */
  private String notHalved(int id) {
    TestProbe<DeskReply> reply = halve(id);
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
    return notAsked(reply);
  }

  private static String notAsked(TestProbe<DeskReply> reply) {
    return ((DeskReply.NotAsked) reply.receiveMessage()).why();
  }
}
