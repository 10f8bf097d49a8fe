package evenkeel.operations;

import static evenkeel.operations.Samples.ACCOUNT;
import static evenkeel.operations.Samples.AT;
import static evenkeel.operations.Samples.BUY;
import static evenkeel.operations.Samples.CLOSE;
import static evenkeel.operations.Samples.SELL;
import static evenkeel.operations.Samples.accepted;
import static evenkeel.operations.Samples.charged;
import static evenkeel.operations.Samples.filled;
import static evenkeel.operations.Samples.n;
import static evenkeel.operations.Samples.settled;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Decision;
import evenkeel.domain.DriftReport;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportLineTest {
  private static final String DRIFT = """
      "drift_report":[\
      {"symbol":"DBMF","current_weight":0.275,"target_weight":0.3333,"drift":-0.0583},\
      {"symbol":"GLD","current_weight":0.4049,"target_weight":0.3333,"drift":0.0716},\
      {"symbol":"BIL","current_weight":0.3333,"target_weight":0.3333,"drift":0}],\
      """;
  private static final String ORDERS = """
      "orders":[\
      {"symbol":"GLD","action":"SELL","quantity":9,"est_value":3313.12,"drift":0.0716},\
      {"symbol":"DBMF","action":"BUY","quantity":100,"est_value":2750,"drift":-0.0583}],\
      """;

  @Test
  void shouldSpellASettledRunToTheLetter() {
    ReportLine line = ReportLine.of(Samples.trade(TradingMode.PAPER), Optional.of(Samples.run(Samples.good())));

    assertThat(line.json()).isEqualTo("""
        {"timestamp":"2025-10-31T14:30:00.250-04:00","net_liquidation":50000.12,\
        """ + DRIFT + ORDERS + """
        "execution":[\
        {"symbol":"GLD","status":"Filled","filled":9,"avg_price":369.1,"action":"SELL","quantity":9,\
        "commission":1.0325,"realized_pnl":1700.8889,"order_ref":"%s","reason":""},\
        {"symbol":"DBMF","status":"Filled","filled":100,"avg_price":27.4333,"action":"BUY","quantity":100,\
        "commission":1,"order_ref":"%s","reason":""}],\
        "run_id":"20251031-month-end","revision":12,"trigger":"month-end","session":"2025-10-31","mode":"paper",\
        "account":"DU***67","verdict":"trade","reasons":[],"commission":2.0325,\
        "settled_at":"2025-10-31T16:00:03.000-04:00"}""".formatted(SELL, BUY));
    assertThat(line.revision()).isEqualTo(12);
    assertThat(line.month()).isEqualTo(YearMonth.of(2025, 10));
  }

  @Test
  void shouldShowTheOrdersOfADryRunAsNotSent() {
    ReportLine line = ReportLine.of(Samples.trade(TradingMode.DRY_RUN), Optional.empty());

    assertThat(line.json()).isEqualTo("""
        {"timestamp":"2025-10-31T14:30:00.250-04:00","net_liquidation":50000.12,\
        """ + DRIFT + ORDERS + """
        "execution":[\
        {"symbol":"GLD","status":"DryRun","filled":0,"avg_price":0,"action":"SELL","quantity":9,"commission":0,\
        "order_ref":null,"reason":""},\
        {"symbol":"DBMF","status":"DryRun","filled":0,"avg_price":0,"action":"BUY","quantity":100,"commission":0,\
        "order_ref":null,"reason":""}],\
        "run_id":"20251031-month-end","revision":0,"trigger":"month-end","session":"2025-10-31","mode":"dry-run",\
        "account":"DU***67","verdict":"trade","reasons":[],"commission":0,"settled_at":null}""");
  }

  @Test
  void shouldHaveEveryKeyWhereNothingWasSeen() {
    ReportLine line = ReportLine.of(
        Samples.blind(LocalDate.of(2025, 11, 28), "account summary: no answer", "GLD: no tick"), Optional.empty());

    assertThat(line.json()).isEqualTo("""
        {"timestamp":"2025-10-31T14:30:00.250-04:00","net_liquidation":null,"drift_report":[],"orders":[],\
        "execution":[],"run_id":"20251128-month-end","revision":0,"trigger":"month-end","session":"2025-11-28",\
        "mode":"paper","account":"DU***67","verdict":"refused",\
        "reasons":["account summary: no answer","GLD: no tick"],"commission":0,"settled_at":null}""");
    assertThat(line.month()).isEqualTo(YearMonth.of(2025, 11));
  }

  @Test
  void shouldShowTheDriftOfARefusalThatKnowsIt() {
    var refused = new PlanOutcome.Refused(List.of("GLD is short"), Optional.of(Samples.drift()));

    String json = ReportLine.of(Samples.decision(TradingMode.PAPER, new Decision.Refuse(refused)), Optional.empty())
        .json();

    assertThat(json).contains("\"net_liquidation\":50000.12," + DRIFT + "\"orders\":[],\"execution\":[],")
        .contains("\"verdict\":\"refused\",\"reasons\":[\"GLD is short\"]");
  }

  @Test
  void shouldShowARestAndAMiss() {
    var rest = new Decision.Rest(new PlanOutcome.OnTarget(Samples.drift(), List.of()));
    String resting = ReportLine.of(Samples.decision(TradingMode.LIVE, rest), Optional.empty()).json();
    String missed = ReportLine.of(
        Samples.decision(TradingMode.LIVE, new Decision.Missed("nobody was there")), Optional.empty()).json();

    assertThat(resting).contains(DRIFT + "\"orders\":[],\"execution\":[],").contains("\"mode\":\"live\"")
        .contains("\"verdict\":\"on-target\",\"reasons\":[\"what is off its target is less than a whole share or the"
            + " minimum trade value\"]");
    assertThat(missed).contains("\"drift_report\":[],\"orders\":[],\"execution\":[],")
        .contains("\"verdict\":\"missed\",\"reasons\":[\"nobody was there\"]");
  }

  static List<Arguments> statuses() {
    var sent = new OrderEvent.SubmissionStarted(SELL, 7, 10, 1, AT);
    return List.of(
        Arguments.of("Planned", "", List.of()),
        Arguments.of("Unknown", "", List.of(sent)),
        Arguments.of("PreSubmitted", "", accepted(SELL, 7)),
        Arguments.of("Inactive", "held", List.of(sent,
            new OrderEvent.OrderAcknowledged(SELL, 7, 10, 9007, BrokerStatus.PRE_SUBMITTED, AT),
            new OrderEvent.OrderStatusChanged(SELL, BrokerStatus.INACTIVE, "held", AT))),
        Arguments.of("Filled", "", filledAfterAccepted()),
        Arguments.of("Cancelled", "by hand", closed(OrderOutcome.CANCELLED, "by hand")),
        Arguments.of("Rejected", "not enough cash", closed(OrderOutcome.REJECTED, "not enough cash")),
        Arguments.of("Skipped", "cut-off", closed(OrderOutcome.SKIPPED, "cut-off")),
        Arguments.of("NeverArrived", "lost", closed(OrderOutcome.NEVER_ARRIVED, "lost")),
        Arguments.of("Unknown", "nobody knows", List.of(sent, new OrderEvent.OrderParked(SELL, "nobody knows", AT))));
  }

  private static List<ExecutionEvent> filledAfterAccepted() {
    var events = new ArrayList<>(accepted(SELL, 7));
    events.addAll(filled(SELL, "9", "369"));
    return events;
  }

  private static List<ExecutionEvent> closed(OrderOutcome outcome, String reason) {
    return List.of(new OrderEvent.OrderClosed(SELL, outcome, 0, reason, AT));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("statuses")
  void shouldNameWhereAnOrderStands(String status, String reason, List<ExecutionEvent> events) {
    String json = ReportLine.of(Samples.trade(TradingMode.PAPER), Optional.of(Samples.run(events))).json();

    assertThat(json).contains("{\"symbol\":\"GLD\",\"status\":\"" + status + "\",")
        .contains("\"order_ref\":\"" + SELL + "\",\"reason\":\"" + reason + "\"}");
  }

  @Test
  void shouldKeepThePartThatFilledBeforeACancel() {
    var events = new ArrayList<>(accepted(SELL, 7));
    events.add(new OrderEvent.FillRecorded(SELL, "a.b.01.01", n("3"), n("369.10"), CLOSE, CLOSE));
    events.add(new OrderEvent.FillRecorded(SELL, "a.b.02.01", n("1"), n("369.20"), CLOSE, CLOSE));
    events.add(new OrderEvent.OrderClosed(SELL, OrderOutcome.CANCELLED, 202, "Order Canceled", CLOSE));

    String json = ReportLine.of(Samples.trade(TradingMode.PAPER), Optional.of(Samples.run(events))).json();

    assertThat(json).contains("{\"symbol\":\"GLD\",\"status\":\"Cancelled\",\"filled\":4,\"avg_price\":369.125,");
  }

  @Test
  void shouldNotCallASumTheCommissionWhileOneIsMissing() {
    var events = new ArrayList<>(accepted(SELL, 7));
    events.addAll(accepted(BUY, 8));
    events.addAll(filled(SELL, "9", "369.10"));
    events.addAll(filled(BUY, "100", "27.43"));
    events.add(charged(BUY, "1.00", Optional.empty()));
    events.add(settled());

    String json = ReportLine.of(Samples.trade(TradingMode.PAPER), Optional.of(Samples.run(events))).json();

    assertThat(json).contains("\"quantity\":9,\"commission\":null,").contains("\"quantity\":100,\"commission\":1,")
        .contains("\"reasons\":[],\"commission\":null,");
  }

  @Test
  void shouldHideTheAccountWhereverTheBrokerNamesIt() {
    List<ExecutionEvent> events = List.of(new OrderEvent.OrderClosed(
        SELL, OrderOutcome.REJECTED, 201, "Order rejected - reason:\nthe account DU1234567 (and U7654321) is closed",
        AT));

    String rejected = ReportLine.of(Samples.trade(TradingMode.PAPER), Optional.of(Samples.run(events))).json();
    String refused = ReportLine.of(
        Samples.blind(Samples.SESSION, "no rows of " + ACCOUNT.value()), Optional.empty()).json();

    assertThat(rejected).contains("Order rejected - reason: the account DU***67 (and U7***21) is closed\"");
    assertThat(refused).contains("[\"no rows of DU***67\"]");
    assertThat(rejected + refused).doesNotContain("1234567").doesNotContain("7654321");
  }

  @Test
  void shouldWriteNumbersWithoutExponents() {
    var order = new PlannedOrder(
        new Symbol("BIL"), Side.BUY, n("1E+6"), n("1E-7"), n("9.99E+7"), n("1"), n("-0.00000001"), Optional.empty());
    var drift = new DriftReport(n("1"), List.of(), List.of(), n("1"), n("1"), n("1"));
    var plan = new PlanOutcome.Plan(drift, List.of(order), List.of(), n("0"));
    var rich = Portfolio.of("USD", n("1.2E+9"), n("0"), List.of());
    var decision = new Decision(
        Samples.TRIGGER, ACCOUNT, TradingMode.DRY_RUN, AT, Optional.of(rich), List.of(),
        new Decision.Trade(plan, BigDecimal.ZERO));

    assertThat(ReportLine.of(decision, Optional.empty()).json()).contains("\"net_liquidation\":1200000000,")
        .contains("{\"symbol\":\"BIL\",\"action\":\"BUY\",\"quantity\":1000000,\"est_value\":99900000,\"drift\":0}");
  }
}
