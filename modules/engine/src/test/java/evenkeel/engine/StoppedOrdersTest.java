package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Language;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderEvent.OrderClosed;
import evenkeel.domain.OrderOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppedOrdersTest {
  private final SetClock clock = new SetClock(Broker.START);
  private final StoppedOrders stopped = new StoppedOrders(clock);
  private ExecutionBook book = ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD, Broker.DBMF, Broker.BIL));
  private int orderId;

  @Test
  void shouldNameAllOrdersOfARunThatOnePrecautionStoppedOnce() {
    close(Broker.GLD, 451);
    close(Broker.DBMF, 451);
    assertThat(stopped.due(book)).isEmpty();
    close(Broker.BIL, 451);

    assertThat(stopped.due(book)).singleElement().satisfies(alert -> {
      assertThat(alert.key()).isEqualTo("over-" + Broker.GLD.ref());
      assertThat(alert.severity()).isEqualTo(Alert.Severity.CRITICAL);
      assertThat(Language.EN.say(alert.phrase())).contains(
          Broker.GLD.ref().value(), Broker.DBMF.ref().value(), Broker.BIL.ref().value(), "the text", "(code 451)");
    });
    assertThat(stopped.due(book)).isEmpty();
    assertThat(stopped.isAtRest()).isTrue();
  }

  @Test
  void shouldTellPrecautionsApart() {
    close(Broker.GLD, 451);
    close(Broker.DBMF, 354);
    close(Broker.BIL, 451);

    assertThat(stopped.due(book)).extracting(Alert::key)
        .containsExactly("over-" + Broker.GLD.ref(), "over-" + Broker.DBMF.ref());
  }

  @Test
  void shouldNotWaitForAnAnswerThatDoesNotCome() {
    close(Broker.GLD, 451);
    clock.now = Broker.START.plusSeconds(29);
    assertThat(stopped.due(book)).isEmpty();

    clock.now = Broker.START.plusSeconds(30);
    assertThat(stopped.due(book)).hasSize(1);
  }

  @Test
  void shouldSayItAfterARestart() {
    List.of(Broker.GLD, Broker.DBMF, Broker.BIL).forEach(leg -> close(leg, 451));
    var next = new StoppedOrders(clock);

    next.recall(book);

    assertThat(next.due(book)).hasSize(1);
  }

  @Test
  void shouldLeaveOtherRefusalsToOthers() {
    close(Broker.GLD, 201);

    assertThat(stopped.isAtRest()).isTrue();
  }

  private void close(Leg leg, int code) {
    orderId++;
    book = book.apply(new OrderEvent.SubmissionStarted(leg.ref(), orderId, Broker.CLIENT, 1, clock.now));
    var closed = new OrderClosed(leg.ref(), OrderOutcome.REJECTED, code, "the text", clock.now);
    book = book.apply(closed);
    stopped.hear(book, closed);
  }
}
