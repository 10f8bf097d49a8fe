package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Holding;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.RunEvent;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExtraChecksTest {
  /** Wednesday, 14:59:50 in New York. */
  private static final Instant BEFORE_THREE = Instant.parse("2025-10-22T18:59:50Z");
  private static final Duration A_WHILE = Duration.ofSeconds(10);

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final TestClock clock = new TestClock(BEFORE_THREE, ManualTime.get(kit.system()));
  private final TestProbe<RebalancePlanner.Consider> considered = kit.createTestProbe(RebalancePlanner.Consider.class);
  private final TestProbe<String> answered = kit.createTestProbe(String.class);
  private volatile String gold = "400";
  private volatile ExecutionBook executed = ExecutionBook.EMPTY;
  private volatile PlannerBook planned = PlannerBook.EMPTY;
  private volatile PortfolioLook seen = new PortfolioLook.NotSeen("not asked about here");

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  private void watch(TriggerRules rules) {
    Behavior<RebalancePlanner.Command> planner = Behaviors.receiveMessage(command -> {
      if (command instanceof RebalancePlanner.GetBook get) {
        get.replyTo().tell(planned);
      } else if (command instanceof RebalancePlanner.Consider consider) {
        considered.ref().tell(consider);
      }
      return Behaviors.same();
    });
    Behavior<OrderExecutor.Command> executor = Behaviors.receiveMessage(command -> {
      if (command instanceof OrderExecutor.GetBook get) {
        get.replyTo().tell(executed);
        answered.ref().tell("executor");
      }
      return Behaviors.same();
    });
    Behavior<PortfolioState.Command> portfolio = Behaviors.receiveMessage(command -> {
      if (command instanceof PortfolioState.Look look) {
        look.replyTo().tell(seen);
        answered.ref().tell("portfolio");
      }
      return Behaviors.same();
    });
    Behavior<MarketData.Command> marketData = Behaviors.receiveMessage(command -> {
      if (command instanceof MarketData.Ask ask) {
        ask.replyTo().tell(ask.symbols().stream().map(this::quote).toList());
      }
      return Behaviors.same();
    });
    kit.spawn(ExtraChecks.create(new ExtraChecks.Surroundings(
        Engine.settings(TradingMode.PAPER).with(rules), clock, kit.spawn(portfolio), kit.spawn(marketData),
        kit.spawn(executor), kit.spawn(planner))).orElseThrow());
  }

  private QuoteLook quote(Symbol symbol) {
    BigDecimal last = new BigDecimal(symbol.value().equals("GLD") ? gold : "90");
    return new QuoteLook.Quoted(new Quote(
        symbol, Optional.of(last), Optional.of(clock.instant()), Optional.empty(), Optional.empty(),
        Optional.of(new BigDecimal(symbol.value().equals("GLD") ? "400" : "90")), false, clock.instant(),
        QuoteKind.DELAYED), Optional.empty());
  }

  private static TriggerRules daily() {
    return new TriggerRules(
        Optional.of(LocalTime.of(15, 0)), Optional.empty(), Optional.empty(), false, Duration.ZERO);
  }

  private static TriggerRules drop() {
    return new TriggerRules(
        Optional.empty(), Optional.of(new BigDecimal("0.10")), Optional.empty(), false, Duration.ZERO);
  }

  private static TriggerRules cash() {
    return new TriggerRules(
        Optional.empty(), Optional.empty(), Optional.of(new BigDecimal("500")), false, Duration.ZERO);
  }

  private PortfolioLook holding(String cash, String bil) {
    var holdings = new TreeMap<Symbol, Holding>();
    holdings.put(new Symbol("BIL"), Holding.of(new Symbol("BIL"), new BigDecimal(bil), BigDecimal.TEN));
    return new PortfolioLook.Seen(
        Broker.ACCOUNT, Portfolio.of("USD", new BigDecimal("100000"), new BigDecimal(cash), holdings.values()),
        List.of(),
        clock.instant());
  }

  /** Both who are asked have answered. */
  private void passARound() {
    clock.pass(Duration.ofMinutes(16));
    answered.receiveMessage();
    answered.receiveMessage();
  }

  /** The month end saw 5,000 USD; 10 shares that it bought filled at the close. Only what came after that is new. */
  @Test
  void shouldTakeADepositForOneAndNotAFill() {
    Leg leg = Broker.leg("BIL", Side.BUY, 10, "90");
    Instant close = Broker.START.plus(Duration.ofMinutes(30));
    planned = PlannerBook.EMPTY.apply(new PlannerEvent.DecisionMade(Decisions.rest()));
    ExecutionBook unsettled = ExecutionBook.EMPTY.apply(Broker.started(leg))
        .apply(new OrderEvent.SubmissionStarted(leg.ref(), 1, Broker.CLIENT, 1, Broker.START))
        .apply(new OrderEvent.OrderAcknowledged(
            leg.ref(), 1, Broker.CLIENT, Broker.permId(1), BrokerStatus.SUBMITTED, Broker.START))
        .apply(new OrderEvent.FillRecorded(leg.ref(), "e.01", BigDecimal.TEN, new BigDecimal("90"), close, close));
    executed = unsettled;
    seen = holding("9000", "10");
    clock.set(Instant.parse("2025-11-05T15:00:00Z"));
    watch(cash());
    // While a run is not over nothing is concluded, whatever came.
    passARound();
    executed = unsettled.apply(new OrderEvent.OrderClosed(leg.ref(), OrderOutcome.FILLED, 0, "", close))
        .apply(new OrderEvent.CommissionRecorded(
            leg.ref(), "e.01", BigDecimal.ONE, "USD", Optional.empty(), close))
        .apply(new RunEvent.RunSettled(Broker.RUN, close));
    seen = holding("4099", "10");
    passARound();
    seen = holding("4599", "10");
    RebalancePlanner.Consider first = clock.passUntil(considered, Duration.ofMinutes(16));
    assertThat(first.trigger().run()).hasToString("20251105-cash");
    assertThat(first.trigger().dueAt()).isAfter(Instant.parse("2025-11-05T15:32:00Z"));
  }

  @Test
  void shouldBeNothingWithoutRules() {
    ActorRef<PortfolioState.Command> nobody = kit.<PortfolioState.Command>createTestProbe().ref();
    assertThat(ExtraChecks.create(new ExtraChecks.Surroundings(
        Engine.settings(TradingMode.PAPER), clock, nobody, kit.<MarketData.Command>createTestProbe().ref(),
        kit.<OrderExecutor.Command>createTestProbe().ref(), kit.<RebalancePlanner.Command>createTestProbe().ref())))
        .isEmpty();
  }

  @Test
  void shouldRaiseTheLookOfTheDayUntilItIsDecided() {
    watch(daily());
    RebalancePlanner.Consider first = clock.passUntil(considered, A_WHILE);
    assertThat(first.trigger().run()).hasToString("20251022-drift");
    assertThat(clock.instant()).isBetween(BEFORE_THREE.plusSeconds(10), BEFORE_THREE.plusSeconds(60));
    Instant deferred = clock.instant();
    first.replyTo().tell(new RebalancePlanner.Deferred(first.trigger().run(), List.of("no prices")));
    RebalancePlanner.Consider again = clock.passUntil(considered, A_WHILE);
    assertThat(again.trigger()).isEqualTo(first.trigger());
    assertThat(clock.instant()).isAfterOrEqualTo(deferred.plus(Engine.RETRY_PAUSE));
  }

  @Test
  void shouldRaiseAFallOnceASession() {
    gold = "360";
    watch(drop());
    RebalancePlanner.Consider first = clock.passUntil(considered, A_WHILE);
    assertThat(first.trigger().run()).hasToString("20251022-drop-gld");
    first.replyTo().tell(new RebalancePlanner.Decided(new Decision(
        first.trigger(), Broker.ACCOUNT, TradingMode.PAPER, clock.instant(), Optional.empty(), List.of(),
        new Decision.Missed("only a test"))));
    clock.pass(Duration.ofMinutes(16));
    clock.set(BEFORE_THREE.plus(Duration.ofDays(1)));
    RebalancePlanner.Consider next = clock.passUntil(considered, A_WHILE);
    assertThat(next.trigger().run()).hasToString("20251023-drop-gld");
  }
}
