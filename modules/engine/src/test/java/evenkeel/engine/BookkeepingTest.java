package evenkeel.engine;

import static evenkeel.domain.BrokerStatus.CANCELLED;
import static evenkeel.domain.BrokerStatus.FILLED;
import static evenkeel.domain.BrokerStatus.INACTIVE;
import static evenkeel.domain.BrokerStatus.PRE_SUBMITTED;
import static evenkeel.domain.BrokerStatus.SUBMITTED;
import static evenkeel.domain.BrokerStatus.UNKNOWN;
import static evenkeel.engine.Broker.GLD;
import static evenkeel.engine.Broker.charged;
import static evenkeel.engine.Broker.executed;
import static evenkeel.engine.Broker.notice;
import static evenkeel.engine.Broker.shown;
import static evenkeel.engine.Broker.status;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Fill;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Reconciliation;
import evenkeel.gateway.OrderNews;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BookkeepingTest {
  private static final OrderEvent SENT = new OrderEvent.SubmissionStarted(
      GLD.ref(), 7, Broker.CLIENT, 1, Broker.START);
  private static final OrderEvent SENT_AGAIN = new OrderEvent.SubmissionStarted(
      GLD.ref(), 8, Broker.CLIENT, 2, Broker.START);
  private static final OrderEvent LOST = new OrderEvent.OrderClosed(
      GLD.ref(), OrderOutcome.NEVER_ARRIVED, 0, "the broker does not have it", Broker.START);
  private static final OrderEvent PARKED = new OrderEvent.OrderParked(GLD.ref(), "nobody knows", Broker.START);

  private ExecutionBook book = ExecutionBook.EMPTY.apply(Broker.started(GLD));
  private final List<String> written = new ArrayList<>();
  private boolean isDoubtful;

  /** News in their order, and how the order ends up after them; a question mark where the books have to be asked. */
  static Stream<Arguments> conversations() {
    return Stream.of(
        of("acknowledged once, however often it is said", "PreSubmitted 0",
            shown(GLD, 7, PRE_SUBMITTED), status(7, PRE_SUBMITTED), shown(GLD, 7, PRE_SUBMITTED)),
        of("a status before it is shown", "PreSubmitted 0", status(7, PRE_SUBMITTED), shown(GLD, 7, PRE_SUBMITTED)),
        of("a fill before anything else", "Submitted 40", executed(GLD, 7, "a.b.1.01", "40")),
        of("filled before it is acknowledged", "FILLED 100", executed(GLD, 7, "a.b.1.01", "100"),
            shown(GLD, 7, PRE_SUBMITTED), status(7, PRE_SUBMITTED)),
        of("filled before its execution is told", "Filled 0", shown(GLD, 7, SUBMITTED), status(7, FILLED)),
        of("and then told", "FILLED 100", shown(GLD, 7, SUBMITTED), status(7, FILLED),
            executed(GLD, 7, "a.b.1.01", "100")),
        of("filled, and an older status after it", "Filled 0", status(7, FILLED), status(7, SUBMITTED)),
        of("one execution told three times", "Submitted 40", executed(GLD, 7, "a.b.1.01", "40"),
            executed(GLD, 7, "a.b.1.01", "40"), executed(GLD, 7, "a.b.1.01", "40")),
        of("a corrected execution", "Submitted 30", executed(GLD, 7, "a.b.1.01", "40"),
            executed(GLD, 7, "a.b.1.02", "30"), executed(GLD, 7, "a.b.1.01", "40")),
        of("the correction first", "Submitted 30", executed(GLD, 7, "a.b.1.02", "30"),
            executed(GLD, 7, "a.b.1.01", "40")),
        of("a correction takes shares back from a filled order", "CANCELLED 86", executed(GLD, 7, "a.b.1.01", "100"),
            executed(GLD, 7, "a.b.1.02", "86")),
        of("a correction gives them again", "FILLED 100", executed(GLD, 7, "a.b.1.01", "100"),
            executed(GLD, 7, "a.b.1.02", "86"), executed(GLD, 7, "a.b.1.03", "100")),
        of("a correction gives more than was wanted", "FILLED 114", executed(GLD, 7, "a.b.1.01", "100"),
            executed(GLD, 7, "a.b.1.02", "114")),
        of("a correction takes everything back", "CANCELLED 0", executed(GLD, 7, "a.b.1.01", "100"),
            executed(GLD, 7, "a.b.1.02", "0")),
        of("rejected: the code first", "REJECTED 201 0", notice(7, 201), shown(GLD, 7, INACTIVE), status(7, INACTIVE)),
        of("rejected: the status first", "REJECTED 201 0", shown(GLD, 7, INACTIVE), notice(7, 201)),
        of("rejected as Cancelled", "REJECTED 201 0", status(7, CANCELLED), notice(7, 201)),
        of("rejected, then confirmed as cancelled", "REJECTED 201 0", notice(7, 201), status(7, CANCELLED),
            notice(7, 202)),
        of("held, and working after all", "Submitted 0", status(7, INACTIVE), status(7, SUBMITTED)),
        of("cancelled: the status first", "CANCELLED 202 0", status(7, CANCELLED), notice(7, 202)),
        of("cancelled: the code first", "CANCELLED 202 0", notice(7, 202), status(7, CANCELLED)),
        of("cancelled in part", "CANCELLED 202 40", status(7, SUBMITTED), executed(GLD, 7, "a.b.1.01", "40"),
            notice(7, 202)),
        of("a fill that crossed with the cancel", "CANCELLED 202 40", status(7, SUBMITTED), notice(7, 202),
            executed(GLD, 7, "a.b.1.01", "40")),
        of("the last fill crossed with the cancel", "FILLED 100", status(7, SUBMITTED), notice(7, 202),
            executed(GLD, 7, "a.b.1.01", "100")),
        of("a cancel after the last fill", "FILLED 100", executed(GLD, 7, "a.b.1.01", "100"), notice(7, 202),
            status(7, CANCELLED)),
        of("a working status after the end", "CANCELLED 202 0 ?", status(7, SUBMITTED), notice(7, 202),
            status(7, SUBMITTED)),
        of("a warning leaves it alone", "PreSubmitted 0", status(7, PRE_SUBMITTED), notice(7, 399), notice(7, 10349)),
        of("a code of unknown meaning asks", "InFlight 0 ?", notice(7, 99_999)),
        of("an id that was used before asks", "InFlight 0 ?", notice(7, 103)),
        of("a word that is not known", "Unknown 0", status(7, UNKNOWN)),
        of("no permanent id at first", "PreSubmitted 0", status(7, 0, PRE_SUBMITTED, ""), shown(GLD, 7, PRE_SUBMITTED),
            status(7, 0, PRE_SUBMITTED, "")),
        of("another order under its reference", "PreSubmitted 0 ?", shown(GLD, 7, PRE_SUBMITTED),
            shown(GLD, 9, SUBMITTED)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("conversations")
  void shouldMakeOfNews(String name, String end, List<OrderNews> news) {
    given(SENT);
    news.forEach(this::hear);
    assertThat(state()).isEqualTo(end);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("conversations")
  void shouldLearnNothingFromHearingItAllAgain(String name, String end, List<OrderNews> news) {
    given(SENT);
    news.forEach(this::hear);
    written.clear();
    news.forEach(this::hear);
    assertThat(written).doesNotContain("OrderAcknowledged", "FillRecorded", "CommissionRecorded", "OrderClosed");
  }

  @Test
  void shouldNotTakeALaterAttemptsRefusalForTheEndOfTheFirst() {
    given(SENT, SENT_AGAIN);
    hear(notice(8, 201));
    assertThat(state()).as("the first attempt may stand").isEqualTo("REJECTED 201 0 ?");
  }

  @Test
  void shouldAskWhenAnEarlierAttemptShowsUp() {
    given(SENT, SENT_AGAIN);
    hear(shown(GLD, 7, SUBMITTED));
    assertThat(state()).isEqualTo("InFlight 0 ?");
    compare(new Reconciliation.Open(GLD.ref(), Broker.order(GLD, 7, SUBMITTED), List.of()));
    assertThat(state()).isEqualTo("Submitted 0");
    assertThat(life().submission().orElseThrow().orderId()).isEqualTo(7);
  }

  @Test
  void shouldBookTheFillOfAnEarlierAttemptAndAsk() {
    given(SENT, SENT_AGAIN);
    hear(executed(GLD, 7, "a.b.1.01", "40"));
    assertThat(state()).isEqualTo("Submitted 40 ?");
  }

  @Test
  void shouldBringBackWhatWasGivenUpWhenItTurnsOutToBeAlive() {
    given(SENT, LOST);
    hear(status(7, SUBMITTED));
    assertThat(state()).isEqualTo("Submitted 0");
  }

  @Test
  void shouldBringBackWhatWasGivenUpWhenItFills() {
    given(SENT, LOST);
    hear(executed(GLD, 7, "a.b.1.01", "40"));
    assertThat(state()).isEqualTo("Submitted 40");
  }

  @Test
  void shouldAskWhenWhatWasGivenUpIsSaidToBeOver() {
    given(SENT, LOST);
    hear(status(7, CANCELLED));
    assertThat(state()).isEqualTo("NEVER_ARRIVED 0 ?");
    compare(new Reconciliation.Completed(GLD.ref(), Broker.over(GLD, 7, CANCELLED, "by the exchange"), List.of()));
    assertThat(state()).isEqualTo("CANCELLED 0");
  }

  @Test
  void shouldLeaveAParkedOrderToTheBrokersBooks() {
    given(SENT, PARKED);
    hear(status(7, SUBMITTED));
    assertThat(state()).isEqualTo("Parked 0 ?");
    compare(new Reconciliation.Open(GLD.ref(), Broker.order(GLD, 7, SUBMITTED), List.of()));
    assertThat(state()).isEqualTo("Submitted 0");
  }

  @Test
  void shouldBookTheFillsOfAParkedOrder() {
    given(SENT, acknowledged(), PARKED);
    hear(executed(GLD, 7, "a.b.1.01", "100"));
    assertThat(state()).isEqualTo("Parked 100 ?");
    compare(new Reconciliation.Executed(GLD.ref(), List.of()));
    assertThat(state()).isEqualTo("FILLED 100");
  }

  @Test
  void shouldTakeAFillAsTheWordThatAParkedOrderArrived() {
    given(SENT, PARKED);
    hear(executed(GLD, 7, "a.b.1.01", "40"));
    assertThat(state()).isEqualTo("Submitted 40 ?");
  }

  static Stream<Arguments> books() {
    Fill all = Broker.fill(GLD, 7, "a.b.1.01", "100");
    Fill some = Broker.fill(GLD, 7, "a.b.1.01", "40");
    return Stream.of(
        books("planned, open", "Submitted 0", List.of(), open(SUBMITTED)),
        books("planned, open and filled in part", "Submitted 40", List.of(), open(SUBMITTED, some)),
        books("planned, over and filled", "FILLED 100", List.of(), completed(FILLED, all)),
        books("in flight, open", "PreSubmitted 0", List.of(SENT), open(PRE_SUBMITTED)),
        books("in flight, executed", "FILLED 100", List.of(SENT), new Reconciliation.Executed(
            GLD.ref(), List.of(all))),
        books("in flight, rejected while nobody listened", "REJECTED 0", List.of(SENT), completed(INACTIVE)),
        books("working, cancelled in part while nobody listened", "CANCELLED 40", List.of(SENT, acknowledged()),
            completed(CANCELLED, some)),
        books("working, filled, executions still to come", "Filled 0", List.of(SENT, acknowledged()),
            completed(FILLED)),
        books("working, held", "Inactive 0", List.of(SENT, acknowledged()), open(INACTIVE)),
        books("never arrived, open", "Submitted 0", List.of(SENT, LOST), open(SUBMITTED)),
        books("never arrived, rejected", "REJECTED 0", List.of(SENT, LOST), completed(INACTIVE)),
        books("never arrived, filled, executions still to come", "Filled 0", List.of(SENT, LOST), completed(FILLED)),
        books("cancelled, and open after all", "Submitted 0", List.of(SENT, cancelled()), open(SUBMITTED)),
        books("cancelled, and over as well", "CANCELLED 202 0", List.of(SENT, cancelled()), completed(CANCELLED)),
        books("parked, held", "Parked 0", List.of(SENT, PARKED), open(INACTIVE)),
        books("parked, cancelled", "CANCELLED 0", List.of(SENT, PARKED), completed(CANCELLED)),
        books("parked, filled", "FILLED 100", List.of(SENT, acknowledged(), PARKED), completed(FILLED, all)),
        books("parked, filled, executions still to come", "Parked 0", List.of(SENT, PARKED), completed(FILLED)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("books")
  void shouldTakeOverTheBrokersBooks(
      String name, String end, List<ExecutionEvent> before, Reconciliation.Verdict verdict) {
    given(before.toArray(ExecutionEvent[]::new));
    compare(verdict);
    assertThat(state()).isEqualTo(end);
    written.clear();
    compare(verdict);
    assertThat(written).as("the same books again").isEmpty();
  }

  @Test
  void shouldLeaveCommissionsOfUnknownExecutionsToTheCaller() {
    given(SENT);
    var books = new Bookkeeping(book, Broker.START);
    assertThat(books.charged(Broker.commission("a.b.1.01", "1.00"))).isFalse();
    books.executed(Broker.fill(GLD, 7, "a.b.1.01", "40"));
    assertThat(books.charged(Broker.commission("a.b.1.01", "1.00"))).isTrue();
    assertThat(books.book().order(GLD.ref()).orElseThrow().fills().hasAllCommissions()).isTrue();
  }

  @Test
  void shouldBookARevisedCommissionAndNotARepeatedOne() {
    given(SENT);
    hear(executed(GLD, 7, "a.b.1.01", "40"));
    hear(charged("a.b.1.01", "1.00"));
    hear(charged("a.b.1.01", "1.0"));
    hear(charged("a.b.1.01", "1.25"));
    assertThat(written.stream().filter("CommissionRecorded"::equals)).hasSize(2);
    assertThat(life().fills().commission()).isEqualByComparingTo("1.25");
  }

  @Test
  void shouldKeepTheReasonWhenTheSameStatusComesWithoutOne() {
    given(SENT);
    hear(shown(GLD, 7, PRE_SUBMITTED));
    hear(status(7, Broker.permId(7), PRE_SUBMITTED, "locate"));
    written.clear();
    hear(shown(GLD, 7, PRE_SUBMITTED));
    hear(status(7, Broker.permId(7), PRE_SUBMITTED, "locate"));
    assertThat(written).isEmpty();
    assertThat(((OrderLife.Working) life()).reason()).isEqualTo("held: locate");
  }

  @Test
  void shouldIgnoreTheOrdersOfOthers() {
    given(SENT);
    hear(status(99, SUBMITTED));
    hear(notice(99, 201));
    hear(new OrderNews.Executed(new Fill(
        "x.y.z.01", 7, Broker.CLIENT + 1, 0, "by hand", Broker.ACCOUNT, GLD.symbol(), GLD.side(), GLD.quantity(),
        GLD.estimatedPrice(), Broker.START)));
    assertThat(state()).isEqualTo("InFlight 0");
  }

  private void given(ExecutionEvent... events) {
    for (ExecutionEvent event : events) {
      book = book.apply(event);
    }
  }

  private void hear(OrderNews news) {
    var books = new Bookkeeping(book, Broker.START);
    switch (news) {
      case OrderNews.Shown shown -> books.shown(shown.order());
      case OrderNews.Status status -> books.status(status);
      case OrderNews.Executed executed -> books.executed(executed.fill());
      case OrderNews.Charged charged -> books.charged(charged.commission());
      case OrderNews.Notice notice -> books.notice(notice, Broker.CLIENT);
    }
    done(books);
  }

  private void compare(Reconciliation.Verdict verdict) {
    isDoubtful = false;
    var books = new Bookkeeping(book, Broker.START);
    books.adopt(verdict);
    done(books);
  }

  private void done(Bookkeeping books) {
    book = books.book();
    isDoubtful |= books.isDoubtful();
    books.events().forEach(event -> written.add(event.getClass().getSimpleName()));
  }

  private OrderLife life() {
    return book.order(GLD.ref()).orElseThrow();
  }

  private String state() {
    String how = switch (life()) {
      case OrderLife.Planned planned -> "Planned";
      case OrderLife.InFlight sent -> "InFlight";
      case OrderLife.Working working -> working.status().word();
      case OrderLife.Closed closed -> closed.outcome() + (closed.code() == 0 ? "" : " " + closed.code());
      case OrderLife.Parked parked -> "Parked";
    };
    return how + " " + life().fills().shares() + (isDoubtful ? " ?" : "");
  }

  private static Arguments of(String name, String end, OrderNews... news) {
    return Arguments.of(name, end, List.of(news));
  }

  private static Arguments books(
      String name, String end, List<OrderEvent> before, Reconciliation.Verdict verdict) {
    return Arguments.of(name, end, before, verdict);
  }

  private static Reconciliation.Open open(BrokerStatus status, Fill... fills) {
    return new Reconciliation.Open(GLD.ref(), Broker.order(GLD, 7, status), List.of(fills));
  }

  private static Reconciliation.Completed completed(BrokerStatus status, Fill... fills) {
    BrokerOrder over = Broker.over(GLD, 7, status, "told later");
    return new Reconciliation.Completed(GLD.ref(), over, List.of(fills));
  }

  private static OrderEvent acknowledged() {
    return new OrderEvent.OrderAcknowledged(
        GLD.ref(), 7, Broker.CLIENT, Broker.permId(7), PRE_SUBMITTED, Broker.START);
  }

  private static OrderEvent cancelled() {
    return new OrderEvent.OrderClosed(GLD.ref(), OrderOutcome.CANCELLED, 202, "words", Broker.START);
  }
}
