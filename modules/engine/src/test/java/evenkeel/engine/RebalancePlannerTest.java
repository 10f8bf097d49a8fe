package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.domain.TriggerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebalancePlannerTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Trigger MONTH_END = Decisions.TRIGGER;
  private static final Trigger BY_HAND = new Trigger(
      new RunId("20251031-manual-153100"), TriggerKind.MANUAL, MONTH_END.session(), Broker.START, Broker.CUT_OFF);
  private static final Duration REPEAT = Duration.ofSeconds(31);

  private PlannerRoom room;

  @BeforeEach
  void open() {
    room = new PlannerRoom(KIT);
  }

  @AfterEach
  void close() {
    room.stop();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  // One decision per trigger.

  @Test
  void shouldDecideOnceWithEveryInput() {
    Decision decision = room.start().decided();
    assertThat(decision.verdict()).isInstanceOfSatisfying(Decision.Trade.class, trade -> {
      assertThat(trade.plan().orders()).hasSize(2).first().satisfies(
          order -> assertThat(order.side()).isEqualTo(Side.SELL));
    });
    assertThat(decision.looked()).isPresent();
    assertThat(decision.prices()).hasSize(2);
    assertThat(decision.mode()).isEqualTo(TradingMode.PAPER);
    assertThat(room.written()).containsExactly(new PlannerEvent.DecisionMade(decision));
    assertThat(room.heard()).contains(new EngineNews.Decided(decision));
  }

  @Test
  void shouldGiveTheSameDecisionToEverybodyAndAfterARestart() {
    room.start();
    TestProbe<RebalancePlanner.Reply> first = room.consider(MONTH_END);
    TestProbe<RebalancePlanner.Reply> second = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    room.seesDrift();
    RebalancePlanner.Reply decided = first.receiveMessage();
    assertThat(second.receiveMessage()).isEqualTo(decided);
    room.start();
    room.clock.set(Broker.CUT_OFF.plus(Duration.ofDays(1)));
    assertThat(room.consider(MONTH_END).receiveMessage()).isEqualTo(decided);
    room.portfolio.expectNoMessage(Duration.ZERO);
  }

  /** Two commands within a second are two: the second one waited for ever for the end of a run that was over. */
  @Test
  void shouldDecideASecondTriggerByHandOfTheSameSecond() {
    room.start();
    TestProbe<RebalancePlanner.Reply> first = room.consider(BY_HAND);
    room.executorHas(ExecutionBook.EMPTY);
    room.seesBalance();
    Decision before = ((RebalancePlanner.Decided) first.receiveMessage()).decision();
    TestProbe<RebalancePlanner.Reply> second = room.consider(new Trigger(
        BY_HAND.run(), TriggerKind.MANUAL, BY_HAND.session(), Broker.START.plusMillis(400), Broker.CUT_OFF));
    room.executorHas(ExecutionBook.EMPTY);
    room.seesBalance();
    Decision after = ((RebalancePlanner.Decided) second.receiveMessage()).decision();
    assertThat(after.run()).isNotEqualTo(before.run());
    assertThat(room.consider(BY_HAND).receiveMessage()).as("the same one again")
        .isEqualTo(new RebalancePlanner.Decided(before));
  }

  @Test
  void shouldRestOnTarget() {
    room.start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    room.seesBalance();
    assertThat(verdict(reply)).isInstanceOf(Decision.Rest.class);
    assertThat(room.alerts()).isEmpty();
  }

  @Test
  void shouldDecideNothingThatCouldNotBeWritten() {
    room.start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    room.journal.failNextPersisted();
    room.seesDrift();
    assertThat(room.clock.passUntil(reply, Duration.ofSeconds(2))).isEqualTo(
        new RebalancePlanner.Deferred(MONTH_END.run(), List.of("the planner had to start again")));
    room.executor.expectNoMessage(Duration.ZERO);
    assertThat(room.decided().verdict()).isInstanceOf(Decision.Trade.class);
  }

  // Handing over.

  @Test
  void shouldHandADecisionOverUntilItIsTakenAndNeverAfter() {
    Decision decision = room.start().decided();
    expectExecute(decision);
    room.pass(REPEAT);
    expectExecute(decision);
    room.start();
    OrderExecutor.Execute again = expectExecute(decision);
    again.replyTo().tell(new OrderExecutor.Taken(decision.run()));
    again.replyTo().tell(new OrderExecutor.Taken(decision.run()));
    room.pass(REPEAT);
    room.start();
    room.pass(REPEAT);
    room.executor.expectNoMessage(Duration.ZERO);
    assertThat(room.written().stream().filter(PlannerEvent.DecisionHandedOver.class::isInstance)).hasSize(1);
  }

  @Test
  void shouldHandNothingOverInDryRunAndReportTheDecisionItself() {
    Decision decision = room.in(TradingMode.DRY_RUN).start().decided();
    assertThat(decision.mode()).isEqualTo(TradingMode.DRY_RUN);
    room.pass(REPEAT);
    room.executor.expectNoMessage(Duration.ZERO);
    assertThat(room.reports()).isNotEmpty().allSatisfy(due -> {
      assertThat(due.decision()).isEqualTo(decision);
      assertThat(due.run()).isEmpty();
    });
  }

  // When there is nothing to decide from.

  /** ib-edavki#181: a corporate action. The month end waits for the owner, who hears of it at once and once. */
  @Test
  void shouldWaitForTheOwnerWhereTheContractOfAHoldingChanged() {
    room.start();
    for (int i = 0; i < 2; i++) {
      TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
      room.executorHas(ExecutionBook.EMPTY);
      room.seesAnotherContract(4711, 990011223);
      assertThat(((RebalancePlanner.Deferred) reply.receiveMessage()).reasons()).singleElement().asString()
          .contains("GLD: the contract changed from 4711 to 990011223 and 200 shares are held");
      room.pass(Engine.RETRY_PAUSE);
    }
    assertThat(room.alerts()).containsExactly(
        "contract-changed-GLD-990011223", "deferred-" + MONTH_END.run());
    assertThat(room.written()).isEmpty();
  }

  @Test
  void shouldDeferAMonthEndUntilTheCutOffAndSayTheReasonOnce() {
    room.missing(MissedCutOff.SKIP).start();
    for (int i = 0; i < 3; i++) {
      TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
      room.executorHas(ExecutionBook.EMPTY);
      room.sees(new PortfolioLook.NotSeen("positions: no answer"));
      assertThat(reply.receiveMessage()).isEqualTo(
          new RebalancePlanner.Deferred(MONTH_END.run(), List.of("positions: no answer")));
      room.pass(Engine.RETRY_PAUSE);
    }
    assertThat(room.alerts()).containsExactly("deferred-" + MONTH_END.run());
    assertThat(room.written()).isEmpty();
    room.passTo(Broker.CUT_OFF.minusSeconds(30));
    TestProbe<RebalancePlanner.Reply> last = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    room.sees(new PortfolioLook.NotSeen("positions: no answer"));
    assertThat(verdict(last)).isInstanceOf(Decision.Refuse.class);
    assertThat(room.alerts()).last().isEqualTo("not-traded-" + MONTH_END.run());
  }

  @Test
  void shouldAnswerATriggerByHandAtOnce() {
    room.start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(BY_HAND);
    room.executorHas(ExecutionBook.EMPTY);
    room.sees(new PortfolioLook.NotSeen("positions: no answer"));
    assertThat(verdict(reply)).isInstanceOf(Decision.Refuse.class);
  }

  @Test
  void shouldSayWhatWasMissed() {
    room.missing(MissedCutOff.SKIP).start();
    room.clock.set(Broker.CUT_OFF.plusNanos(1));
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    assertThat(verdict(reply)).isInstanceOf(Decision.Missed.class);
    assertThat(room.alerts()).containsExactly("not-traded-" + MONTH_END.run());
    room.executor.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldNotTradeOnALookThatTheCutOffOvertook() {
    room.missing(MissedCutOff.SKIP).start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    room.book();
    room.clock.set(Broker.CUT_OFF.plusNanos(1));
    room.seesDrift();
    assertThat(verdict(reply)).isInstanceOf(Decision.Missed.class);
  }

  @Test
  void shouldNotWaitForEverForALookThatWasLost() {
    room.start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    PortfolioState.Look lost = room.portfolio.expectMessageClass(PortfolioState.Look.class);
    room.marketData.expectMessageClass(MarketData.Ask.class);
    room.pass(Duration.ofMinutes(2));
    assertThat(((RebalancePlanner.Deferred) reply.receiveMessage()).reasons()).singleElement().asString()
        .contains("did not end");
    lost.replyTo().tell(new PortfolioLook.NotSeen("late"));
    assertThat(room.decided().verdict()).as("the next look counts").isInstanceOf(Decision.Trade.class);
  }

  @Test
  void shouldNotWaitForEverForAnExecutorThatIsNotThere() {
    room.start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(BY_HAND);
    room.executor.expectMessageClass(OrderExecutor.Look.class);
    room.pass(Duration.ofMinutes(2));
    assertThat(verdict(reply)).isInstanceOf(Decision.Refuse.class);
  }

  // One portfolio, one plan.

  @Test
  void shouldNotPlanFromAPortfolioWithOrdersOnTheirWay() {
    room.start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(BY_HAND);
    room.executorHas(ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD)));
    assertThat(((Decision.Refuse) verdict(reply)).refused().reasons())
        .containsExactly("run " + Broker.RUN + " is not settled yet");
    room.portfolio.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldNotPlanWhileAnOrderOfTodayIsUnclear() {
    room.start();
    TestProbe<RebalancePlanner.Reply> today = room.consider(BY_HAND);
    room.executorHas(parked());
    assertThat(((Decision.Refuse) verdict(today)).refused().reasons()).singleElement().asString()
        .contains("unknown fate");
    room.clock.set(Instant.parse("2025-11-03T15:00:00Z"));
    Trigger nextDay = new Trigger(
        new RunId("20251103-manual-100000"), TriggerKind.MANUAL, MONTH_END.session(), room.clock.instant(),
        room.clock.instant().plusSeconds(3600));
    TestProbe<RebalancePlanner.Reply> later = room.consider(nextDay);
    room.executorHas(parked());
    room.seesDrift();
    assertThat(verdict(later)).isInstanceOf(Decision.Trade.class);
  }

  @Test
  void shouldNotDecideTwiceFromOneLook() {
    room.start();
    TestProbe<RebalancePlanner.Reply> first = room.consider(MONTH_END);
    TestProbe<RebalancePlanner.Reply> second = room.consider(BY_HAND);
    assertThat(((Decision.Refuse) verdict(second)).refused().reasons())
        .containsExactly("run " + MONTH_END.run() + " is being decided");
    room.executorHas(ExecutionBook.EMPTY);
    room.seesDrift();
    assertThat(verdict(first)).isInstanceOf(Decision.Trade.class);
  }

  @Test
  void shouldNotPlanWhileADecisionIsNotTakenOver() {
    Decision decision = room.start().decided();
    expectExecute(decision);
    TestProbe<RebalancePlanner.Reply> reply = room.consider(BY_HAND);
    room.executorHas(ExecutionBook.EMPTY);
    assertThat(((Decision.Refuse) verdict(reply)).refused().reasons())
        .containsExactly("run " + MONTH_END.run() + " is not settled yet");
  }

  @Test
  void shouldNotDecideAgainWhatTheExecutorHasAndTheJournalLost() {
    room.start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD)));
    assertThat(verdict(reply)).isInstanceOf(Decision.Refuse.class);
    assertThat(room.alerts()).as("and not that it did not trade").containsExactly("lost-" + MONTH_END.run());
    room.portfolio.expectNoMessage(Duration.ZERO);
  }

  // Reports.

  @Test
  void shouldHaveADecisionWithoutOrdersReportedUntilItIsAcknowledged() {
    room.start();
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    room.seesBalance();
    reply.receiveMessage();
    room.pass(REPEAT);
    room.start();
    List<EngineNews.ReportDue> reports = room.reports();
    assertThat(reports).as("at once, after the pause and after the restart").hasSize(3);
    reports.forEach(due -> due.replyTo().tell(new EngineNews.ReportWritten(MONTH_END.run(), 0)));
    room.pass(REPEAT);
    room.start();
    assertThat(room.reports()).hasSize(3);
    assertThat(room.written().stream().filter(PlannerEvent.DecisionReported.class::isInstance)).hasSize(1);
    assertThat(room.heard().stream().filter(EngineNews.Reported.class::isInstance)).hasSize(1);
  }

  @Test
  void shouldHaveARunReportedWithItsDecision() {
    Decision decision = room.start().decided();
    Run run = ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD)).runs().get(Broker.RUN);
    TestProbe<EngineNews.ReportWritten> written = KIT.createTestProbe(EngineNews.ReportWritten.class);
    room.tell(new RebalancePlanner.ReportRun(run, written.ref()));
    assertThat(room.reports()).containsExactly(
        new EngineNews.ReportDue(decision, Optional.of(run), written.ref()));
  }

  @Test
  void shouldReportARunWhoseDecisionWasLostAndSaySo() {
    room.start();
    Run run = ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD)).runs().get(Broker.RUN);
    TestProbe<EngineNews.ReportWritten> written = KIT.createTestProbe(EngineNews.ReportWritten.class);
    room.tell(new RebalancePlanner.ReportRun(run, written.ref()));
    room.tell(new RebalancePlanner.ReportRun(run, written.ref()));
    assertThat(room.alerts()).containsExactly("lost-" + Broker.RUN);
    assertThat(room.reports()).hasSize(2).allSatisfy(due -> assertThat(due.run()).contains(run));
    Decision decision = room.book().decision(Broker.RUN).orElseThrow();
    assertThat(decision.trigger().kind()).isEqualTo(TriggerKind.MONTH_END);
    assertThat(room.consider(MONTH_END).receiveMessage()).as("it is not decided again")
        .isEqualTo(new RebalancePlanner.Decided(decision));
    room.pass(REPEAT);
    assertThat(room.reports()).as("no report of the decision alone follows").hasSize(2);
  }

  @Test
  void shouldNotCallMissedWhatTheBrokerMayHave() {
    room.start();
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    TestProbe<RebalancePlanner.Reply> early = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY, false);
    assertThat(early.receiveMessage()).isInstanceOf(RebalancePlanner.Deferred.class);
    assertThat(room.written()).isEmpty();
    TestProbe<RebalancePlanner.Reply> later = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD)), true);
    assertThat(verdict(later)).isInstanceOf(Decision.Refuse.class);
    assertThat(room.alerts()).containsExactly("deferred-" + MONTH_END.run(), "lost-" + MONTH_END.run());
  }

  /** A run that was held back for want of books ends at its cut-off: told once, with the cause, and decided later. */
  @Test
  void shouldSayAtTheCutOffThatTheBooksWereNeverCompared() {
    room.missing(MissedCutOff.SKIP).start();
    TestProbe<RebalancePlanner.Reply> first = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY, false);
    room.sees(new PortfolioLook.NotSeen("positions: no answer"));
    first.receiveMessage();
    room.passTo(Broker.CUT_OFF.plusSeconds(1));
    for (int i = 0; i < 2; i++) {
      TestProbe<RebalancePlanner.Reply> late = room.consider(MONTH_END);
      room.executorHas(ExecutionBook.EMPTY, false);
      late.receiveMessage();
    }
    assertThat(room.alerts()).containsExactly("deferred-" + MONTH_END.run(), "not-traded-" + MONTH_END.run());

    TestProbe<RebalancePlanner.Reply> compared = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY, true);
    assertThat(verdict(compared)).isInstanceOf(Decision.Missed.class);
    assertThat(room.alerts()).hasSize(2);
  }

  private OrderExecutor.Execute expectExecute(Decision decision) {
    OrderExecutor.Execute execute = room.executor.expectMessageClass(OrderExecutor.Execute.class);
    assertThat(execute.decision()).isEqualTo(decision);
    return execute;
  }

  private static Decision.Verdict verdict(TestProbe<RebalancePlanner.Reply> reply) {
    return ((RebalancePlanner.Decided) reply.receiveMessage()).decision().verdict();
  }

  private static ExecutionBook parked() {
    return ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD))
        .apply(new OrderEvent.SubmissionStarted(Broker.GLD.ref(), 1, Broker.CLIENT, 1, Broker.START))
        .apply(new OrderEvent.OrderParked(Broker.GLD.ref(), "nobody knows", Broker.START))
        .apply(new RunEvent.RunSettled(Broker.RUN, Broker.START));
  }
}
