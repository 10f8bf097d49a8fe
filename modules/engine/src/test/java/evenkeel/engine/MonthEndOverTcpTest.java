package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import evenkeel.clock.FasterClock;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.Decision;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Run;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Venue;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.MarketDataFeed;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.TcpTransport;
import evenkeel.gateway.TransportKind;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatorServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole engine against the simulated Gateway over real TCP, under a faster clock. */
class MonthEndOverTcpTest {
  private static final BigDecimal QUARTER = new BigDecimal("0.25");

  private final ActorTestKit kit = ActorTestKit.create(
      PersistenceTestKitPlugin.getInstance().config().withFallback(ConfigFactory.load()));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldBringADriftedPortfolioBackAtTheClose() throws IOException {
    var clock = new FasterClock(Instant.parse("2025-10-31T18:29:30Z"), Instant.now(), 600);
    try (SimulatorServer server = SimulatorServer.start(Scenario.named("month-end"), clock, 7, Optional.empty(), 0)) {
      TestProbe<EngineNews> news = kit.createTestProbe();
      var gatewaySettings = gateway(server.port());
      var gateway = kit.spawn(GatewaySupervisor.create(
          gatewaySettings, new TcpTransport(gatewaySettings), clock, RandomGenerator.getDefault(), 1));
      kit.spawn(AccountRoom.create(new AccountRoom.Furniture(
          engine(), 10, clock, gateway, news.ref(), Optional.of(clock.virtual()), Contracts.None.INSTANCE,
          OwnersWord.NONE)));

      Run run = settled(news);

      assertThat(run.orders().values()).isNotEmpty().allSatisfy(life -> {
        assertThat(life).isInstanceOf(OrderLife.Closed.class);
        assertThat(((OrderLife.Closed) life).outcome()).isEqualTo(OrderOutcome.FILLED);
        assertThat(life.fills().hasAllCommissions()).isTrue();
      });
    }
  }

  private static Run settled(TestProbe<EngineNews> news) {
    while (true) {
      EngineNews next = news.receiveMessage(Duration.ofSeconds(40));
      if (next instanceof EngineNews.Decided decided) {
        assertThat(decided.decision().verdict()).isInstanceOf(Decision.Trade.class);
      }
      if (next instanceof EngineNews.ReportDue due && due.run().isPresent()) {
        due.replyTo().tell(new EngineNews.ReportWritten(due.run().get().id(), due.run().get().revision()));
        return due.run().get();
      }
    }
  }

  private static GatewaySettings gateway(int port) {
    return new GatewaySettings(
        "127.0.0.1", port, 10, Duration.ofSeconds(15), Duration.ofSeconds(10), 50, true, Duration.ofSeconds(1),
        Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10),
        MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP);
  }

  static EngineSettings engine() {
    var targets = new Targets(
        List.of(
            new Target(new Symbol("DBMF"), QUARTER, Venue.BROKER), new Target(new Symbol("GLD"), QUARTER, Venue.BROKER),
            new Target(new Symbol("BIL"), QUARTER, Venue.BROKER),
            new Target(new Symbol("sUSDe"), QUARTER, Venue.ELSEWHERE)),
        BigDecimal.ZERO);
    var rules = new PlanRules(
        PlanningRule.WHOLE_PORTFOLIO, new BigDecimal("0.05"), new BigDecimal("100"), new BigDecimal("250"),
        new BigDecimal("0.05"),
        new CommissionSchedule(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.01")));
    return new EngineSettings(
        TradingMode.PAPER, Optional.empty(), targets, rules,
        new PriceRules(Duration.ofMinutes(30), new BigDecimal("0.20")), OrderType.MOC,
        new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)), LocalTime.of(14, 30), Duration.ofSeconds(10),
        Duration.ofSeconds(2), Duration.ofMinutes(1), Engine.GUARDS, Engine.CATCH_UP);
  }
}
