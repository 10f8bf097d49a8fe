package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Portfolio;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DailyLookTest {
  /** Wednesday, 09:41 in New York. */
  private static final Instant BEFORE = Instant.parse("2025-10-22T13:41:00Z");
  private static final Duration TICK = Duration.ofMinutes(5);

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final TestClock clock = new TestClock(BEFORE, ManualTime.get(kit.system()));
  private final TestProbe<OrderExecutor.Command> executor = kit.createTestProbe();
  private final TestProbe<PortfolioState.Command> portfolio = kit.createTestProbe();
  private final TestProbe<Guards.Command> guards = kit.createTestProbe();

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldShowTheGuardsTheAccountOnceInEachSession() {
    TestProbe<MarketData.Command> marketData = kit.createTestProbe();
    kit.spawn(DailyLook.create(new DailyLook.Surroundings(
        clock, portfolio.ref(), marketData.ref(), executor.ref(), guards.ref())));
    executor.expectNoMessage(Duration.ZERO);
    // 09:41 is too early, 09:46 is not; before the books are compared it asks again.
    clock.pass(TICK);
    looked(false);
    clock.pass(TICK);
    looked(true);
    sees(new PortfolioLook.NotSeen("the Gateway is away"));
    clock.pass(TICK);
    looked(true);
    var seen = Portfolio.of("USD", new BigDecimal("50000"), new BigDecimal("50000"), List.of());
    sees(new PortfolioLook.Seen(Broker.ACCOUNT, seen, List.of(), clock.instant()));
    assertThat(guards.expectMessageClass(Guards.Observed.class).portfolio()).isEqualTo(seen);
    clock.pass(TICK);
    executor.expectNoMessage(Duration.ZERO);
    // What others do later in the session is looked for too, and needs no second look by the guards.
    clock.pass(Duration.ofMinutes(30));
    looked(true);
    portfolio.expectNoMessage(Duration.ZERO);
    clock.pass(Duration.ofDays(1));
    looked(true);
  }

  private void looked(boolean isCompared) {
    executor.expectMessageClass(OrderExecutor.Look.class).replyTo()
        .tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, isCompared));
  }

  private void sees(PortfolioLook look) {
    portfolio.expectMessageClass(PortfolioState.Look.class).replyTo().tell(look);
  }
}
