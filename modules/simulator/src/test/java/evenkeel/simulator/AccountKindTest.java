package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.AccountId;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.AccountValue;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderState;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAccountUpdates;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Cash and margin accounts show and may do different things. */
class AccountKindTest {
  private static final List<String> TAGS = List.of("AvailableFunds", "BuyingPower", "EquityWithLoanValue",
      "FullInitMarginReq", "NetLiquidation", "SettledCash", "TotalCashValue");

  private static Conversation begin(String account) {
    return Conversation.of(Scenarios.of("""
        contracts { DBMF.quote = 28.00, GLD.quote = 400.00, BIL.quote = 90.00 }
        exchange-rates { HKD = 0.128 }
        accounts = [{ id = DU1234567, cash { USD = 1900, HKD = 10000 }, positions { DBMF = "720@27.10" }, %s }]
        """.formatted(account)), "2025-10-31T10:00:00");
  }

  private static Map<String, String> summary(TestClient client) {
    client.heard();
    client.send(new RequestAccountSummary(1, "All", TAGS));
    Map<String, String> values = new TreeMap<>();
    client.heard(AccountSummary.class).forEach(it -> values.put(it.tag(), it.value()));
    client.send(new evenkeel.tws.CancelAccountSummary(1));
    return values;
  }

  private static String error(TestClient client) {
    return client.heard(ErrorMessage.class).stream().map(it -> it.code() + " " + it.text()).reduce("",
        (all, one) -> all + one);
  }

  @Test
  void shouldShowSettledCashAsTheFundsOfACashAccount() {
    TestClient client = begin("type = cash, settled { USD = 500 }").connect(7);
    assertThat(summary(client)).containsExactlyInAnyOrderEntriesOf(Map.of("AvailableFunds", "1780.00",
        "BuyingPower", "1780.00", "EquityWithLoanValue", "1780.00", "FullInitMarginReq", "0.00", "NetLiquidation",
        "23340.00", "SettledCash", "1780.00", "TotalCashValue", "3180.00"));
    client.send(new RequestAccountUpdates(true, new AccountId("DU1234567")));
    assertThat(client.heard(AccountValue.class)).extracting(it -> it.key() + "=" + it.value())
        .contains("AccountType=INDIVIDUAL", "TradingType-S=STKCASH", "EquityWithLoanValue-S=1780.00");
  }

  @Test
  void shouldShowWhatAMarginAccountCanBorrow() {
    TestClient client = begin("type = margin").connect(7);
    // Half of 20,160 is margin; 23,340 less that is free, and four times so much can be bought within a day.
    assertThat(summary(client)).containsExactlyInAnyOrderEntriesOf(Map.of("AvailableFunds", "13260.00",
        "BuyingPower", "53040.00", "EquityWithLoanValue", "23340.00", "FullInitMarginReq", "10080.00",
        "NetLiquidation", "23340.00", "SettledCash", "3180.00", "TotalCashValue", "3180.00"));
    client.send(new RequestAccountUpdates(true, new AccountId("DU1234567")));
    assertThat(client.heard(AccountValue.class)).extracting(it -> it.key() + "=" + it.value())
        .contains("TradingType-S=STKMRGN");
  }

  @Test
  void shouldRefuseAPurchaseBeyondSettledCashWhateverIsBeingSold() {
    Conversation conversation = begin("type = cash");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 200 DBMF MKT");
    conversation.passes(Duration.ofSeconds(2));
    client.heard();
    client.place(2, "BUY 10 GLD MKT");
    assertThat(error(client)).isEqualTo("201 Order rejected - reason:Available settled cash converted to base:"
        + " 1900.00 USD Cash needed for this order and other pending orders: <br>4001.00 USD");
    assertThat(summary(client)).containsEntry("TotalCashValue", "8777.00").containsEntry("SettledCash", "3180.00");
    conversation.until("2025-11-03T09:30:00");
    client.heard();
    client.place(3, "BUY 10 GLD MKT");
    conversation.passes(Duration.ofSeconds(2));
    assertThat(client.words()).contains("execution 3 BOT 10");
  }

  /** FINRA rules 11810 and 11820. */
  @Test
  void shouldSettleALaterSessionWhereABrokerFails() {
    Conversation conversation = begin("type = cash");
    TestClient client = conversation.connect(7);
    conversation.inject(Fault.parse("fault = settlement-late, sessions = 1"));
    client.place(1, "SELL 200 DBMF MKT");
    conversation.until("2025-11-03T09:30:00");
    assertThat(summary(client)).containsEntry("SettledCash", "3180.00");
    conversation.until("2025-11-04T09:30:00");
    assertThat(summary(client)).containsEntry("SettledCash", "8777.00");
  }

  @Test
  void shouldCountWorkingPurchasesAndCommissions() {
    Conversation conversation = begin("type = cash");
    TestClient client = conversation.connect(7);
    client.place(1, "BUY 2 GLD LMT 390").place(2, "BUY 2 GLD LMT 390").place(3, "BUY 1 GLD LMT 340");
    conversation.passes(Duration.ofSeconds(1));
    assertThat(error(client)).contains("1900.00 USD Cash needed").contains("<br>1903.00 USD");
  }

  @Test
  void shouldNotSellShortInACashAccount() {
    TestClient client = Conversation.of(Scenarios.of("""
        short-sales = true
        accounts = [{ id = DU1234567, cash = 10, type = cash, positions { DBMF = "5@27.10" } }]
        """), "2025-10-31T10:00:00").connect(7);
    client.place(1, "SELL 6 DBMF MKT");
    assertThat(error(client)).contains("201 Order rejected - reason:The contract is not available for short sale.");
  }

  @Test
  void shouldBorrowInAMarginAccountUpToItsMarginAndChargeInterest() {
    Conversation conversation = begin("type = margin, loan-rate = 6%");
    TestClient client = conversation.connect(7);
    client.place(1, "BUY 67 GLD MKT");
    assertThat(error(client)).contains("YOUR EQUITY WITH LOAN VALUE [23340.00 USD] MUST EXCEED THE INITIAL MARGIN"
        + " [23480.00 USD]");
    client.place(2, "BUY 30 GLD MKT");
    conversation.passes(Duration.ofSeconds(2));
    assertThat(client.words()).contains("execution 2 BOT 30");
    conversation.until("2025-11-05T09:00:00");
    // 10,102.20 USD are lent for five nights.
    assertThat(conversation.ledger()).filteredOn(it -> it.event() == LedgerEntry.Event.CASH).singleElement()
        .extracting(it -> it.booking().orElseThrow())
        .isEqualTo(new LedgerEntry.Booking.Cash(LedgerEntry.Cause.INTEREST, "USD", new BigDecimal("-8.42")));
  }

  @Test
  void shouldPreviewByTheKindOfTheAccount() {
    TestClient margin = begin("type = margin, initial-margin = 25%").connect(7);
    margin.send(new PlaceOrder(1, TestClient.stock("GLD"), TestClient.order("BUY 10 GLD MKT").whatIf(true).build()));
    OrderState state = margin.heard(OpenOrder.class).getFirst().state();
    assertThat(state.initialMargin().change()).hasValue(new BigDecimal("1000.00"));
    assertThat(state.equityWithLoan().before()).hasValue(new BigDecimal("23340.00"));

    TestClient cash = begin("type = cash").connect(7);
    cash.send(new PlaceOrder(1, TestClient.stock("GLD"), TestClient.order("BUY 4 GLD MKT").whatIf(true).build()));
    assertThat(cash.heard(OpenOrder.class).getFirst().state().equityWithLoan().before())
        .hasValue(new BigDecimal("3180.00"));
    cash.send(new PlaceOrder(2, TestClient.stock("GLD"), TestClient.order("BUY 10 GLD MKT").whatIf(true).build()));
    assertThat(error(cash)).contains("201 Order rejected - reason:Available settled cash");
  }

  @Test
  void shouldSayFreeRidingAndLimitPurchasesAfterIt() {
    Conversation conversation = begin("type = cash, unsettled-purchases = true");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 200 DBMF MKT");
    conversation.passes(Duration.ofSeconds(2));
    client.place(2, "BUY 10 GLD MKT");
    conversation.passes(Duration.ofSeconds(2));
    assertThat(client.words()).contains("execution 2 BOT 10");
    client.place(3, "SELL 10 GLD MKT");
    assertThat(error(client)).contains("399 Order Message:\nSELL 10 GLD\nWarning: Free riding");
    conversation.passes(Duration.ofSeconds(2));
    client.heard();
    client.place(4, "BUY 10 GLD MKT");
    assertThat(error(client)).contains("201 Order rejected - reason:Available settled cash");
  }
}
