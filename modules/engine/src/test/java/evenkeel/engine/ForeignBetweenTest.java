package evenkeel.engine;

import static evenkeel.engine.Broker.DBMF;
import static evenkeel.engine.Broker.GLD;
import static evenkeel.engine.FakeGateway.Books.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.OrderNews;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order of somebody else that appears after a run was decided, and before its own order is sent. */
class ForeignBetweenTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  /** It would sell the shares that ours is to sell. */
  private static final BrokerOrder FOREIGN = new BrokerOrder(
      500, 7, 8_000_000_500L, "", Broker.ACCOUNT, GLD.symbol(), GLD.side(), GLD.quantity(),
      new BrokerOrder.OrderTerms("LMT", "GTC", Optional.of(new BigDecimal("900"))), BrokerStatus.SUBMITTED,
      BigDecimal.ZERO, "");

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

  @Test
  void shouldNotSendBesideOneThatTheLastComparisonShows() {
    room.start().ready(1, EMPTY);
    room.take(Decisions.trade(TradingMode.PAPER, GLD, DBMF));
    room.gateway.expectInquiry(EMPTY.open(FOREIGN));
    room.tick();
    assertThat(room.gateway.sent().ticket().leg()).as("the other order goes").isEqualTo(DBMF);
    assertNotSent(GLD);
  }

  @Test
  void shouldNotSendBesideOneThatIsShownAfterTheComparison() {
    room.start().ready(1, EMPTY);
    room.execute(DBMF, GLD);
    GatewaySupervisor.Submit first = room.gateway.sent();
    assertThat(first.ticket().leg()).isEqualTo(DBMF);
    room.gateway.say(new OrderNews.Shown(FOREIGN));
    room.acknowledge(first);
    assertNotSent(GLD);
  }

  private void assertNotSent(Leg leg) {
    assertThat(room.life(leg)).isInstanceOfSatisfying(OrderLife.Closed.class, closed -> {
      assertThat(closed.outcome()).isEqualTo(OrderOutcome.SKIPPED);
      assertThat(closed.reason()).contains("orders that are not ours");
    });
    assertThat(room.alerts()).contains("over-" + leg.ref());
    assertThat(room.rest()).noneMatch(command -> command instanceof GatewaySupervisor.Submit submit
        && submit.ticket().leg().ref().equals(leg.ref()));
  }
}
