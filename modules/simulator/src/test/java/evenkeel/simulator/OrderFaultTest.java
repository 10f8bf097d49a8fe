package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.CancelOrder;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.Margin;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestAutoOpenOrders;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestOpenOrders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong with orders, their fills and their commissions. */
class OrderFaultTest {
  private static final String MORNING = "2025-10-31T10:00:00";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
  private final TestClient client = conversation.connect(7);

  private void inject(String fault) {
    conversation.inject(Fault.parse(fault));
  }

  private List<String> sell(String fault) {
    inject(fault);
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    return client.words();
  }

  @Test
  void shouldRepeatEachMessageAboutAnOrder() {
    assertThat(sell("fault = duplicate-messages, times = 2")).containsExactly(
        "order 1 Submitted", "order 1 Submitted", "status 1 Submitted 0/10",
        "status 1 Submitted 0/10", "execution 1 SLD 10", "execution 1 SLD 10", "order 1 Filled",
        "order 1 Filled", "status 1 Filled 10/0", "status 1 Filled 10/0", "order 1 Filled fee 1",
        "order 1 Filled fee 1", "commission 1", "commission 1");
  }

  @Test
  void shouldTellStatusesInTheWrongOrder() {
    inject("fault = swapped-statuses");
    client.place(1, "BUY 1 DBMF LMT 10");
    assertThat(client.words()).containsExactly("order 1 Submitted", "status 1 Submitted 0/1",
        "order 1 PreSubmitted", "status 1 PreSubmitted 0/1");
    client.place(2, "SELL 1 DBMF MOC");
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofSeconds(2));
    assertThat(client.words()).containsExactly("order 2 PreSubmitted",
        "status 2 PreSubmitted 0/1");
  }

  @Test
  void shouldShowAnOrderWithoutItsPermIdAtFirst() {
    inject("fault = perm-id-late");
    client.place(1, "SELL 1 DBMF MOC");
    assertThat(client.heard(OrderStatus.class)).extracting(it -> it.permId() == 0)
        .containsExactly(true, false);
    client.place(2, "SELL 1 DBMF MOC");
    assertThat(client.heard(OpenOrder.class)).extracting(it -> it.order().permId() == 0)
        .containsExactly(false);
  }

  @Test
  void shouldGiveAnOrderAnotherPermId() {
    client.place(1, "SELL 1 DBMF MOC");
    long first = client.heard(OrderStatus.class).getFirst().permId();
    inject("fault = second-perm-id");
    assertThat(client.heard(OrderStatus.class)).singleElement()
        .satisfies(it -> assertThat(it.permId()).isNotEqualTo(first));
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.words()).containsOnlyOnce("execution 1 SLD 1");
  }

  @Test
  void shouldLetTwoOrdersWorkUnderOneId() {
    client.place(1, "SELL 1 DBMF MOC");
    client.heard();
    inject("fault = second-perm-id, twin = true");
    client.send(new CancelOrder(1));
    assertThat(client.words()).contains("status 1 PreSubmitted 0/1", "status 1 Cancelled 0/1");
    client.send(new RequestOpenOrders());
    assertThat(client.words()).contains("order 1 PreSubmitted");
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.words()).contains("status 1 Filled 1/0");
  }

  @Test
  void shouldMakeAnOrderSmaller() {
    inject("fault = size-reduced, part = 0.5");
    client.place(1, "SELL 100 DBMF MOC");
    assertThat(client.words()).containsExactly("error 1 481", "order 1 PreSubmitted",
        "status 1 PreSubmitted 0/50");
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.words()).contains("status 1 Filled 50/0");
  }

  @Test
  void shouldHoldAnOrderUntilTheSharesAreLocated() {
    inject("fault = held-order, works-after = 1m");
    client.place(1, "SELL 10 DBMF MKT");
    assertThat(client.heard()).filteredOn(OrderStatus.class::isInstance)
        .map(OrderStatus.class::cast).singleElement()
        .satisfies(it -> assertThat(it.whyHeld()).isEqualTo("locate"));
    conversation.passes(Duration.ofSeconds(59));
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofSeconds(2));
    assertThat(client.words()).startsWith("order 1 Submitted").contains("status 1 Filled 10/0");
  }

  @Test
  void shouldHoldAnOrderForEverAndEndItWithItsSession() {
    inject("fault = held-order");
    client.place(1, "SELL 10 DBMF MOC");
    assertThat(client.words()).startsWith("error 1 404");
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.words()).containsExactly("status 1 Cancelled 0/10", "error 1 202");
  }

  @Test
  void shouldRefuseOrdersByChance() {
    inject("fault = random-refusals, share = 50%");
    for (int id = 1; id <= 20; id++) {
      client.place(id, "SELL 1 DBMF MOC");
    }
    long refused = client.words().stream().filter(it -> it.endsWith(" 103")).count();
    assertThat(refused).isBetween(3L, 17L);
  }

  @Test
  void shouldLeaveACancelUnanswered() {
    client.place(1, "SELL 1 DBMF MOC");
    client.heard();
    inject("fault = swallow-cancels");
    client.send(new CancelOrder(1));
    conversation.passes(Duration.ofMinutes(5));
    assertThat(client.words()).isEmpty();
    client.send(new CancelOrder(1));
    assertThat(client.words()).contains("status 1 Cancelled 0/1");
  }

  @Test
  void shouldLeaveAPreviewUnansweredOrOpenOrRefuseIt() {
    inject("fault = previews, kind = silent");
    preview(1);
    assertThat(client.words()).isEmpty();
    inject("fault = previews, kind = without-figures");
    preview(2);
    OpenOrder open = client.heard(OpenOrder.class).getFirst();
    assertThat(open.state().initialMargin()).isEqualTo(Margin.NONE);
    assertThat(open.state().equityWithLoan()).isEqualTo(Margin.NONE);
    inject("fault = previews, kind = refused");
    preview(3);
    assertThat(client.words()).containsExactly("error 3 201");
    preview(4);
    assertThat(client.heard(OpenOrder.class).getFirst().state().initialMargin().after())
        .isPresent();
  }

  @Test
  void shouldAnswerAPreviewTwiceTheFirstTimeWithNothingSet() {
    inject("fault = what-if-twice, delay = 50ms, count = 1");
    preview(1);
    assertThat(client.heard(OpenOrder.class)).singleElement().satisfies(it -> {
      assertThat(it.state().initialMargin()).isEqualTo(Margin.NONE);
      assertThat(it.state().equityWithLoan()).isEqualTo(Margin.NONE);
      assertThat(it.state().commission()).isEmpty();
      assertThat(it.state().warningText()).isNotEmpty();
    });
    conversation.passes(Duration.ofMillis(50));
    assertThat(client.heard(OpenOrder.class)).singleElement().satisfies(
        it -> assertThat(it.state().initialMargin().after()).isPresent());
    preview(2);
    assertThat(client.heard(OpenOrder.class)).singleElement()
        .satisfies(it -> assertThat(it.state().initialMargin().after()).isPresent());
  }

  @Test
  void shouldTakeAPreviewForNoOrderAndItsIdForUsed() {
    inject("fault = swallow-orders");
    inject("fault = refuse-next-order, code = 201, text = no");
    preview(1);
    assertThat(client.heard(OpenOrder.class)).hasSize(1);
    client.place(1, "SELL 1 DBMF MOC");
    assertThat(client.words()).as("swallowed").isEmpty();
    client.place(2, "SELL 1 DBMF MOC");
    assertThat(client.words()).containsExactly("error 2 201");
    client.place(1, "SELL 1 DBMF MOC");
    assertThat(client.words()).containsExactly("error 1 103");
    client.place(3, "SELL 1 DBMF MOC");
    client.heard();
    preview(3);
    assertThat(client.words()).containsExactly("error 3 103");
  }

  private void preview(int orderId) {
    client.send(new PlaceOrder(orderId, TestClient.stock("DBMF"),
        TestClient.order("BUY 10 DBMF MKT").whatIf(true).build()));
  }

  @Test
  void shouldTellAFillAfterTheCancelWasConfirmed() {
    client.place(1, "BUY 1 DBMF LMT 10");
    client.heard();
    inject("fault = fill-after-cancel");
    client.send(new CancelOrder(1));
    conversation.passes(SECOND);
    assertThat(client.words()).containsSubsequence("status 1 Cancelled 0/1", "error 1 202",
        "execution 1 BOT 1", "commission 0.2844").doesNotContain("status 1 Filled 1/0");
  }

  @Test
  void shouldFillAPartAndCancelTheRest() {
    assertThat(sell("fault = part-then-cancelled, part = 0.3")).containsSubsequence(
        "execution 1 SLD 3", "status 1 Submitted 3/7", "status 1 Cancelled 3/7", "error 1 202");
  }

  @Test
  void shouldCorrectAnExecutionUnderTheNextVersionOfItsId() {
    inject("fault = corrected-executions, price-by = -0.02, later = 5s");
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    ExecutionDetails first = client.heard(ExecutionDetails.class).getFirst();
    conversation.passes(Duration.ofSeconds(5));
    ExecutionDetails second = client.heard(ExecutionDetails.class).getFirst();
    assertThat(second.execution().execId())
        .isEqualTo(first.execution().execId().replaceFirst("\\.01$", ".02"));
    assertThat(first.execution().price().orElseThrow()
        .subtract(second.execution().price().orElseThrow())).isEqualByComparingTo("0.02");
    client.send(new RequestExecutions(9, ExecutionFilter.ALL));
    assertThat(client.heard(ExecutionDetails.class)).singleElement()
        .satisfies(it -> assertThat(it.execution().execId()).endsWith(".02"));
    assertThat(conversation.ledger()).extracting(LedgerEntry::event)
        .endsWith(LedgerEntry.Event.FILLED, LedgerEntry.Event.CORRECTED);
  }

  @Test
  void shouldReviseACommission() {
    inject("fault = revised-commissions, by = 0.35, later = 5s");
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(Duration.ofSeconds(10));
    assertThat(client.heard(CommissionReport.class)).extracting(it -> it.commission().orElseThrow())
        .map(java.math.BigDecimal::stripTrailingZeros).extracting(Object::toString)
        .containsExactly("1", "1.35");
  }

  @Test
  void shouldPushAForeignOrderToEverybody() {
    inject("fault = foreign-order, client = 3, order = 11, symbol = DBMF, action = SELL,"
        + " quantity = 5, pushed = true");
    assertThat(client.words()).containsExactly("order 11 PreSubmitted",
        "status 11 PreSubmitted 0/5");
    client.place(12, "SELL 1 DBMF MOC");
    assertThat(client.words()).startsWith("order 12 PreSubmitted");
  }

  @Test
  void shouldBindOrdersPlacedByHandToClientZeroOnly() {
    inject("fault = foreign-order, client = 0, order = 0, symbol = DBMF, action = SELL,"
        + " quantity = 5");
    client.send(new RequestAllOpenOrders()).send(new CancelOrder(0));
    assertThat(client.words()).containsExactly("order 0 PreSubmitted",
        "status 0 PreSubmitted 0/5", "openOrderEnd", "error 0 10147");
    TestClient zero = conversation.connect(0);
    zero.send(new RequestOpenOrders());
    assertThat(zero.words()).containsExactly("orderBound", "order -1 PreSubmitted",
        "status -1 PreSubmitted 0/5", "openOrderEnd");
    zero.send(new CancelOrder(-1));
    assertThat(zero.words()).contains("status -1 Cancelled 0/5");
    zero.send(new RequestAutoOpenOrders(true));
    inject("fault = foreign-order, client = 0, order = 0, symbol = DBMF, action = SELL,"
        + " quantity = 6");
    assertThat(zero.words()).endsWith("orderBound");
  }
}
