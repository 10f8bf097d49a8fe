package evenkeel.engine;

import static evenkeel.engine.Broker.BIL;
import static evenkeel.engine.Broker.GLD;
import static evenkeel.engine.FakeGateway.Books.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.gateway.GatewaySupervisor;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order that the Gateway answers with a code that Evenkeel does not know. */
class UnknownAnswerTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final int CODE = 9876;
  /** Until the books are compared again, as in {@link OrderExecutorTest}. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

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
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void shouldTellTheTextOnceAndNotSendAThirdTime() {
    room.start().ready(1, EMPTY);
    room.execute(GLD, BIL);
    answered(room.gateway.sent());
    assertThat(room.alerts()).containsExactly("answer-" + GLD.ref() + "-" + CODE);
    compared();
    answered(room.gateway.sent());
    compared();
    assertThat(room.life(GLD)).isInstanceOfSatisfying(OrderLife.Closed.class, closed -> {
      assertThat(closed.outcome()).isEqualTo(OrderOutcome.REJECTED);
      assertThat(closed.code()).isEqualTo(CODE);
    });
    assertThat(room.alerts()).containsOnlyOnce("answer-" + GLD.ref() + "-" + CODE)
        .containsOnlyOnce("over-" + GLD.ref());
  }

  /** A Gateway that repeats its answer to one attempt has not answered another one. */
  @Test
  void shouldCountAnAnswerOnceForEachAttempt() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    GatewaySupervisor.Submit first = room.gateway.sent();
    answered(first);
    answered(first);
    compared();
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(GLD);
    assertThat(room.alerts()).containsExactly("answer-" + GLD.ref() + "-" + CODE);
  }

  @Test
  void shouldKnowTheAnswerAfterARestart() {
    room.start().ready(1, EMPTY);
    room.execute(GLD);
    answered(room.gateway.sent());
    assertThat(room.alerts()).containsExactly("answer-" + GLD.ref() + "-" + CODE);

    room.start().ready(2, EMPTY);
    answered(room.gateway.sent());
    compared();

    assertThat(room.life(GLD)).isInstanceOfSatisfying(
        OrderLife.Closed.class, closed -> assertThat(closed.outcome()).isEqualTo(OrderOutcome.REJECTED));
    assertThat(room.alerts()).containsExactly("answer-" + GLD.ref() + "-" + CODE, "over-" + GLD.ref());
    assertThat(room.rest()).noneMatch(GatewaySupervisor.Submit.class::isInstance);
  }

  private void answered(GatewaySupervisor.Submit submit) {
    room.gateway.say(Broker.notice(submit.ticket().orderId(), CODE));
  }

  private void compared() {
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY);
  }
}
