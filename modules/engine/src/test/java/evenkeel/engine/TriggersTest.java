package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.CutOffRule;
import evenkeel.domain.Decision;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nothing must be raised, the next thing that is raised tells: it would not be the first otherwise. */
class TriggersTest {
  private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_TICK = Duration.ofSeconds(30);
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant OCTOBER = Instant.parse("2025-10-31T19:30:00Z");
  private static final Instant OCTOBER_CUT_OFF = Instant.parse("2025-10-31T19:45:00Z");
  private static final Instant NOVEMBER = Instant.parse("2025-11-28T17:30:00Z");
  private static final RunId OCTOBER_RUN = new RunId("20251031-month-end");
  private static final RunId NOVEMBER_RUN = new RunId("20251128-month-end");

  private final TestClock clock = new TestClock(OCTOBER, ManualTime.get(KIT.system()));
  private final TestProbe<RebalancePlanner.Consider> planner = KIT.createTestProbe(RebalancePlanner.Consider.class);
  private Optional<ActorRef<Triggers.Command>> triggers = Optional.empty();

  @AfterEach
  void stop() {
    triggers.ifPresent(KIT::stop);
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
      "2025-10, 20251031-month-end, 2025-10-31T19:30:00Z, 2025-10-31T19:45:00Z, a usual month end in summer time",
      "2025-11, 20251128-month-end, 2025-11-28T17:30:00Z, 2025-11-28T17:45:00Z, a half day: the close is at 13:00",
      "2024-03, 20240328-month-end, 2024-03-28T19:30:00Z, 2024-03-28T19:45:00Z, the month ends on Good Friday",
      "2025-08, 20250829-month-end, 2025-08-29T19:30:00Z, 2025-08-29T19:45:00Z, the month ends on a Sunday",
      "2025-12, 20251231-month-end, 2025-12-31T20:30:00Z, 2025-12-31T20:45:00Z, winter time"})
  void shouldKnowMonthEnds(String month, String run, Instant due, Instant deadline, String why) {
    Trigger trigger = Triggers.monthEnd(
        YearMonth.parse(month), LocalTime.of(15, 30), new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)));
    assertThat(trigger.run()).hasToString(run);
    assertThat(trigger.dueAt()).as(why).isEqualTo(due);
    assertThat(trigger.deadline()).as(why).isEqualTo(deadline);
  }

  @Test
  void shouldRaiseAMonthEndWhenItIsDueAndNotBefore() {
    clock.set(OCTOBER.minusSeconds(2));
    watch(LONG_AGO);
    clock.pass(SECOND);
    clock.pass(SECOND);
    RebalancePlanner.Consider raised = raised(OCTOBER_RUN);
    assertThat(raised.trigger().dueAt()).isEqualTo(OCTOBER);
    assertThat(raised.trigger().deadline()).isEqualTo(OCTOBER_CUT_OFF);
  }

  @Test
  void shouldRaiseADecidedMonthEndNoMore() {
    watch(LONG_AGO);
    clock.pass(SECOND);
    decide(raised(OCTOBER_RUN));
    clock.pass(Duration.ofMinutes(20));
    passTo(NOVEMBER);
    raised(NOVEMBER_RUN);
  }

  @Test
  void shouldRaiseADeferredMonthEndAgainAfterThePauseAndNotBefore() {
    watch(LONG_AGO);
    clock.pass(SECOND);
    RebalancePlanner.Consider first = raised(OCTOBER_RUN);
    first.replyTo().tell(new RebalancePlanner.Deferred(OCTOBER_RUN, List.of("no prices")));
    Instant deferred = clock.instant();
    assertThat(clock.passUntil(planner, Duration.ofSeconds(10)).trigger().run()).isEqualTo(OCTOBER_RUN);
    assertThat(clock.instant()).isAfterOrEqualTo(deferred.plus(Engine.RETRY_PAUSE));
  }

  @Test
  void shouldRaiseAgainWhatNobodyAnswered() {
    watch(LONG_AGO);
    clock.pass(SECOND);
    raised(OCTOBER_RUN);
    assertThat(clock.passUntil(planner, Duration.ofMinutes(1)).trigger().run()).isEqualTo(OCTOBER_RUN);
  }

  @Test
  void shouldNotTakeAnAnswerAboutAnotherRun() {
    watch(LONG_AGO);
    clock.pass(SECOND);
    RebalancePlanner.Consider raised = raised(OCTOBER_RUN);
    decide(raised);
    passTo(NOVEMBER);
    raised(NOVEMBER_RUN);
    // A second answer to October must not count for November.
    decide(raised);
    assertThat(clock.passUntil(planner, Duration.ofMinutes(1)).trigger().run()).isEqualTo(NOVEMBER_RUN);
  }

  @Test
  void shouldRaiseAgainAfterARestart() {
    watch(LONG_AGO);
    clock.pass(SECOND);
    decide(raised(OCTOBER_RUN));
    stop();
    watch(LONG_AGO);
    clock.pass(SECOND);
    raised(OCTOBER_RUN);
  }

  /** A month end that was put off over a long weekend was dropped a week after its cut-off, and nobody was told. */
  @Test
  void shouldSayWhatWasMissedWithinThreeWeeks() {
    clock.set(OCTOBER_CUT_OFF.plus(Duration.ofDays(21)).minusSeconds(5));
    watch(LONG_AGO);
    clock.pass(SECOND);
    raised(OCTOBER_RUN);
  }

  @Test
  void shouldLetRestWhatIsLongerAgo() {
    clock.set(OCTOBER_CUT_OFF.plus(Duration.ofDays(21)));
    watch(LONG_AGO);
    clock.pass(SECOND);
    passTo(NOVEMBER);
    raised(NOVEMBER_RUN);
  }

  @Test
  void shouldLeaveAloneWhatWasOverBeforeItWatched() {
    clock.set(OCTOBER_CUT_OFF.plusSeconds(60));
    watch(OCTOBER_CUT_OFF.plusSeconds(30));
    clock.pass(SECOND);
    passTo(NOVEMBER);
    raised(NOVEMBER_RUN);
  }

  @Test
  void shouldRaiseWhatWasDueWhenItBeganToWatch() {
    clock.set(OCTOBER.plusSeconds(300));
    watch(OCTOBER.plusSeconds(299));
    clock.pass(SECOND);
    raised(OCTOBER_RUN);
  }

  @Test
  void shouldNotMissTheMomentOnAMachineThatSlept() {
    clock.set(OCTOBER.minus(Duration.ofDays(9)));
    watch(LONG_AGO);
    clock.pass(SECOND);
    passTo(OCTOBER_CUT_OFF.plus(Duration.ofDays(2)));
    raised(OCTOBER_RUN);
  }

  @Test
  void shouldNotRaiseTwiceOnAMachineWhoseClockIsSetBack() {
    watch(LONG_AGO);
    clock.pass(SECOND);
    decide(raised(OCTOBER_RUN));
    passTo(OCTOBER.minus(Duration.ofHours(5)));
    passTo(OCTOBER.plusSeconds(60));
    passTo(NOVEMBER);
    raised(NOVEMBER_RUN);
  }

  private void watch(Instant since) {
    triggers = Optional.of(KIT.spawn(
        Triggers.create(Engine.settings(TradingMode.PAPER), clock, planner.ref(), since)));
  }

  /** The clock is at this instant without the time between, and the next tick comes. */
  private void passTo(Instant instant) {
    clock.set(instant);
    clock.pass(LONGEST_TICK);
  }

  private RebalancePlanner.Consider raised(RunId run) {
    RebalancePlanner.Consider raised = planner.receiveMessage();
    assertThat(raised.trigger().run()).isEqualTo(run);
    return raised;
  }

  private void decide(RebalancePlanner.Consider raised) {
    raised.replyTo().tell(new RebalancePlanner.Decided(new Decision(
        raised.trigger(), Broker.ACCOUNT, TradingMode.PAPER, clock.instant(), Optional.empty(), List.of(),
        new Decision.Missed("in a test"))));
  }
}
