package evenkeel.engine;

import static evenkeel.engine.Broker.BIL;
import static evenkeel.engine.Broker.DBMF;
import static evenkeel.engine.Broker.GLD;
import static evenkeel.engine.FakeGateway.Books.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Contract;
import evenkeel.domain.ContractId;
import evenkeel.domain.Decision;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderEvent.SubmissionStarted;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderType;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.RunStep;
import evenkeel.domain.Side;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.Answer;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.OrderTicket;
import evenkeel.gateway.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderExecutorTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Duration DOUBT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration IN_VAIN = Duration.ofMinutes(2);

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

  // Sending.

  @Test
  void shouldJournalTheIntentBeforeTheOrderLeaves() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    GatewaySupervisor.Submit submit = room.gateway.expectSubmit();
    assertThat(room.written()).last().isEqualTo(
        new SubmissionStarted(GLD.ref(), submit.ticket().orderId(), Broker.CLIENT, 1, Broker.START));
    assertThat(submit.epoch()).isEqualTo(1);
    assertThat(submit.ticket().leg()).isEqualTo(GLD);
    assertThat(submit.ticket().instrument().contractId()).isPositive();
  }

  @Test
  void shouldGiveNoOrderAnIdThatWasSetAsideForPreviews() {
    room.start().ready(1, EMPTY.nextValidId(5));
    assertThat(setAside(3).receiveMessage()).isEqualTo(new OrderExecutor.IdsSetAside(OptionalInt.of(5)));
    assertThat(setAside(1).receiveMessage()).isEqualTo(new OrderExecutor.IdsSetAside(OptionalInt.of(8)));
    room.take(Decisions.trade(TradingMode.PAPER, GLD));
    room.gateway.expectInquiry(EMPTY.nextValidId(5));
    assertThat(room.gateway.expectSubmit().ticket().orderId()).isEqualTo(9);
  }

  @Test
  void shouldSetNoIdAsideBeforeTheBooksAreComparedOrWhileTheFateOfAnOrderIsOpen() {
    room.start();
    TestProbe<OrderExecutor.IdsSetAside> early = setAside(1);
    room.book();
    early.expectNoMessage(Duration.ZERO);
    room.ready(1, EMPTY);
    assertThat(early.receiveMessage().first()).hasValue(1);
    room.execute(GLD);
    GatewaySupervisor.Submit sent = room.gateway.sent();
    TestProbe<OrderExecutor.IdsSetAside> open = setAside(1);
    room.book();
    open.expectNoMessage(Duration.ZERO);
    room.acknowledge(sent);
    assertThat(open.receiveMessage().first()).hasValue(sent.ticket().orderId() + 1);
  }

  private TestProbe<OrderExecutor.IdsSetAside> setAside(int ids) {
    TestProbe<OrderExecutor.IdsSetAside> reply = KIT.createTestProbe(OrderExecutor.IdsSetAside.class);
    room.tell(new OrderExecutor.SetAside(ids, reply.ref()));
    return reply;
  }

  @Test
  void shouldSendNothingOfAnIntentThatCouldNotBeWritten() {
    room.start().ready(1, EMPTY);
    room.take(Decisions.trade(TradingMode.PAPER, GLD));
    FakeGateway.Question question = room.gateway.expectInquiry();
    room.journal.failNextPersisted();
    question.answer(EMPTY);
    // The executor starts again from what is on disk, watches the gateway anew, and believes nothing from before.
    room.awaitRestart();
    room.ready(1, EMPTY);
    assertThat(room.gateway.expectSubmit().ticket().orderId()).isEqualTo(1);
    assertThat(room.written().stream().filter(SubmissionStarted.class::isInstance)).hasSize(1);
  }

  @Test
  void shouldSendTheFirstOrderAloneThenSellsThenBuys() {
    room.start().ready(1, EMPTY);
    room.execute(GLD, DBMF, BIL);
    GatewaySupervisor.Submit first = room.gateway.sent();
    assertThat(first.ticket().leg()).isEqualTo(GLD);
    assertThat(room.rest()).isEmpty();
    room.acknowledge(first);
    assertThat(room.accepted().ticket().leg()).isEqualTo(DBMF);
    assertThat(room.accepted().ticket().leg()).isEqualTo(BIL);
    assertThat(room.rest()).isEmpty();
    assertThat(room.book().orders()).allMatch(OrderLife.Working.class::isInstance);
  }

  @Test
  void shouldUseIdsAboveAllThatTheGatewayAndTheJournalKnow() {
    room.start().ready(1, EMPTY);
    room.take(Decisions.trade(TradingMode.PAPER, GLD, DBMF));
    room.gateway.expectInquiry(EMPTY.nextValidId(40));
    assertThat(room.accepted().ticket().orderId()).isEqualTo(40);
    assertThat(room.accepted().ticket().orderId()).isEqualTo(41);
  }

  @Test
  void shouldHaveTheBuysOfMarketOrdersWaitForTheMoney() {
    Leg sell = Broker.leg(OrderType.MKT, "GLD", Side.SELL, 100, "300");
    Leg buy = Broker.leg(OrderType.MKT, "BIL", Side.BUY, 300, "90");
    room.with(OrderType.MKT).start().ready(1, EMPTY);
    room.execute(sell, buy);
    int id = room.accepted().ticket().orderId();
    room.gateway.say(Broker.executed(sell, id, "a.b.1.01", "99"));
    assertThat(room.rest()).isEmpty();
    room.gateway.say(Broker.executed(sell, id, "a.b.2.01", "1"));
    assertThat(room.gateway.sent().ticket().leg().quantity()).isEqualByComparingTo("300");
  }

  @Test
  void shouldShrinkTheBuysAfterARejectedSell() {
    room.start().ready(1, EMPTY);
    room.execute(GLD, DBMF, BIL);
    room.gateway.say(Broker.notice(room.gateway.sent().ticket().orderId(), 201));
    room.accepted();
    // 5000 of cash and 5000 from DBMF, less two commissions, buy 110 of BIL at 90 and not 300.
    assertThat(room.gateway.sent().ticket().leg().quantity()).isEqualByComparingTo("111");
    assertThat(room.alerts()).contains("over-" + GLD.ref(), "shrunk-" + BIL.ref());
  }

  @Test
  void shouldSendNothingInDryRun() {
    room.in(TradingMode.DRY_RUN).start().ready(1, EMPTY);
    room.take(Decisions.trade(TradingMode.DRY_RUN, GLD));
    assertThat(room.rest()).isEmpty();
    assertThat(room.written()).isEmpty();
    assertThat(room.gateway.detailsAsked()).isZero();
  }

  @Test
  void shouldSkipWhatIsLeftOfARunWhenTheModeIsNowDryRun() {
    room.in(TradingMode.DRY_RUN).given(Broker.started(GLD, BIL), sent(GLD, 1)).start().ready(1, EMPTY);
    assertThat(outcome(BIL)).isEqualTo(OrderOutcome.SKIPPED);
    assertThat(outcome(GLD)).isEqualTo(OrderOutcome.NEVER_ARRIVED);
    assertThat(submits()).isEmpty();
    assertThat(room.run().isSettled()).isTrue();
  }

  @Test
  void shouldNotTakeADecisionOverTwice() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    room.accepted();
    room.take(Decisions.trade(TradingMode.PAPER, GLD));
    assertThat(room.rest()).isEmpty();
    assertThat(room.written().stream().filter(RunEvent.RunStarted.class::isInstance)).hasSize(1);
  }

  @Test
  void shouldTakeOverADecisionToRestWithoutARun() {
    room.start().ready(1, EMPTY);
    room.take(Decisions.rest());
    assertThat(room.written()).isEmpty();
  }

  // What the broker says at the end, and the report.

  @Test
  void shouldSettleAndReportUntilTheReportIsAcknowledged() {
    int id = working();
    room.gateway.say(
        Broker.charged("a.b.1.01", "1.00"), Broker.executed(GLD, id, "a.b.1.01", "100"),
        Broker.status(id, BrokerStatus.FILLED));
    RebalancePlanner.ReportRun report = room.planner.receiveMessage();
    assertThat(report.run().isSettled()).isTrue();
    assertThat(report.run().hasAllCommissions()).as("the commission came before its execution").isTrue();
    assertThat(room.rest()).isEmpty();
    room.planner.expectNoMessage(Duration.ZERO);
    room.pass(Duration.ofSeconds(31));
    assertThat(room.planner.receiveMessage().run()).as("asked again").isEqualTo(report.run());
    report.replyTo().tell(new EngineNews.ReportWritten(Broker.RUN, report.run().revision()));
    assertThat(room.run().isReportDue()).isFalse();
    assertThat(room.heard()).contains(new EngineNews.Reported(Broker.RUN));
    room.pass(Duration.ofSeconds(31));
    room.planner.expectNoMessage(Duration.ZERO);
    assertThat(room.alerts()).isEmpty();
  }

  @Test
  void shouldReportAgainWhatComesAfterTheReport() {
    reported();
    room.gateway.say(Broker.executed(GLD, 1, "a.b.1.02", "100"));
    RebalancePlanner.ReportRun again = room.planner.receiveMessage();
    assertThat(again.run().orders().get(GLD.ref()).fills().executions().get("a.b.1").execId()).isEqualTo("a.b.1.02");
  }

  @Test
  void shouldSettleWithoutCommissionsInTheEndAndSaySo() {
    int id = working();
    room.gateway.say(Broker.executed(GLD, id, "a.b.1.01", "100"));
    assertThat(room.run().isSettled()).isFalse();
    room.passTo(Broker.SETTLE_BY.plus(RunStep.COMMISSION_PATIENCE).plusSeconds(1));
    assertThat(room.planner.receiveMessage().run().hasAllCommissions()).isFalse();
    assertThat(room.alerts()).containsExactly("commissions-" + Broker.RUN);
  }

  @Test
  void shouldAskTheBooksForACommissionThatDoesNotCome() {
    int id = working();
    room.gateway.say(Broker.executed(GLD, id, "a.b.1.01", "100"));
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.fills(Broker.fill(GLD, id, "a.b.1.01", "100")).commissions(
        Broker.commission("a.b.1.01", "1.00")));
    assertThat(room.planner.receiveMessage().run().hasAllCommissions()).isTrue();
  }

  @Test
  void shouldSayThatAnOrderFilledMoreThanWasWanted() {
    int id = working();
    room.gateway.say(Broker.executed(GLD, id, "a.b.1.01", "100"), Broker.executed(GLD, id, "a.b.2.01", "1"));
    assertThat(room.alerts()).containsExactly("overfilled-" + GLD.ref());
  }

  // The link.

  @Test
  void shouldCompareTheBooksOnALinkThatWasReadyBeforeItStarted() {
    room.given(Broker.started(GLD)).start();
    room.link(LinkState.READY, 7);
    room.gateway.expectInquiry(EMPTY);
    assertThat(room.gateway.expectSubmit().epoch()).isEqualTo(7);
  }

  @Test
  void shouldSendNothingBeforeTheLinkIsReady() {
    room.given(Broker.started(GLD)).start();
    room.link(LinkState.SYNCHRONIZING, 1);
    room.gateway.expectInquiry(EMPTY);
    room.gateway.expect(GatewaySupervisor.Reconciled.class);
    assertThat(room.rest()).isEmpty();
    room.link(LinkState.READY, 1);
    assertThat(room.gateway.expectSubmit().ticket().leg()).isEqualTo(GLD);
  }

  @Test
  void shouldWaitWhileOrdersAreHeldBackAndSendWhenTheyAreNot() {
    room.start().ready(1, EMPTY);
    room.link(LinkState.HELD, 1);
    room.execute(GLD);
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Planned.class);
    room.link(LinkState.READY, 1);
    assertThat(room.gateway.expectSubmit().ticket().leg()).isEqualTo(GLD);
    assertThat(room.alerts()).containsExactly("orders-wait-" + Broker.RUN);
  }

  @Test
  void shouldNotBeReadyBeforeEveryAnswerIsThere() {
    room.given(Broker.started(GLD), sent(GLD, 1)).start();
    room.link(LinkState.SYNCHRONIZING, 1);
    room.gateway.expectInquiry().answer(EMPTY, request -> request.name().equals("executions")
        ? Optional.of(new Answer.Missing<>("no answer"))
        : Optional.empty());
    assertThat(room.rest()).as("neither Reconciled nor an order").isEmpty();
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.InFlight.class);
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY);
    room.gateway.expect(GatewaySupervisor.Reconciled.class);
  }

  @Test
  void shouldNotTakeARefusedQuestionForAnEmptyBook() {
    room.given(Broker.started(GLD), sent(GLD, 1)).start();
    room.link(LinkState.SYNCHRONIZING, 1);
    room.gateway.expectInquiry().answer(EMPTY, request -> request.name().equals("open orders")
        ? Optional.of(new Answer.Refused<>(321, "read-only"))
        : Optional.empty());
    assertThat(room.rest()).isEmpty();
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.InFlight.class);
  }

  @Test
  void shouldNotBelieveAnswersThatCameWhileTheGatewayHadLostIbkr() {
    room.given(Broker.started(GLD), sent(GLD, 1)).start();
    room.link(LinkState.SYNCHRONIZING, 1);
    FakeGateway.Question question = room.gateway.expectInquiry();
    room.link(LinkState.LINK_LOST, 1);
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    question.answer(EMPTY);
    assertThat(room.rest()).isEmpty();
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.InFlight.class);
  }

  @Test
  void shouldNotBelieveAnswersOfAnEarlierEpoch() {
    room.given(Broker.started(GLD), sent(GLD, 1)).start();
    room.link(LinkState.SYNCHRONIZING, 1);
    FakeGateway.Question old = room.gateway.expectInquiry();
    room.link(LinkState.SYNCHRONIZING, 2);
    FakeGateway.Question current = room.gateway.expectInquiry();
    old.answer(EMPTY);
    assertThat(room.rest()).isEmpty();
    current.answer(EMPTY);
    assertThat(room.gateway.expect(GatewaySupervisor.Reconciled.class).epoch()).isEqualTo(2);
  }

  @Test
  void shouldSendNothingOnALogInWithoutTheAccount() {
    room.given(Broker.started(GLD)).start();
    room.gateway.link(
        Engine.link(LinkState.READY, 1, 1, room.clock.instant(), new AccountId("DU7654321")));
    assertThat(room.rest()).isEmpty();
  }

  @Test
  void shouldCompareTheBooksAfterEveryRestoredLink() {
    working();
    room.link(LinkState.LINK_LOST, 1);
    room.link(LinkState.SYNCHRONIZING, 2);
    room.gateway.expectInquiry(EMPTY.fills(Broker.fill(GLD, 1, "a.b.1.01", "100")));
    assertThat(outcome(GLD)).as("filled while nobody listened").isEqualTo(OrderOutcome.FILLED);
  }

  // Orders whose fate is unknown.

  @Test
  void shouldAskWhatBecameOfAnUnansweredOrder() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    GatewaySupervisor.Submit submit = room.gateway.sent();
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.open(ExecutorRoom.atBroker(submit)));
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Working.class);
    assertThat(room.rest()).isEmpty();
  }

  @Test
  void shouldSendAgainUnderTheSameIdWhatTheBrokerDoesNotHave() {
    GatewaySupervisor.Submit lost = lost();
    room.gateway.expectInquiry(EMPTY.nextValidId(lost.ticket().orderId()));
    GatewaySupervisor.Submit again = room.gateway.sent();
    assertThat(again.ticket()).isEqualTo(lost.ticket());
    assertThat(room.life(GLD).submission().orElseThrow().attempt()).isEqualTo(2);
    assertThat(room.rest()).isEmpty();
  }

  @Test
  void shouldSendAgainUnderANewIdWhereTheGatewayRefusedTheFirstOne() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    GatewaySupervisor.Submit refused = room.gateway.sent();
    room.gateway.say(Broker.notice(refused.ticket().orderId(), 103));
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.nextValidId(9));
    assertThat(submits()).as("before a second answer that does not know it either").isEmpty();
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.nextValidId(9));
    assertThat(room.gateway.sent().ticket().orderId()).isEqualTo(9);
    assertThat(room.written()).last().isEqualTo(new SubmissionStarted(
        GLD.ref(), 9, Broker.CLIENT, 2, room.clock.instant()));
  }

  /** A Gateway that holds an order back refuses its id and shows it to nobody. */
  @Test
  void shouldParkAnOrderWhoseIdIsRefusedWhenItIsSentAgain() {
    GatewaySupervisor.Submit lost = lost();
    room.gateway.expectInquiry(EMPTY.nextValidId(9));
    GatewaySupervisor.Submit again = room.gateway.sent();
    assertThat(again.ticket().orderId()).as("it may still turn up").isEqualTo(lost.ticket().orderId());
    room.gateway.say(Broker.notice(again.ticket().orderId(), 103));
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.nextValidId(9));
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Parked.class);
  }

  @Test
  void shouldSendAgainUnderANewIdWhereTheLogInTakesTheOldOneNoMore() {
    room.given(Broker.started(GLD), sent(GLD, 1)).start();
    room.link(LinkState.SYNCHRONIZING, 1, 9);
    room.gateway.expectInquiry(EMPTY.nextValidId(9));
    room.gateway.expect(GatewaySupervisor.Reconciled.class);
    room.link(LinkState.READY, 1, 9);
    assertThat(submits()).as("before a second answer that does not know it either").isEmpty();
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.nextValidId(9));
    assertThat(room.gateway.sent().ticket().orderId()).isEqualTo(9);
  }

  /** The Gateway had lost IBKR and not noticed: the order was there all the time. */
  @Test
  void shouldAdoptAnOrderThatOnlyTheSecondAnswerKnows() {
    room.given(Broker.started(GLD), sent(GLD, 1)).start();
    room.link(LinkState.SYNCHRONIZING, 1, 9);
    room.gateway.expectInquiry(EMPTY.nextValidId(9));
    room.gateway.expect(GatewaySupervisor.Reconciled.class);
    room.link(LinkState.READY, 1, 9);
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.nextValidId(9).open(Broker.order(GLD, 1, BrokerStatus.SUBMITTED)));
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Working.class);
    assertThat(submits()).isEmpty();
  }

  @Test
  void shouldSendAgainWhatNeverLeft() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    room.gateway.answer(room.gateway.expectSubmit(), new SendResult.NotSent("the link is LINK_LOST"));
    assertThat(room.rest()).isEmpty();
    room.link(LinkState.SYNCHRONIZING, 2);
    room.gateway.expectInquiry(EMPTY);
    room.gateway.expect(GatewaySupervisor.Reconciled.class);
    assertThat(room.rest()).as("not before Ready").isEmpty();
    room.link(LinkState.READY, 2);
    assertThat(room.gateway.sent().epoch()).isEqualTo(2);
    assertThat(room.rest()).isEmpty();
  }

  @Test
  void shouldParkAnOrderThatWasSentThreeTimesInVain() {
    parkedAfterThreeAttempts();
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Parked.class);
    assertThat(submits()).isEmpty();
    assertThat(room.alerts()).containsExactly("parked-" + GLD.ref());
  }

  @Test
  void shouldAskForAParkedOrderForTheRestOfItsDayAndTakeItBack() {
    parkedAfterThreeAttempts();
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY);
    assertThat(room.alerts()).as("said once").containsExactly("parked-" + GLD.ref());
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.open(Broker.order(GLD, 1, BrokerStatus.SUBMITTED)));
    assertThat(room.run().isSettled()).as("the run goes on").isFalse();
    room.gateway.say(
        Broker.executed(GLD, 1, "a.b.1.01", "100"), Broker.charged("a.b.1.01", "1.00"));
    assertThat(room.planner.receiveMessage().run().orders().get(GLD.ref()).isFilled()).isTrue();
  }

  @Test
  void shouldGiveUpWhatNeverArrivedOnceTheCutOffHasPassed() {
    givenUp();
    assertThat(outcome(GLD)).isEqualTo(OrderOutcome.NEVER_ARRIVED);
    assertThat(submits()).isEmpty();
    assertThat(room.alerts()).containsExactly("over-" + GLD.ref());
  }

  @Test
  void shouldTakeBackAnOrderThatWasGivenUpAndReportIt() {
    givenUp();
    room.gateway.say(Broker.shown(GLD, 1, BrokerStatus.SUBMITTED));
    assertThat(room.run().isSettled()).isFalse();
    room.gateway.say(Broker.executed(GLD, 1, "a.b.1.01", "100"), Broker.charged("a.b.1.01", "1.00"));
    assertThat(room.run().isSettled()).isTrue();
    assertThat(outcome(GLD)).isEqualTo(OrderOutcome.FILLED);
  }

  @Test
  void shouldSkipWhatTheCutOffOvertookAndSayWhy() {
    room.start().ready(1, EMPTY);
    room.execute(GLD, DBMF);
    room.gateway.sent();
    room.passTo(Broker.CUT_OFF.plusNanos(1_000_000));
    assertThat(outcome(DBMF)).isEqualTo(OrderOutcome.SKIPPED);
    assertThat(room.alerts()).containsExactly("over-" + DBMF.ref());
  }

  @Test
  void shouldNotSendAfterTheCutOffWhatASlowDiskHeldUp() {
    room.start().ready(1, EMPTY);
    room.take(Decisions.trade(TradingMode.PAPER, GLD));
    FakeGateway.Question question = room.gateway.expectInquiry();
    room.whileWriting(SubmissionStarted.class, () -> room.clock.set(Broker.CUT_OFF.plusSeconds(1)));
    question.answer(EMPTY);
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.InFlight.class);
    assertThat(submits()).isEmpty();
  }

  /** Found by the campaign: an answer that could not know of an order, as it had not left yet, had it sent again. */
  @Test
  void shouldNotAskForTheBooksBetweenIntentAndOrder() {
    room.start().ready(1, EMPTY);
    room.take(Decisions.trade(TradingMode.PAPER, GLD));
    FakeGateway.Question question = room.gateway.expectInquiry();
    Decision other = Decisions.under(new RunId("20251031-manual-153000"), Decisions.trade(TradingMode.PAPER, DBMF));
    TestProbe<OrderExecutor.Taken> taken = KIT.createTestProbe(OrderExecutor.Taken.class);
    // A run that was not compared yet has the broker asked at once.
    room.whileWriting(SubmissionStarted.class, () -> room.tell(new OrderExecutor.Execute(other, taken.ref())));
    question.answer(EMPTY);
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(GLD);
    taken.expectMessageClass(OrderExecutor.Taken.class);
    room.gateway.expectInquiry(EMPTY.open(Broker.order(GLD, 1, BrokerStatus.PRE_SUBMITTED)));
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Working.class);
  }

  @Test
  void shouldNotSendWhatThePauseOvertookWhileItsIntentWasWritten() {
    var owner = new TalkativeOwner();
    room.owner = owner;
    room.start().ready(1, EMPTY);
    room.take(Decisions.trade(TradingMode.PAPER, GLD));
    FakeGateway.Question question = room.gateway.expectInquiry();
    room.whileWriting(SubmissionStarted.class, () -> owner.pause = Optional.of(new OwnersWord.Pause("", Broker.START)));
    question.answer(EMPTY);
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.InFlight.class);
    assertThat(submits()).isEmpty();
  }

  /** The sale fails while the intents of the purchases are written. */
  @Test
  void shouldSendNoPurchaseForWhichTheMoneyWentWhileItsIntentWasWritten() {
    room.start().ready(1, EMPTY);
    room.execute(GLD, BIL);
    GatewaySupervisor.Submit sale = room.gateway.sent();
    TestProbe<String> said = KIT.createTestProbe(String.class);
    room.whileWriting(SubmissionStarted.class, () -> {
      room.gateway.say(Broker.notice(sale.ticket().orderId(), 201));
      said.ref().tell("said");
    });
    room.gateway.say(Broker.shown(GLD, sale.ticket().orderId(), BrokerStatus.PRE_SUBMITTED));
    room.tick();
    said.expectMessage("said");
    assertThat(outcome(GLD)).isEqualTo(OrderOutcome.REJECTED);
    assertThat(submits()).isEmpty();
    assertThat(room.life(BIL)).isInstanceOf(OrderLife.InFlight.class);
  }

  @Test
  void shouldSendALostPurchaseAgainForNoMoreThanTheMoneyThatIsLeft() {
    room.start().ready(1, EMPTY);
    room.execute(GLD, BIL);
    GatewaySupervisor.Submit sale = room.accepted();
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(BIL);
    room.gateway.say(Broker.notice(sale.ticket().orderId(), 201));
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.completed(Broker.over(GLD, 1, BrokerStatus.CANCELLED, "no")));
    // 5000 USD of cash, at 90 a share.
    assertThat(room.gateway.sent().ticket().leg().quantity()).isEqualByComparingTo("55");
    assertThat(room.life(BIL).leg().quantity()).isEqualByComparingTo("55");
    assertThat(room.alerts()).contains("shrunk-" + BIL.ref());
  }

  @Test
  void shouldSayAgainAfterARestartThatAnOrderIsUnknown() {
    parkedAfterThreeAttempts();
    assertThat(room.alerts()).containsExactly("parked-" + GLD.ref());
    room.start();
    assertThat(room.alerts()).containsExactly("parked-" + GLD.ref());
  }

  @Test
  void shouldNotHoldAnAnswerAgainstAnOrderThatWasSentSinceTheQuestion() {
    room.start().ready(1, EMPTY);
    room.execute(GLD, DBMF);
    GatewaySupervisor.Submit first = room.gateway.sent();
    room.pass(PAUSE);
    FakeGateway.Question question = room.gateway.expectInquiry();
    room.acknowledge(first);
    GatewaySupervisor.Submit second = room.accepted();
    question.answer(EMPTY.open(ExecutorRoom.atBroker(first)));
    assertThat(room.life(second.ticket().leg())).isInstanceOf(OrderLife.Working.class);
    assertThat(room.alerts()).isEmpty();
  }

  @Test
  void shouldParkOrdersOfWhichTheBrokerHasTwo() {
    int id = working();
    room.gateway.say(Broker.shown(GLD, id + 1, BrokerStatus.SUBMITTED));
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.open(
        Broker.order(GLD, id, BrokerStatus.SUBMITTED), Broker.order(GLD, id + 1, BrokerStatus.SUBMITTED)));
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Parked.class);
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.open(
        Broker.order(GLD, id, BrokerStatus.SUBMITTED), Broker.order(GLD, id + 1, BrokerStatus.SUBMITTED)));
    assertThat(room.alerts()).hasSize(2).startsWith("parked-" + GLD.ref()).last().asString().startsWith("frozen-");
    assertThat(submits()).isEmpty();
  }

  @Test
  void shouldSayThatAnOrderStandsLongAfterItsTime() {
    int id = working();
    room.passTo(Broker.SETTLE_BY.plus(Duration.ofHours(1)).plusSeconds(1));
    room.gateway.expectInquiry(EMPTY.open(Broker.order(GLD, id, BrokerStatus.SUBMITTED)));
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.open(Broker.order(GLD, id, BrokerStatus.SUBMITTED)));
    assertThat(room.life(GLD)).as("it is known to stand").isInstanceOf(OrderLife.Working.class);
    assertThat(room.alerts()).containsExactly("late-" + GLD.ref());
    assertThat(room.run().isSettled()).isFalse();
  }

  @Test
  void shouldParkAnOrderThatNobodyCanBeAskedAbout() {
    working();
    room.link(LinkState.OFFLINE, 1);
    room.passTo(Broker.SETTLE_BY.plus(Duration.ofHours(1)));
    assertThat(room.life(GLD)).as("somebody may still tell").isInstanceOf(OrderLife.Working.class);
    room.pass(IN_VAIN);
    assertThat(room.planner.receiveMessage().run().orders().get(GLD.ref())).isInstanceOf(OrderLife.Parked.class);
    assertThat(room.alerts()).containsExactly("parked-" + GLD.ref());
  }

  @Test
  void shouldAskBeforeItGivesUpWhatIsLongOverdueWhenItStarts() {
    int id = working();
    room.stop();
    room.clock.set(Broker.SETTLE_BY.plus(Duration.ofHours(2)));
    room.start().ready(2, EMPTY.open(Broker.order(GLD, id, BrokerStatus.SUBMITTED)));
    room.pass(IN_VAIN);
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Working.class);
    assertThat(room.alerts()).containsExactly("late-" + GLD.ref());
  }

  /** Campaign, seeds 4041 and 4542: filled in part, ended while nobody listened, and not among the completed. */
  @Test
  void shouldParkAnOrderOfWhichOnlyExecutionsAreLeftAndNotSayThatItStands() {
    int id = working();
    room.passTo(Broker.SETTLE_BY.plus(Duration.ofHours(1)).plusSeconds(1));
    room.gateway.expectInquiry(EMPTY.fills(Broker.fill(GLD, id, "0000.01.01", "1")));
    room.pass(IN_VAIN);
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Parked.class);
    assertThat(room.alerts()).startsWith("parked-" + GLD.ref()).doesNotContain("late-" + GLD.ref());
  }

  @Test
  void shouldParkAHeldOrderInTheEnd() {
    int id = working();
    room.gateway.say(Broker.status(id, BrokerStatus.INACTIVE));
    room.passTo(Broker.SETTLE_BY.plus(Duration.ofHours(1)).plusSeconds(1));
    room.gateway.expectInquiry(EMPTY.open(Broker.order(GLD, id, BrokerStatus.INACTIVE)));
    room.pass(IN_VAIN);
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Parked.class);
    room.gateway.expectInquiry(EMPTY.open(Broker.order(GLD, id, BrokerStatus.INACTIVE)));
    assertThat(room.life(GLD)).as("and not back and forth").isInstanceOf(OrderLife.Parked.class);
    assertThat(room.alerts()).containsExactly("parked-" + GLD.ref());
  }

  // A journal that lost its tail.

  @Test
  void shouldLookForARunAtTheBrokerBeforeItsFirstOrder() {
    room.start().ready(1, EMPTY.open(Broker.order(GLD, 1, BrokerStatus.SUBMITTED)));
    assertThat(room.alerts()).containsExactly("adopted-" + GLD.ref());
    room.take(Decisions.trade(TradingMode.PAPER, GLD, DBMF));
    room.gateway.expectInquiry(EMPTY.open(Broker.order(GLD, 1, BrokerStatus.SUBMITTED)).nextValidId(2));
    assertThat(room.gateway.sent().ticket().leg()).as("GLD is there").isEqualTo(DBMF);
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.Working.class);
  }

  @Test
  void shouldAdoptOnceAnOrderOfOursThatTheJournalDoesNotKnow() {
    FakeGateway.Books books = EMPTY.open(Broker.order(GLD, 1, BrokerStatus.SUBMITTED));
    room.start().ready(1, books);
    room.link(LinkState.SYNCHRONIZING, 2);
    room.gateway.expectInquiry(books);
    assertThat(room.alerts()).containsExactly("adopted-" + GLD.ref());
  }

  @Test
  void shouldAdoptAnOrderForTheContractThatTheBrokerNames() {
    BrokerOrder told = Broker.order(GLD, 1, BrokerStatus.SUBMITTED);
    var contract = new Contract(new ContractId(51529211), GLD.symbol(), "STK", "ARCA", "USD");
    room.start().ready(1, EMPTY.open(new BrokerOrder(
        told.orderId(), told.clientId(), told.permId(), told.orderRef(), told.account(), told.symbol(), told.side(),
        told.quantity(), told.terms(), told.status(), told.filled(), told.reason(), Optional.of(contract))));
    assertThat(room.life(GLD).leg().contract()).contains(contract.id());
  }

  // Contracts.

  @Test
  void shouldSkipASymbolThatTheGatewayDoesNotKnow() {
    room.start().ready(1, EMPTY);
    room.gateway.describe(GLD.symbol(), new Answer.Refused<>(200, "No security definition has been found"));
    room.execute(GLD, DBMF);
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(DBMF);
    assertThat(outcome(GLD)).isEqualTo(OrderOutcome.SKIPPED);
    assertThat(room.alerts()).containsExactly("over-" + GLD.ref());
  }

  @Test
  void shouldSkipASymbolThatIsAmbiguousOrNotTradedInOurWay() {
    room.start().ready(1, EMPTY);
    room.gateway.describe(GLD.symbol(), new Answer.Given<>(List.of(
        FakeGateway.contract(GLD.symbol(), 1), FakeGateway.contract(GLD.symbol(), 2))));
    var known = FakeGateway.contract(DBMF.symbol(), 3);
    room.gateway.describe(DBMF.symbol(), new Answer.Given<>(List.of(new InstrumentDetails(
        known.instrument(), known.longName(), known.minTick(), Set.of("LMT")))));
    room.execute(GLD, DBMF, BIL);
    room.gateway.sent();
    assertThat(reason(GLD)).contains("ambiguous");
    assertThat(reason(DBMF)).contains("MOC");
  }

  @Test
  void shouldTradeAKeptContractWithoutAskingUntilTheGatewayRefusesIt() {
    var kept = new KeptContracts();
    kept.keep(GLD.symbol(), new Contracts.Known(FakeGateway.contract(GLD.symbol(), 4711), room.clock.instant()));
    room.with(kept).start().ready(1, EMPTY);
    room.execute(GLD);
    OrderTicket ticket = room.gateway.sent().ticket();
    assertThat(ticket.instrument().contractId()).isEqualTo(4711);
    assertThat(room.gateway.detailsAsked()).isZero();
    room.gateway.say(Broker.notice(ticket.orderId(), 200));
    assertThat(room.life(GLD)).isInstanceOf(OrderLife.InFlight.class);
    comparedTwice();
    assertThat(room.gateway.detailsAsked()).isEqualTo(1);
    OrderTicket again = room.gateway.sent().ticket();
    assertThat(again.orderId()).isEqualTo(9);
    assertThat(again.instrument().contractId()).isEqualTo(FakeGateway.contractId(GLD.symbol()));
    room.gateway.say(Broker.notice(again.orderId(), 200));
    assertThat(outcome(GLD)).as("not a third time").isEqualTo(OrderOutcome.REJECTED);
    assertThat(room.alerts()).containsExactly("over-" + GLD.ref());
  }

  private static final ContractId BEFORE = new ContractId(4711);

  @Test
  void shouldSendAnOrderForTheContractInThePlaceOfOneThatIsNotHeld() {
    OrderTicket ticket = refusedAsUnknown(BIL.withContract(BEFORE));
    room.gateway.say(Broker.notice(ticket.orderId(), 200));
    comparedTwice();
    OrderTicket again = room.gateway.sent().ticket();
    var now = new ContractId(FakeGateway.contractId(BIL.symbol()));
    assertThat(again.instrument().contractId()).isEqualTo(now.value());
    assertThat(again.leg().contract()).contains(now);
    assertThat(room.written()).filteredOn(OrderEvent.ContractReplaced.class::isInstance).hasSize(1);
  }

  @Test
  void shouldNotSendAnOrderForTheContractInThePlaceOfOneThatIsHeld() {
    room.gateway.trade(GLD.symbol(), 200);
    OrderTicket ticket = refusedAsUnknown(GLD.withContract(BEFORE));
    room.gateway.say(Broker.notice(ticket.orderId(), 200));
    comparedTwice();
    assertThat(submits()).isEmpty();
    assertThat(outcome(GLD)).isEqualTo(OrderOutcome.NEVER_ARRIVED);
    assertThat(reason(GLD)).contains("is for contract 4711");
  }

  private OrderTicket refusedAsUnknown(Leg leg) {
    var kept = new KeptContracts();
    kept.keep(leg.symbol(), new Contracts.Known(
        FakeGateway.contract(leg.symbol(), BEFORE.value()), room.clock.instant()));
    room.with(kept).start().ready(1, EMPTY);
    room.execute(leg);
    return room.gateway.sent().ticket();
  }

  private void comparedTwice() {
    for (int time = 1; time <= 2; time++) {
      room.pass(PAUSE);
      room.gateway.expectInquiry(EMPTY.nextValidId(9));
    }
  }

  @Test
  void shouldAskForAContractAgainAfterAPauseAndNotWithout() {
    room.start().ready(1, EMPTY);
    room.gateway.describe(GLD.symbol(), new Answer.Missing<>("no answer"));
    room.execute(GLD);
    assertThat(room.rest()).isEmpty();
    assertThat(room.gateway.detailsAsked()).isEqualTo(1);
    room.gateway.describe(GLD.symbol(), FakeGateway.plain(GLD.symbol()));
    room.pass(Duration.ofSeconds(5));
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(GLD);
    assertThat(room.gateway.detailsAsked()).isEqualTo(2);
  }

  @Test
  void shouldAskForNoContractWhileNotConnected() {
    room.given(Broker.started(GLD)).start();
    room.link(LinkState.OFFLINE, 1);
    room.tick();
    assertThat(room.rest()).isEmpty();
    assertThat(room.gateway.detailsAsked()).isZero();
  }

  /** One order, taken by the broker; its id. */
  private int working() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    return room.accepted().ticket().orderId();
  }

  /** One order, sent, and unanswered until the books are asked. */
  private GatewaySupervisor.Submit lost() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    GatewaySupervisor.Submit lost = room.gateway.sent();
    room.pass(DOUBT);
    assertThat(room.rest()).as("the books were asked a moment ago").isEmpty();
    room.pass(PAUSE.minus(DOUBT));
    return lost;
  }

  private void parkedAfterThreeAttempts() {
    lost();
    for (int attempt = 2; attempt <= 3; attempt++) {
      room.gateway.expectInquiry(EMPTY);
      room.gateway.sent();
      room.pass(PAUSE);
    }
    room.gateway.expectInquiry(EMPTY);
    acknowledgeReport();
  }

  private void givenUp() {
    lost();
    FakeGateway.Question question = room.gateway.expectInquiry();
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    question.answer(EMPTY);
    acknowledgeReport();
  }

  private void reported() {
    int id = working();
    room.gateway.say(Broker.executed(GLD, id, "a.b.1.01", "100"), Broker.charged("a.b.1.01", "1.00"));
    acknowledgeReport();
  }

  private void acknowledgeReport() {
    RebalancePlanner.ReportRun report = room.planner.receiveMessage();
    assertThat(report.run().isSettled()).isTrue();
    report.replyTo().tell(new EngineNews.ReportWritten(Broker.RUN, report.run().revision()));
  }

  private List<GatewaySupervisor.Command> submits() {
    return room.rest().stream().filter(GatewaySupervisor.Submit.class::isInstance).toList();
  }

  private OrderOutcome outcome(Leg leg) {
    return ((OrderLife.Closed) room.life(leg)).outcome();
  }

  private String reason(Leg leg) {
    return ((OrderLife.Closed) room.life(leg)).reason();
  }

  private static OrderEvent sent(Leg leg, int orderId) {
    return new SubmissionStarted(leg.ref(), orderId, Broker.CLIENT, 1, Broker.START);
  }
}
