package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExecutionBookTest {
  private static final Leg SELL = Orders.leg("GLD", Side.SELL, 100, "300");
  private static final Leg BUY = Orders.leg("BIL", Side.BUY, 300, "90");

  @Test
  void shouldNeverGiveAnIdThatWasWrittenOrSeenBefore() {
    ExecutionBook book = Orders.book(Orders.started("0", SELL, BUY), Orders.sent(SELL, 41));
    assertThat(book.nextOrderId(1)).as("the Gateway rolled its next id back").isEqualTo(42);
    assertThat(book.nextOrderId(50)).isEqualTo(50);
    assertThat(Orders.after(book, Orders.known(BUY, 60)).nextOrderId(1)).isEqualTo(61);
  }

  @Test
  void shouldCountARunAsUnsettledUntilItSaysSo() {
    ExecutionBook book = Orders.book(
        Orders.started("0", SELL), Orders.sent(SELL, 1), Orders.closed(SELL, OrderOutcome.REJECTED));
    assertThat(book.unsettled()).hasSize(1);
    assertThat(book.apply(new RunEvent.RunSettled(Orders.RUN, Orders.NOW)).unsettled()).isEmpty();
  }

  @Test
  void shouldOpenASettledRunAgainWhenAnOrderGivenUpComesBack() {
    ExecutionBook settled = Orders.book(
        Orders.started("0", SELL), Orders.sent(SELL, 1), Orders.parked(SELL),
        new RunEvent.RunSettled(Orders.RUN, Orders.NOW));
    ExecutionBook back = Orders.after(settled, Orders.known(SELL, 1));
    assertThat(back.unsettled()).hasSize(1);
    assertThat(Orders.after(back, Orders.closed(SELL, OrderOutcome.CANCELLED)).unsettled())
        .as("it has to settle anew").hasSize(1);
  }

  @Test
  void shouldWantANewReportForEveryChangeAfterTheLast() {
    ExecutionBook book = Orders.book(
        Orders.started("0", SELL), Orders.sent(SELL, 1), Orders.known(SELL, 1),
        Orders.closed(SELL, OrderOutcome.CANCELLED));
    assertThat(run(book).isReportDue()).as("not over yet").isFalse();
    ExecutionBook settled = Orders.after(book, new RunEvent.RunSettled(Orders.RUN, Orders.NOW));
    assertThat(run(settled).isReportDue()).isTrue();
    ExecutionBook reported = Orders.after(
        settled, new RunEvent.RunReported(Orders.RUN, run(settled).revision(), Orders.NOW));
    assertThat(run(reported).isReportDue()).isFalse();
    assertThat(run(Orders.after(reported, Orders.filled(SELL, "a.b.1.01", "1", "300"))).isReportDue())
        .as("a late fill").isTrue();
  }

  @Test
  void shouldForgetTheOldestRunsOnceTheyAreReported() {
    ExecutionBook book = ExecutionBook.EMPTY;
    for (int i = 0; i < ExecutionBook.RUNS_KEPT + 5; i++) {
      book = reported(book, new RunId("run-" + i), i);
    }
    assertThat(book.runs()).hasSize(ExecutionBook.RUNS_KEPT).doesNotContainKey(new RunId("run-4"))
        .containsKey(new RunId("run-5"));
  }

  @Test
  void shouldNotForgetARunThatIsNotReported() {
    ExecutionBook book = Orders.book(Orders.started(new RunId("open"), Orders.NOW, "0", SELL));
    for (int i = 0; i < ExecutionBook.RUNS_KEPT + 5; i++) {
      book = reported(book, new RunId("run-" + i), i);
    }
    assertThat(book.runs()).containsKey(new RunId("open"));
    book = Orders.after(book, Orders.closed(SELL, OrderOutcome.SKIPPED), new RunEvent.RunSettled(
        new RunId("open"), Orders.NOW));
    int revision = book.runs().get(new RunId("open")).revision();
    book = Orders.after(book, new RunEvent.RunReported(new RunId("open"), revision, Orders.NOW));
    assertThat(book.runs()).hasSize(ExecutionBook.RUNS_KEPT).doesNotContainKey(new RunId("open"));
  }

  @Test
  void shouldRefuseARunWithTwoLegsOfOneReference() {
    assertThatThrownBy(() -> Orders.started("0", SELL, SELL)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two legs");
  }

  private static ExecutionBook reported(ExecutionBook book, RunId run, int day) {
    Instant at = Orders.NOW.plus(Duration.ofDays(day));
    ExecutionBook started = Orders.after(book, Orders.started(run, at, "0"), new RunEvent.RunSettled(run, at));
    return Orders.after(started, new RunEvent.RunReported(run, started.runs().get(run).revision(), at));
  }

  private static Run run(ExecutionBook book) {
    return book.runs().get(Orders.RUN);
  }
}
