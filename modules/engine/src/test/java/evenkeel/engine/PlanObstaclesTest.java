package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.RunEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanObstaclesTest {
  private static final List<Object> DEFERRING = Journals.deferring();
  private static final RunEvent.RunStarted STARTED = (RunEvent.RunStarted) DEFERRING.get(2);

  private static ExecutionBook book(ExecutionEvent... more) {
    ExecutionBook book = ExecutionBook.EMPTY.apply(STARTED);
    for (ExecutionEvent event : more) {
      book = book.apply(event);
    }
    return book;
  }

  @Test
  void shouldPlanNothingBesideARunThatIsNotOver() {
    assertThat(PlanObstacles.of(PlannerBook.EMPTY, ExecutionBook.EMPTY, Journals.AT)).isEmpty();
    assertThat(PlanObstacles.of(PlannerBook.EMPTY, book(), Journals.AT))
        .contains("run 20280131-month-end is not settled yet");
    var settled = new RunEvent.RunSettled(STARTED.run(), Journals.AT);
    assertThat(PlanObstacles.of(PlannerBook.EMPTY, book(settled), Journals.AT)).isEmpty();
  }

  @Test
  void shouldNameTheSessionOfASecondStep() {
    var sold = new OrderEvent.OrderClosed(
        STARTED.legs().getFirst().ref(), OrderOutcome.CANCELLED, 202, "cancelled", Journals.AT);
    ExecutionBook book = book(
        sold, (ExecutionEvent) DEFERRING.get(3), (ExecutionEvent) DEFERRING.get(4), (ExecutionEvent) DEFERRING.get(5));

    assertThat(PlanObstacles.of(PlannerBook.EMPTY, book, Journals.AT))
        .contains("run 20280131-month-end waits for its second step on 2028-02-01");
  }

  @Test
  void shouldNotPlanOnTheDayOnWhichAnOrderOfUnknownFateMayStillFill() {
    var parked = new OrderEvent.OrderParked(STARTED.legs().getFirst().ref(), "nobody knows", Journals.AT);
    ExecutionBook book = book(parked, new RunEvent.RunSettled(STARTED.run(), Journals.AT));

    assertThat(PlanObstacles.of(PlannerBook.EMPTY, book, Journals.AT)).hasValueSatisfying(
        why -> assertThat(why).contains("unknown fate"));
    assertThat(PlanObstacles.of(PlannerBook.EMPTY, book, Journals.AT.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void shouldWaitForADecisionThatNobodyHasTakenOver() {
    PlannerBook decided = PlannerBook.EMPTY.apply((PlannerEvent) DEFERRING.getFirst());

    assertThat(PlanObstacles.of(decided, ExecutionBook.EMPTY, Journals.AT))
        .contains("run 20280131-month-end is not settled yet");
  }
}
