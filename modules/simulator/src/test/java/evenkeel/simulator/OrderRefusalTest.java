package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.AccountId;
import evenkeel.tws.CancelOrder;
import evenkeel.tws.Order;
import evenkeel.tws.OrderFlags;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestGlobalCancel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Gateway refuses by itself: one error, no order, no status (IBKR API message codes). */
class OrderRefusalTest {
  private static final String MORNING = "2025-10-31T10:00:00";

  @ParameterizedTest(name = "{0} is refused with {1}")
  @CsvSource({"BUY 1 NONE MKT, 200", "BUY 0 DBMF MKT, 434", "BUY 0.5 DBMF MOC, 10246",
      "BUY 0.5 DBMF MKT, 10243", "BUY 1 DBMF LMT 10.001, 110", "BUY 1 DBMF LOC 10.001, 110",
      "SELL 1 DBMF LOC 10 GTC, 113", "BUY 1 DBMF MOC 0 IOC, 113", "BUY 1 DBMF FEELINGS, 321",
      "BUY 1 DBMF TRAIL, 387", "HOLD 1 DBMF MKT, 321", "BUY 1 DBMF LMT 10 NEVER, 111"})
  void shouldRefuseWhatCannotBeAnOrder(String words, int code) {
    Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
    TestClient client = conversation.connect(7);
    client.place(1, words);
    assertThat(client.words()).containsExactly("error 1 " + code);
    conversation.passes(Duration.ofDays(1));
    assertThat(client.words()).isEmpty();
    assertThat(conversation.ledger()).extracting(LedgerEntry::event)
        .containsExactly(LedgerEntry.Event.CONNECTED, LedgerEntry.Event.RECEIVED,
            LedgerEntry.Event.REJECTED);
  }

  @Test
  void shouldRefuseDeprecatedAttributes() {
    TestClient client = Conversation.of(Scenario.named("month-end"), MORNING).connect(7);
    OrderFlags none = OrderFlags.NONE;
    client.send(withFlags(1, flags(none, true, false, Optional.empty())));
    client.send(withFlags(2, flags(none, false, true, Optional.empty())));
    client.send(withFlags(3, flags(none, false, false, Optional.of(BigDecimal.ONE))));
    assertThat(client.words()).containsExactly("error 1 10268", "error 2 10269",
        "error 3 10270");
  }

  private static PlaceOrder withFlags(int orderId, OrderFlags flags) {
    return new PlaceOrder(orderId, TestClient.stock("DBMF"),
        TestClient.order("BUY 1 DBMF MKT").flags(flags).build());
  }

  private static OrderFlags flags(
      OrderFlags from, boolean eTradeOnly, boolean firmQuoteOnly, Optional<BigDecimal> cap) {
    return new OrderFlags(from.blockOrder(), from.sweepToFill(), from.hidden(),
        from.allOrNone(), from.notHeld(), from.solicited(), from.randomizeSize(),
        from.randomizePrice(), from.optOutSmartRouting(), eTradeOnly, firmQuoteOnly, cap,
        from.overridePercentageConstraints(), from.dontUseAutoPriceForHedge(),
        from.omsContainer(), from.discretionaryUpToLimitPrice(), from.usePriceManagement(),
        from.autoCancelParent(), from.includeOvernight(), from.imbalanceOnly(),
        from.routeMarketableToBbo());
  }

  @Test
  void shouldRefuseAnAccountThatIsNotThere() {
    TestClient client = Conversation.of(Scenario.named("month-end"), MORNING).connect(7);
    Order order = TestClient.order("BUY 1 DBMF MKT").account(new AccountId("DU7654321")).build();
    client.send(new PlaceOrder(1, TestClient.stock("DBMF"), order));
    assertThat(client.words()).containsExactly("error 1 435");
  }

  @Test
  void shouldTakeTheOnlyAccountWhenNoneIsGiven() {
    TestClient client = Conversation.of(Scenario.named("month-end"), MORNING).connect(7);
    Order order = TestClient.order("BUY 1 DBMF MOC").account(AccountId.NONE).build();
    client.send(new PlaceOrder(1, TestClient.stock("DBMF"), order));
    assertThat(client.words()).contains("order 1 PreSubmitted");
  }

  @Test
  void shouldRefuseAnIdThatIsNotAboveAllUsedOnes() {
    TestClient client = Conversation.of(Scenario.named("month-end"), MORNING).connect(7);
    client.place(5, "BUY 0 DBMF MKT");
    client.place(5, "BUY 1 DBMF MOC");
    client.place(4, "BUY 1 DBMF MOC");
    client.place(6, "BUY 1 DBMF MOC");
    assertThat(client.words()).containsExactly("error 5 434", "error 5 103", "error 4 103",
        "order 6 PreSubmitted", "status 6 PreSubmitted 0/1");
  }

  @Test
  void shouldRefuseToChangeAnOrderThatIsOver() {
    Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 1 DBMF MKT");
    client.place(2, "BUY 1 DBMF LMT 10").send(new CancelOrder(2));
    conversation.passes(Duration.ofSeconds(1));
    client.heard();
    client.place(1, "SELL 2 DBMF MKT").place(2, "BUY 1 DBMF LMT 11");
    assertThat(client.words()).containsExactly("error 1 104", "error 2 103");
  }

  @Test
  void shouldLeaveTheOldOrderWhenAChangeDoesNotFit() {
    TestClient client = Conversation.of(Scenario.named("month-end"), MORNING).connect(7);
    client.place(1, "BUY 1 DBMF LMT 10");
    client.heard();
    client.place(1, "BUY 1 GLD LMT 10").place(1, "SELL 1 DBMF LMT 10")
        .place(1, "BUY 1 DBMF LMT 10.001");
    client.send(new CancelOrder(1));
    assertThat(client.words()).startsWith("error 1 105", "error 1 105", "error 1 110")
        .endsWith("status 1 Cancelled 0/1", "error 1 202");
  }

  @Test
  void shouldRefuseCancelsOfWhatIsNotThereOrIsOver() {
    Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 1 DBMF MKT");
    conversation.passes(Duration.ofSeconds(1));
    client.heard();
    client.send(new CancelOrder(1)).send(new CancelOrder(99));
    assertThat(client.words()).containsExactly("error 1 10148", "error 99 10147");
  }

  @Test
  void shouldRefuseEverythingAboutOrdersWhenReadOnly() {
    TestClient client = Conversation.of(Scenario.named("read-only"), MORNING).connect(7);
    client.place(1, "SELL 1 DBMF MKT").send(new CancelOrder(1)).send(new RequestGlobalCancel());
    assertThat(client.words()).containsExactly("error 1 321", "error 1 321", "error -1 321");
  }

  @ParameterizedTest(name = "{0} is rejected by IBKR")
  @CsvSource({"BUY 1000 DBMF MOC", "BUY 100 GLD MKT", "SELL 721 DBMF MOC", "SELL 1 SPY MKT"})
  void shouldRejectWhatCannotBePaidOrIsNotHeld(String words) {
    Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
    TestClient client = conversation.connect(7);
    client.place(1, words);
    conversation.passes(Duration.ofSeconds(1));
    String quantity = words.split(" ", -1)[1];
    assertThat(client.words()).filteredOn(it -> !it.contains("Submitted")).containsExactly(
        "error 1 201", "order 1 Inactive", "status 1 Inactive 0/" + quantity);
    conversation.passes(Duration.ofDays(1));
    assertThat(client.words()).isEmpty();
  }

  @Test
  void shouldEndARejectedOrderAsCancelledWhenTheScenarioSaysSo() {
    Conversation conversation = Conversation
        .of(Scenarios.with(Map.of("rejected-status", "Cancelled")), MORNING);
    TestClient client = conversation.connect(7);
    client.place(1, "BUY 1000 DBMF MOC");
    conversation.passes(Duration.ofSeconds(1));
    assertThat(client.words()).endsWith("error 1 201", "order 1 Cancelled",
        "status 1 Cancelled 0/1000");
  }

  @Test
  void shouldTakePurchasesThatTheWorkingSalesPay() {
    TestClient client = Conversation.of(Scenario.named("month-end"), MORNING).connect(7);
    client.place(1, "SELL 300 DBMF MOC").place(2, "BUY 20 GLD MOC").place(3, "BUY 40 GLD MOC");
    assertThat(client.words()).contains("order 1 PreSubmitted", "order 2 PreSubmitted")
        .doesNotContain("error 2 201").contains("error 3 201");
  }
}
