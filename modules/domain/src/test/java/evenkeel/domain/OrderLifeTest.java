package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.domain.OrderLife.Closed;
import evenkeel.domain.OrderLife.InFlight;
import evenkeel.domain.OrderLife.Parked;
import evenkeel.domain.OrderLife.Planned;
import evenkeel.domain.OrderLife.Submission;
import evenkeel.domain.OrderLife.Working;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OrderLifeTest {
  private static final Leg LEG = Orders.leg("GLD", Side.SELL, 100, "300");
  private static final OrderLife PLANNED = new Planned(LEG);
  private static final OrderLife IN_FLIGHT = PLANNED.apply(Orders.sent(LEG, 7));
  private static final OrderLife WORKING = IN_FLIGHT.apply(Orders.known(LEG, 7));
  private static final OrderLife CLOSED = WORKING.apply(Orders.closed(LEG, OrderOutcome.CANCELLED));
  private static final OrderLife PARKED = WORKING.apply(Orders.parked(LEG));

  /** The states after each event, in the order of {@link #EVENTS}; a hyphen where the event cannot follow. */
  private static final Map<OrderLife, List<String>> TABLE = new LinkedHashMap<>();

  private static final List<OrderEvent> EVENTS = List.of(
      Orders.sent(LEG, 8, 2),
      Orders.known(LEG, 7, BrokerStatus.SUBMITTED),
      new OrderEvent.OrderStatusChanged(LEG.ref(), BrokerStatus.INACTIVE, "held: locate", Orders.NOW),
      Orders.filled(LEG, "a.b.c.01", "40", "301"),
      Orders.charged(LEG, "a.b.c.01", "1.00"),
      new OrderEvent.LegShrunk(LEG.ref(), new BigDecimal(60), "less cash", Orders.NOW),
      Orders.closed(LEG, OrderOutcome.REJECTED),
      Orders.parked(LEG),
      new OrderEvent.CancelRequested(LEG.ref(), Orders.NOW),
      new OrderEvent.CancelRefused(LEG.ref(), 10148, "it filled", Orders.NOW),
      new OrderEvent.ChangeRequested(LEG.ref(), new BigDecimal(50), Optional.empty(), Orders.NOW),
      new OrderEvent.ChangeRefused(LEG.ref(), 105, "not so", Orders.NOW),
      new OrderEvent.TermsChanged(LEG.ref(), new BigDecimal(50), Optional.empty(), true, Orders.NOW),
      new OrderEvent.ContractReplaced(LEG.ref(), new ContractId(4711), Orders.NOW),
      new OrderEvent.UnknownAnswerHeard(LEG.ref(), 1, 9876, "not so", Orders.NOW));

  static {
    TABLE.put(PLANNED, List.of("InFlight", "Working", "-", "-", "-", "Planned", "Closed", "Parked", "-", "Planned", "-",
        "Planned", "-", "Planned", "-"));
    TABLE.put(IN_FLIGHT,
        List.of("InFlight", "Working", "-", "-", "-", "InFlight", "Closed", "Parked", "InFlight", "InFlight", "-",
            "InFlight", "-", "InFlight", "InFlight"));
    TABLE.put(WORKING,
        List.of("-", "Working", "Working", "Working", "Working", "-", "Closed", "Parked", "Working", "Working",
            "Working", "Working", "Working", "-", "-"));
    TABLE.put(CLOSED, List.of("-", "Working", "-", "Closed", "Closed", "-", "Closed", "Parked", "-", "Closed", "-",
        "Closed", "Closed", "-", "-"));
    TABLE.put(PARKED, List.of("-", "Working", "-", "Parked", "Parked", "-", "Closed", "-", "Parked", "Parked", "-",
        "Parked", "Parked", "-", "-"));
  }

  @TestFactory
  List<DynamicTest> shouldFollowTheTableForEveryStateAndEvent() {
    var tests = new ArrayList<DynamicTest>();
    TABLE.forEach((state, row) -> {
      for (int i = 0; i < row.size(); i++) {
        OrderEvent event = EVENTS.get(i);
        String after = row.get(i);
        String name = name(state) + " + " + name(event) + " = " + after;
        tests.add(DynamicTest.dynamicTest(name, () -> {
          if (after.equals("-")) {
            assertThatThrownBy(() -> state.apply(event)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(LEG.ref().value());
          } else {
            assertThat(name(state.apply(event))).isEqualTo(after);
          }
        }));
      }
    });
    return tests;
  }

  @Test
  void shouldHaveEveryStateAndEventInTheTable() {
    assertThat(TABLE.keySet().stream().map(Object::getClass))
        .containsExactlyInAnyOrder(OrderLife.class.getPermittedSubclasses());
    assertThat(EVENTS.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
    assertThat(TABLE.values()).allSatisfy(row -> assertThat(row).hasSameSizeAs(EVENTS));
  }

  @Test
  void shouldKeepTheNewestSubmission() {
    OrderLife again = IN_FLIGHT.apply(Orders.sent(LEG, 8, 2));
    assertThat(again.submission()).contains(new Submission(8, Orders.CLIENT, 2, Orders.NOW));
    assertThat(again.apply(Orders.known(LEG, 8)).submission()).isEqualTo(again.submission());
  }

  @Test
  void shouldTakeTheBrokersIdsOfAnOrderWhoseSubmissionTheJournalLost() {
    OrderLife adopted = PLANNED.apply(Orders.known(LEG, 7));
    assertThat(adopted.submission()).contains(new Submission(7, Orders.CLIENT, 1, Orders.NOW));
    assertThat(adopted.permId()).isEqualTo(Orders.permId(7));
  }

  @Test
  void shouldKeepFillsThroughEveryState() {
    OrderLife filled = WORKING.apply(Orders.filled(LEG, "a.b.c.01", "40", "301"));
    OrderLife parked = filled.apply(Orders.parked(LEG));
    OrderLife more = parked.apply(Orders.filled(LEG, "a.b.d.01", "10", "302"))
        .apply(Orders.charged(LEG, "a.b.d.01", "1.00"));
    OrderLife back = more.apply(Orders.known(LEG, 7));
    OrderLife over = back.apply(Orders.closed(LEG, OrderOutcome.CANCELLED))
        .apply(Orders.filled(LEG, "a.b.e.01", "50", "303"));
    assertThat(parked.fills().shares()).isEqualByComparingTo("40");
    assertThat(back.fills().shares()).isEqualByComparingTo("50");
    assertThat(over.fills().shares()).isEqualByComparingTo("100");
    assertThat(over.isFilled()).isTrue();
  }

  @Test
  void shouldRememberWhatWasKnownOfAParkedOrder() {
    assertThat(PARKED.permId()).isEqualTo(Orders.permId(7));
    assertThat(PARKED.submission()).isEqualTo(WORKING.submission());
    assertThat(IN_FLIGHT.apply(Orders.parked(LEG)).permId()).isZero();
  }

  @Test
  void shouldRememberWhatWasAskedOfTheBrokerUntilItAnswers() {
    var cancel = new OrderEvent.CancelRequested(LEG.ref(), Orders.NOW);
    OrderLife asked = IN_FLIGHT.apply(cancel).apply(Orders.sent(LEG, 8, 2)).apply(Orders.known(LEG, 8));
    assertThat(asked.pending().cancel()).contains(Orders.NOW);
    assertThat(asked.apply(new OrderEvent.CancelRefused(LEG.ref(), 161, "", Orders.NOW)).pending().isNothing())
        .isTrue();
    assertThat(asked.apply(Orders.closed(LEG, OrderOutcome.CANCELLED)))
        .isInstanceOfSatisfying(Closed.class, closed -> assertThat(closed.isCancelledAsAsked()).isTrue());
    assertThat(CLOSED).isInstanceOfSatisfying(Closed.class, closed -> assertThat(closed.isCancelledAsAsked())
        .isFalse());
  }

  @Test
  void shouldHaveTheTermsThatTheBrokerShows() {
    var half = new OrderEvent.TermsChanged(LEG.ref(), new BigDecimal(50), Optional.empty(), false, Orders.NOW);
    OrderLife smaller = WORKING.apply(half).apply(Orders.filled(LEG, "a.b.c.01", "50", "301"));
    assertThat(smaller.leg().quantity()).isEqualByComparingTo("50");
    assertThat(smaller.isFilled()).isTrue();
    assertThat(PARKED.apply(half).leg().quantity()).isEqualByComparingTo("50");

    OrderLife asked = WORKING.apply(
        new OrderEvent.ChangeRequested(LEG.ref(), new BigDecimal(60), Optional.empty(), Orders.NOW));
    assertThat(asked.leg()).as("asked for is not had").isEqualTo(LEG);
    assertThat(asked.apply(half).pending().change()).as("the answer is still to come").isPresent();
    var changed = new OrderEvent.TermsChanged(LEG.ref(), new BigDecimal(60), Optional.empty(), true, Orders.NOW);
    assertThat(asked.apply(changed).pending().isNothing()).isTrue();
  }

  @Test
  void shouldRestOnlyWhereNothingIsAwaited() {
    assertThat(TABLE.keySet().stream().filter(OrderLife::isAtRest)).containsExactly(CLOSED, PARKED);
  }

  @Test
  void shouldKnowTheOrderByThePermanentIdFirstAndByClientAndOrderIdElse() {
    long permId = Orders.permId(7);
    assertThat(WORKING.isCalled(permId, 99, 99)).isTrue();
    assertThat(WORKING.isCalled(permId + 1, Orders.CLIENT, 7)).as("another order under a reused id").isFalse();
    assertThat(WORKING.isCalled(0, Orders.CLIENT, 7)).isTrue();
    assertThat(IN_FLIGHT.isCalled(permId, Orders.CLIENT, 7)).isTrue();
    assertThat(IN_FLIGHT.isCalled(permId, Orders.CLIENT + 1, 7)).isFalse();
    assertThat(PLANNED.isCalled(0, Orders.CLIENT, 0)).isFalse();
    assertThat(CLOSED.submission()).isEqualTo(Optional.of(((Working) WORKING).sent()));
  }

  /** Ids are used again: by a Gateway whose ids were reset, and by another program under our client id. */
  @Test
  void shouldNotTakeAStrangersExecutionForItsOwn() {
    Leg leg = WORKING.leg();
    Instant sent = Orders.NOW;
    long permId = Orders.permId(7);
    Fill own = Orders.fill("", leg, Orders.CLIENT, 7, permId, "a.b.1.01", "40");
    assertThat(WORKING.isExecution(own, sent)).isTrue();
    assertThat(WORKING.isExecution(at(own, sent.minusSeconds(3600)), sent)).as("the permanent id is certain").isTrue();
    assertThat(IN_FLIGHT.isExecution(own, sent)).isTrue();
    assertThat(IN_FLIGHT.isExecution(at(own, sent.minusSeconds(90)), sent)).as("the clocks differ").isTrue();
    assertThat(IN_FLIGHT.isExecution(at(own, sent.minusSeconds(150)), sent)).as("older than the order").isFalse();
    Fill other = Orders.fill("", leg, Orders.CLIENT, 7, permId + 1, "a.b.2.01", "40");
    assertThat(WORKING.isExecution(other, sent)).isFalse();
    assertThat(CLOSED.isExecution(other, sent)).as("also after its end").isFalse();
    assertThat(CLOSED.isExecution(at(Orders.fill(leg, 7, "a.b.1.01", "40"), sent.minusSeconds(9000)), sent))
        .as("the reference is certain").isTrue();
  }

  private static Fill at(Fill fill, Instant at) {
    return new Fill(
        fill.execId(), fill.orderId(), fill.clientId(), fill.permId(), fill.orderRef(), fill.account(), fill.symbol(),
        fill.side(), fill.shares(), fill.price(), at);
  }

  private static String name(Object of) {
    return switch (of) {
      case Planned s -> "Planned";
      case InFlight s -> "InFlight";
      case Working s -> "Working";
      case Closed s -> "Closed";
      case Parked s -> "Parked";
      default -> of.getClass().getSimpleName();
    };
  }
}
