package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Leg;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.Side;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A month end whose cut-off passed before it was decided: one decision all the same, and never a silent one. */
class MissedCutOffTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Trigger MONTH_END = Decisions.TRIGGER;
  private static final LocalDate MONDAY = LocalDate.of(2025, 11, 3);
  /** Usual time and cut-off of that session, in winter time. */
  private static final Instant MONDAY_DUE = Instant.parse("2025-11-03T20:30:00Z");
  private static final Instant MONDAY_CUT_OFF = Instant.parse("2025-11-03T20:45:00Z");

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

  @Test
  void shouldDecideOnTheNextSessionWithTheSameIdentity() {
    room.start();
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    assertThat(deferred().until()).contains(MONDAY_DUE);
    assertThat(room.alerts()).containsExactly("put-off-" + MONTH_END.run() + "-" + MONDAY_CUT_OFF);

    room.clock.set(MONDAY_DUE.plusSeconds(1));
    Decision decision = room.decided();
    assertThat(decision.run()).isEqualTo(MONTH_END.run());
    assertThat(decision.verdict()).isInstanceOf(Decision.Trade.class);
    assertThat(decision.trigger().session()).isEqualTo(MONDAY);
    assertThat(decision.trigger().planned()).isEqualTo(MONTH_END.session());
    assertThat(decision.trigger().deadline()).isEqualTo(MONDAY_CUT_OFF);
    assertThat(room.consider(MONTH_END).receiveMessage()).as("once").isEqualTo(
        new RebalancePlanner.Decided(decision));
    assertThat(room.written().stream().filter(PlannerEvent.DecisionMade.class::isInstance)).hasSize(1);
    assertThat(room.book().putOff()).isEmpty();
  }

  @Test
  void shouldNotPlanOnceMoreWhatTurnsOutToHaveBeenSent() {
    room.start();
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    assertThat(deferred().until()).isPresent();
    Run found = ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD)).runs().get(Broker.RUN);
    TestProbe<EngineNews.ReportWritten> written = KIT.createTestProbe(EngineNews.ReportWritten.class);
    room.tell(new RebalancePlanner.ReportRun(found, written.ref()));
    assertThat(room.book().putOff()).isEmpty();
    assertThat(room.book().decision(MONTH_END.run()).orElseThrow().verdict()).isInstanceOf(Decision.Refuse.class);
    assertThat(room.alerts()).contains("lost-" + MONTH_END.run());
    room.tell(new RebalancePlanner.ReportRun(found, written.ref()));
    assertThat(room.reports()).last().satisfies(due -> assertThat(due.run()).contains(found));
  }

  @Test
  void shouldRememberOverARestartThatItIsPutOffAndSayItAgain() {
    room.start();
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    deferred();
    room.start();
    assertThat(room.alerts()).hasSize(2).containsOnly("put-off-" + MONTH_END.run() + "-" + MONDAY_CUT_OFF);
    assertThat(((RebalancePlanner.Deferred) room.consider(MONTH_END).receiveMessage()).until()).contains(MONDAY_DUE);
    assertThat(room.written()).hasSize(1);
    room.portfolio.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldPutOffWhatHadNoPricesUntilTheCutOff() {
    room.start();
    room.clock.set(Broker.CUT_OFF.minusSeconds(30));
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    room.sees(new PortfolioLook.NotSeen("positions: no answer"));
    var later = (RebalancePlanner.Deferred) reply.receiveMessage();
    assertThat(later.until()).contains(MONDAY_DUE);
    assertThat(later.reasons()).containsExactly("positions: no answer");
  }

  @Test
  void shouldGoOnPuttingOffForSixDaysAndThenSayThatItWasMissed() {
    room.start();
    Instant cutOff = Broker.CUT_OFF;
    for (int session = 0; session < 4; session++) {
      room.clock.set(cutOff.plusSeconds(1));
      cutOff = deferred().until().orElseThrow().plus(Duration.ofMinutes(15));
    }
    assertThat(cutOff).isEqualTo("2025-11-06T20:45:00Z");
    room.clock.set(cutOff.plusSeconds(1));
    TestProbe<RebalancePlanner.Reply> last = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    assertThat(((RebalancePlanner.Decided) last.receiveMessage()).decision().verdict())
        .isInstanceOf(Decision.Missed.class);
    assertThat(room.alerts()).last().isEqualTo("not-traded-" + MONTH_END.run());
  }

  @Test
  void shouldDecideAtOnceWithLimitOnCloseWhereThatIsInTime() {
    room.missing(MissedCutOff.LOC).start();
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    assertThat(deferred().until()).contains(room.clock.instant());
    Decision decision = room.decided();
    assertThat(decision.trigger().deadline()).isEqualTo("2025-10-31T19:49:00Z");
    assertThat(legs(decision)).isNotEmpty().allSatisfy(leg -> {
      assertThat(leg.type()).isEqualTo(OrderType.LOC);
      assertThat(leg.limit()).contains(Engine.CATCH_UP.limit(leg.side(), leg.estimatedPrice()));
    });
  }

  @Test
  void shouldWaitForTheNextSessionWhereLimitOnCloseIsTooLate() {
    room.missing(MissedCutOff.LOC).start();
    room.clock.set(Broker.CUT_OFF.plus(Duration.ofMinutes(4)));
    assertThat(deferred().until()).contains(MONDAY_DUE);
    room.clock.set(MONDAY_DUE.plusSeconds(1));
    assertThat(legs(room.decided())).isNotEmpty().allSatisfy(
        leg -> assertThat(leg.type()).isEqualTo(OrderType.MOC));
  }

  @Test
  void shouldDecideAtOnceWithLimitsOfTheDayWhileTheExchangeIsOpen() {
    room.missing(MissedCutOff.LIMIT).start();
    room.clock.set(Broker.CUT_OFF.plus(Duration.ofMinutes(10)));
    deferred();
    Decision decision = room.decided();
    assertThat(decision.trigger().deadline()).isEqualTo("2025-10-31T19:58:00Z");
    assertThat(legs(decision)).isNotEmpty().allSatisfy(leg -> {
      assertThat(leg.type()).isEqualTo(OrderType.LMT);
      BigDecimal limit = leg.limit().orElseThrow();
      assertThat(leg.side() == Side.BUY
          ? limit.compareTo(leg.estimatedPrice()) > 0
          : limit.compareTo(leg.estimatedPrice()) < 0).isTrue();
    });
  }

  /** It is too late, and nothing of it is at the broker. */
  private RebalancePlanner.Deferred deferred() {
    TestProbe<RebalancePlanner.Reply> reply = room.consider(MONTH_END);
    room.executorHas(ExecutionBook.EMPTY);
    return (RebalancePlanner.Deferred) reply.receiveMessage();
  }

  private List<Leg> legs(Decision decision) {
    var around = new OrderExecutor.Surroundings(
        Broker.ACCOUNT, Broker.CLIENT, Engine.settings(TradingMode.PAPER), room.clock, KIT.system().ignoreRef(),
        KIT.system().ignoreRef(), KIT.system().ignoreRef(), Contracts.None.INSTANCE, OwnersWord.NONE);
    Optional<RunEvent.RunStarted> run = Runs.start(decision, around.settings(), room.clock.instant());
    return run.orElseThrow().legs();
  }
}
