package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.ErrorMessage;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestIds;
import evenkeel.tws.RequestOpenOrders;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Gateway refuses by itself, hides, or takes from the exchange. */
class PrecautionTest {
  private final Conversation conversation = Conversation.of(
      Scenario.named("month-end").withPosition("GLD", new BigDecimal("5000"),
          new BigDecimal("265")),
      "2025-10-31T15:45:00");
  private final TestClient client = conversation.connect(7);

  private void inject(String fault) {
    conversation.inject(Fault.parse(fault));
  }

  private ErrorMessage refused(int orderId, String order) {
    client.heard();
    client.place(orderId, order);
    return client.heard(ErrorMessage.class).getFirst();
  }

  @Test
  void shouldRefuseEachOrderWithoutMarketData() {
    inject("fault = order-needs-market-data");
    ErrorMessage error = refused(1, "SELL 1 DBMF MOC");
    assertThat(error.code()).isEqualTo(354);
    assertThat(error.id()).isEqualTo(1);
    assertThat(error.text()).contains("without having market data", "Precautionary Settings");
    assertThat(refused(2, "SELL 1 DBMF MOC").code()).isEqualTo(354);
    client.send(new RequestAllOpenOrders());
    assertThat(client.words()).containsExactly("openOrderEnd");
  }

  @Test
  void shouldRefuseOrdersForOneContractUnderAnotherCode() {
    inject("fault = order-needs-market-data, symbol = GLD, code = 382");
    assertThat(refused(1, "SELL 1 GLD MOC").code()).isEqualTo(382);
    client.place(2, "SELL 1 DBMF MOC");
    assertThat(client.words()).contains("order 2 PreSubmitted");
  }

  @Test
  void shouldRefuseOrdersBeyondTheUsualSizeAndValue() {
    inject("fault = precaution");
    assertThat(refused(1, "SELL 501 DBMF MOC").text()).isEqualTo("The following order \"ID:1\" size"
        + " exceeds the Size Limit of 500. Restriction is specified in Precautionary Settings of"
        + " Global Configuration/Presets.");
    ErrorMessage value = refused(2, "SELL 400 GLD LMT 300");
    assertThat(value.code()).isEqualTo(451);
    assertThat(value.text()).isEqualTo("The following order \"ID:2\" value estimate of 120,000 USD"
        + " exceeds  the Total Value Limit of 100,000 USD. Restriction is specified in Precautionary"
        + " Settings of Global Configuration/Presets.");
    client.place(3, "SELL 500 DBMF MOC");
    assertThat(client.words()).contains("order 3 PreSubmitted");
    inject("fault = precaution, size = 10, code = 383");
    assertThat(refused(4, "SELL 11 DBMF MOC").code()).isEqualTo(383);
    client.place(5, "SELL 10 GLD LMT 90000");
    assertThat(client.words()).contains("order 5 PreSubmitted");
  }

  @ParameterizedTest
  @ValueSource(ints = {163, 382, 383, 10311})
  void shouldSendAHiddenOrderWhenSomebodyClicks(int code) {
    inject("fault = hidden-order, code = " + code + ", transmitted-after = 1m");
    assertThat(refused(1, "SELL 1 DBMF MKT").code()).isEqualTo(code);
    client.send(new RequestAllOpenOrders());
    assertThat(client.words()).containsExactly("openOrderEnd");
    conversation.passes(Duration.ofSeconds(59));
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofSeconds(2));
    assertThat(client.words()).contains("order 1 Submitted", "execution 1 SLD 1");
  }

  @Test
  void shouldForgetAHiddenOrderAtARestartAndWithoutAClick() {
    inject("fault = hidden-order, transmitted-after = 5m");
    assertThat(refused(1, "SELL 1 DBMF MOC").code()).isEqualTo(163);
    inject("fault = restart, down = 10s");
    inject("fault = hidden-order");
    conversation.passes(Duration.ofMinutes(5));
    assertThat(conversation.ledger()).extracting(LedgerEntry::event)
        .doesNotContain(LedgerEntry.Event.ACCEPTED);
  }

  @Test
  void shouldDemandIdsAboveThoseOfOthersAndNotTellSo() {
    inject("fault = ids-above-foreign");
    inject("fault = foreign-order, client = 9, order = 70, symbol = DBMF, action = SELL, quantity = 1");
    client.place(1, "SELL 1 DBMF MOC");
    client.send(new RequestAllOpenOrders());
    client.heard();
    client.send(new RequestIds(1));
    assertThat(client.heard(NextValidId.class)).singleElement()
        .satisfies(it -> assertThat(it.orderId()).isLessThan(10));
    assertThat(refused(2, "SELL 1 DBMF MOC").code()).isEqualTo(103);
    assertThat(refused(70, "SELL 1 DBMF MOC").code()).isEqualTo(103);
    client.place(71, "SELL 1 DBMF MOC");
    assertThat(client.words()).contains("order 71 PreSubmitted");
  }

  @Test
  void shouldNotCountIdsOfOthersWithoutThatRule() {
    inject("fault = foreign-order, client = 9, order = 70, symbol = DBMF, action = SELL, quantity = 1");
    client.send(new RequestAllOpenOrders());
    client.heard();
    client.place(1, "SELL 1 DBMF MOC");
    assertThat(client.words()).contains("order 1 PreSubmitted");
  }

  @Test
  void shouldShowADeactivatedOrderAmongTheOpenOnesAndNotFillIt() {
    client.place(1, "SELL 1 DBMF MOC").place(2, "SELL 2 DBMF MOC");
    inject("fault = deactivate-orders, newest = 1");
    assertThat(client.words()).contains("status 2 Inactive 0/2");
    client.send(new RequestOpenOrders());
    assertThat(client.heard(OpenOrder.class)).extracting(it -> it.state().status())
        .containsExactly("PreSubmitted", "Inactive");
    conversation.until("2025-10-31T16:01:00");
    assertThat(conversation.ledger()).filteredOn(it -> it.event() == LedgerEntry.Event.FILLED)
        .singleElement().satisfies(it -> assertThat(it.orderId()).hasValue(1));
  }
}
