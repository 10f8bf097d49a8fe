package evenkeel.engine;

import static evenkeel.engine.Broker.GLD;
import static evenkeel.engine.FakeGateway.Books.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.OrderEvent;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.GatewaySupervisor;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids of orders have an end, which the owner hears of and can move away. */
class OrderIdsTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final int END = Integer.MAX_VALUE;

  private final ExecutorRoom room = new ExecutorRoom(KIT);

  @AfterEach
  void close() {
    room.stop();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  @ParameterizedTest
  @ValueSource(ints = {END, END - 999, Integer.MIN_VALUE})
  void shouldSayAtTheStartThatNoIdIsLeft(int next) {
    room.start().ready(1, EMPTY.nextValidId(next));
    TestProbe<OrderExecutor.IdsSetAside> reply = KIT.createTestProbe(OrderExecutor.IdsSetAside.class);
    room.tell(new OrderExecutor.SetAside(2, reply.ref()));

    assertThat(reply.receiveMessage().first()).isEmpty();
    assertThat(room.alerts()).containsExactly("order-ids");
  }

  @Test
  void shouldSendOnceTheIdsBeginAnew() {
    room.start().ready(1, EMPTY.nextValidId(END));
    room.take(Decisions.trade(TradingMode.PAPER, GLD));
    room.gateway.expectInquiry(EMPTY.nextValidId(END));
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
    assertThat(room.written()).noneMatch(OrderEvent.SubmissionStarted.class::isInstance);

    room.pass(Duration.ofSeconds(31));
    room.gateway.expectInquiry(EMPTY.nextValidId(7));
    assertThat(room.gateway.expectSubmit().ticket().orderId()).isEqualTo(7);
  }
}
