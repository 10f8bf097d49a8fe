package evenkeel.engine;

import static evenkeel.engine.Broker.GLD;
import static evenkeel.engine.FakeGateway.Books.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerStatus;
import evenkeel.domain.OrderEvent;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.OrderNews;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes faster than it is dealt with waits at the Gateway: the executor says how far it is. */
class NewsMarkTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());

  private final ExecutorRoom room = new ExecutorRoom(KIT);

  @AfterEach
  void close() {
    room.stop();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  @Test
  void shouldAnswerAMarkOnceTheFillBeforeItIsBooked() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    GatewaySupervisor.Submit sent = room.accepted();
    int orderId = sent.ticket().orderId();
    for (int mark = 1; mark <= 100; mark++) {
      OrderNews[] strange = IntStream.range(0, 100).mapToObj(
          id -> Broker.status(1_000_000 + id, BrokerStatus.SUBMITTED)).toArray(OrderNews[]::new);
      room.gateway.say(strange);
      room.gateway.sayMarked(mark, Broker.executed(GLD, orderId, "a." + mark + ".01", "0.01"));
      assertThat(room.gateway.expect(GatewaySupervisor.CaughtUp.class))
          .isEqualTo(new GatewaySupervisor.CaughtUp(1, mark));
      assertThat(room.written().stream().filter(OrderEvent.FillRecorded.class::isInstance)).hasSize(mark);
    }
  }
}
