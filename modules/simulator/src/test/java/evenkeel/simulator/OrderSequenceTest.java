package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.CancelOrder;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestGlobalCancel;
import evenkeel.tws.RequestOpenOrders;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sequences that real Gateways show (IBKR API, typical sequences of order messages). */
class OrderSequenceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String MORNING = "2025-10-31T10:00:00";

  private final Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
  private final TestClient client = conversation.connect(7);

  private List<String> wordsAfter(Duration duration) {
    conversation.passes(duration);
    return client.words();
  }

  @Test
  void shouldFillAMarketPurchaseAtOnce() {
    client.place(1, "BUY 10 DBMF MKT");
    assertThat(wordsAfter(SECOND)).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/10", "execution 1 BOT 10", "order 1 Filled",
        "status 1 Filled 10/0", "order 1 Filled fee 1", "commission 1");
  }

  @Test
  void shouldShowAMarketSaleAsSubmittedFromTheStart() {
    client.place(1, "SELL 10 DBMF MKT");
    assertThat(wordsAfter(SECOND)).containsExactly("order 1 Submitted",
        "status 1 Submitted 0/10", "execution 1 SLD 10", "order 1 Filled",
        "status 1 Filled 10/0", "order 1 Filled fee 1", "commission 1");
  }

  @Test
  void shouldFillAMarketableLimitOrderAtTheMarket() {
    client.place(1, "BUY 10 DBMF LMT 40");
    conversation.passes(SECOND);
    ExecutionDetails execution = client.heard(ExecutionDetails.class).getFirst();
    assertThat(execution.execution().price().orElseThrow()).isBetween(new BigDecimal("27"),
        new BigDecimal("30"));
  }

  @Test
  void shouldRestAndCancelALimitOrder() {
    client.place(1, "BUY 1 DBMF LMT 10");
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/1", "order 1 Submitted", "status 1 Submitted 0/1");
    client.send(new CancelOrder(1));
    assertThat(client.words()).filteredOn(it -> !it.equals("status 1 PendingCancel 0/1"))
        .containsExactly("status 1 Cancelled 0/1", "error 1 202");
  }

  @Test
  void shouldFillARestingLimitOrderNoWorseThanItsLimit() {
    Conversation swinging = Conversation.of(
        Scenarios.with(Map.of("contracts.GLD.volatility", "5%")), MORNING);
    TestClient other = swinging.connect(7);
    other.place(1, "SELL 1 GLD LMT 370.01");
    other.place(2, "BUY 1 GLD LMT 369.99 GTC");
    swinging.passes(Duration.ofDays(20));
    for (ExecutionDetails fill : other.heard(ExecutionDetails.class)) {
      BigDecimal price = fill.execution().price().orElseThrow();
      if (fill.execution().side().equals("BOT")) {
        assertThat(price).isLessThanOrEqualTo(new BigDecimal("369.99"));
      } else {
        assertThat(price).isGreaterThanOrEqualTo(new BigDecimal("370.01"));
      }
    }
    assertThat(swinging.ledger()).extracting(LedgerEntry::event)
        .contains(LedgerEntry.Event.FILLED);
  }

  @Test
  void shouldConfirmAChangeWithBothStates() {
    client.place(1, "BUY 1 DBMF LMT 10");
    client.heard();
    client.place(1, "BUY 2 DBMF LMT 10.5");
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/2", "order 1 Submitted", "status 1 Submitted 0/2");
  }

  @Test
  void shouldTellFilledBeforeTheExecutionOfALimitOrderThatBecameAMarketOrder() {
    client.place(1, "BUY 1 DBMF LMT 10");
    client.heard();
    client.place(1, "BUY 1 DBMF MKT");
    assertThat(wordsAfter(SECOND)).containsExactly("order 1 Submitted", "status 1 Submitted 0/1",
        "order 1 Filled", "status 1 Filled 1/0", "execution 1 BOT 1", "commission 0.2844");
  }

  @Test
  void shouldHoldAnOrderThatIsNotToBeTransmittedWithoutAWord() {
    client.send(new PlaceOrder(1, TestClient.stock("DBMF"),
        TestClient.order("BUY 1 DBMF LMT 10").transmit(false).build()));
    assertThat(wordsAfter(SECOND)).isEmpty();
    client.place(1, "BUY 1 DBMF LMT 10");
    assertThat(client.words()).contains("order 1 Submitted");
  }

  @Test
  void shouldEndWhatCannotBeFilledAtOnceWhenItMustBe() {
    client.place(1, "BUY 1 DBMF LMT 10 IOC").place(2, "BUY 1 DBMF LMT 10 FOK");
    assertThat(client.words()).containsSubsequence("order 1 PreSubmitted",
        "status 1 PendingCancel 0/1", "status 1 Cancelled 0/1", "order 2 PreSubmitted",
        "order 2 Inactive", "status 2 Inactive 0/1");
  }

  @Test
  void shouldSayThatAnOrderOutsideTheSessionWaitsForIt() {
    conversation.until("2025-10-31T17:00:00");
    client.place(1, "SELL 1 DBMF MKT");
    assertThat(client.words()).containsExactly("error 1 399", "order 1 PreSubmitted",
        "status 1 PreSubmitted 0/1");
    conversation.until("2025-11-03T09:29:59");
    assertThat(client.words()).isEmpty();
    assertThat(wordsAfter(Duration.ofSeconds(3))).startsWith("order 1 Submitted",
        "status 1 Submitted 0/1", "execution 1 SLD 1");
  }

  @Test
  void shouldExpireADayOrderAtTheEndOfItsSessionAndKeepAGoodTillCancelledOne() {
    client.place(1, "BUY 1 DBMF LMT 10").place(2, "BUY 1 DBMF LMT 10 GTC");
    client.heard();
    conversation.until("2025-11-03T12:00:00");
    assertThat(client.words()).containsExactly("status 1 Cancelled 0/1", "error 1 202");
    client.send(new RequestOpenOrders());
    assertThat(client.words()).containsExactly("order 2 Submitted", "status 2 Submitted 0/1",
        "openOrderEnd");
  }

  @Test
  void shouldGoOnWatchingAGoodTillCancelledOrderInLaterSessions() {
    client.place(1, "BUY 1 DBMF LMT 10 GTC");
    client.heard();
    conversation.until("2025-11-04T10:00:00");
    conversation.inject(new Fault.Quotes("DBMF",
        Optional.of(new PriceOverride.Fixed(new BigDecimal("9.50")))));
    conversation.passes(Duration.ofSeconds(10));
    assertThat(client.words()).contains("execution 1 BOT 1", "status 1 Filled 1/0");
  }

  @Test
  void shouldFillAtTheOpenWhatIsForTheOpening() {
    client.place(1, "SELL 1 DBMF MKT 0 OPG");
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/1");
    conversation.until("2025-11-03T09:30:00");
    assertThat(client.words()).contains("status 1 Filled 1/0");
  }

  @Test
  void shouldFillAMarketOrderAfterAHaltHasEnded() {
    client.place(1, "BUY 1 DBMF MKT");
    conversation.inject(new Fault.Quotes("DBMF", Optional.of(PriceOverride.Trouble.HALTED)));
    assertThat(wordsAfter(Duration.ofMinutes(5))).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/1");
    conversation.inject(new Fault.Quotes("DBMF", Optional.empty()));
    assertThat(wordsAfter(Duration.ofSeconds(10))).contains("status 1 Filled 1/0");
  }

  @Test
  void shouldPreviewAWhatIfOrderAndPlaceNothing() {
    client.send(new PlaceOrder(1, TestClient.stock("DBMF"),
        TestClient.order("BUY 10 DBMF MKT").whatIf(true).build()));
    List<OpenOrder> shown = client.heard(OpenOrder.class);
    assertThat(shown).hasSize(1);
    assertThat(shown.getFirst().order().whatIf()).isTrue();
    assertThat(shown.getFirst().state().commission()).contains(new BigDecimal("1.0"));
    assertThat(shown.getFirst().state().initialMargin().after()).isPresent();
    assertThat(wordsAfter(Duration.ofDays(1))).isEmpty();
  }

  @Test
  void shouldEchoTheOrderWithWhatTheGatewayFillsIn() {
    client.place(1, "SELL 10 DBMF MOC");
    OpenOrder shown = client.heard(OpenOrder.class).getFirst();
    assertThat(shown.contract().localSymbol()).isEqualTo("DBMF");
    assertThat(shown.order().orderRef()).isEqualTo("ref-DBMF");
    assertThat(shown.order().clientId()).isEqualTo(7);
    assertThat(shown.order().permId()).isPositive();
    assertThat(shown.order().oca().type()).isEqualTo(3);
    assertThat(shown.order().sizes().displaySize()).isEmpty();
    assertThat(shown.order().flags().dontUseAutoPriceForHedge()).isTrue();
  }

  @Test
  void shouldShowOwnAndAllOpenOrdersWithTheirStatus() {
    TestClient other = conversation.connect(8);
    client.place(1, "SELL 10 DBMF MOC");
    other.place(5, "SELL 20 DBMF MOC");
    client.heard();
    client.send(new RequestOpenOrders());
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/10", "openOrderEnd");
    client.send(new RequestAllOpenOrders());
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/10", "order 5 PreSubmitted", "status 5 PreSubmitted 0/20",
        "openOrderEnd");
    client.place(5, "SELL 1 DBMF MOC");
    assertThat(client.words()).as("somebody else's id is free unless ids-above-foreign")
        .contains("order 5 PreSubmitted");
  }

  @Test
  void shouldLetAnotherClientCancelAnOrderAndShowTheCanceller() {
    TestClient other = conversation.connect(8);
    client.place(1, "BUY 1 DBMF LMT 10 GTC");
    client.heard();
    other.send(new RequestAllOpenOrders()).send(new CancelOrder(1));
    List<OrderStatus> heard = other.heard(OrderStatus.class);
    assertThat(heard.getLast().status()).isEqualTo("Cancelled");
    assertThat(heard.getLast().clientId()).isEqualTo(8);
    assertThat(client.words()).endsWith("status 1 Cancelled 0/1", "error 1 202");
  }

  @Test
  void shouldCancelEverythingOnAGlobalCancel() {
    client.place(1, "BUY 1 DBMF LMT 10").place(2, "SELL 1 DBMF MOC");
    client.heard();
    client.send(new RequestGlobalCancel()).send(new RequestOpenOrders());
    assertThat(client.words()).contains("status 1 Cancelled 0/1", "status 2 Cancelled 0/1")
        .endsWith("openOrderEnd").doesNotContain("order 1 Submitted");
  }

  @Test
  void shouldReplayTheExecutionsAndCompletedOrdersOfTheDay() {
    client.place(1, "SELL 10 DBMF MKT").place(2, "BUY 1 DBMF LMT 10").send(new CancelOrder(2));
    conversation.passes(SECOND);
    client.heard();
    client.send(new RequestExecutions(50, ExecutionFilter.ALL))
        .send(new RequestCompletedOrders(true));
    assertThat(client.words()).containsExactly("execution 1 SLD 10", "commission 1",
        "execDetailsEnd", "completed DBMF Filled 10", "completed DBMF Cancelled 0",
        "completedOrdersEnd");
    conversation.until("2025-11-01T00:00:00");
    client.send(new RequestExecutions(51, ExecutionFilter.ALL))
        .send(new RequestCompletedOrders(true));
    assertThat(client.words()).containsExactly("execDetailsEnd", "completedOrdersEnd");
  }

  @Test
  void shouldFilterExecutions() {
    client.place(1, "SELL 10 DBMF MKT").place(2, "SELL 1 GLD MKT");
    conversation.passes(SECOND);
    client.heard();
    ExecutionFilter all = ExecutionFilter.ALL;
    client.send(new RequestExecutions(50, new ExecutionFilter(0, all.account(), "", "GLD", "", "",
        "", all.lastNDays(), List.of())));
    assertThat(client.words()).containsExactly("execution 2 SLD 1", "commission 1",
        "execDetailsEnd");
    client.send(new RequestExecutions(51, new ExecutionFilter(0, all.account(),
        "20251031-14:00:02", "", "", "", "", all.lastNDays(), List.of())));
    assertThat(client.words()).containsExactly("execDetailsEnd");
    client.send(new RequestExecutions(52, new ExecutionFilter(9, all.account(), "", "", "", "",
        "", all.lastNDays(), List.of())));
    assertThat(client.words()).containsExactly("execDetailsEnd");
  }

  @Test
  void shouldTellTheMasterClientAboutEverybodysOrders() {
    Conversation watched = Conversation.of(Scenarios.with(Map.of("master-client", "99")),
        MORNING);
    TestClient master = watched.connect(99);
    watched.connect(7).place(1, "SELL 10 DBMF MKT");
    watched.passes(SECOND);
    assertThat(master.words()).contains("order 1 Submitted", "execution 1 SLD 10",
        "commission 1");
  }

  @Test
  void shouldSayAsUnsetWhatAnOpeningFillRealized() {
    client.place(1, "BUY 1 SPY MKT").place(2, "SELL 720 DBMF MKT");
    conversation.passes(SECOND);
    List<CommissionReport> reports = client
        .heard(CommissionReport.class);
    assertThat(reports).hasSize(2);
    assertThat(reports.getFirst().realizedPnl()).isEqualTo(Optional.empty());
    assertThat(reports.getLast().realizedPnl()).isPresent();
    assertThat(reports.getLast().commission()).contains(new BigDecimal("3.6"));
  }
}
