package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.AccountSummary;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.Contract;
import evenkeel.tws.ContractData;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.Order;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.Position;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.TickPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForexTest {
  private static final Contract USD_HKD = Contract.NONE.toBuilder().symbol("USD").secType("CASH")
      .currency("HKD").exchange("IDEALPRO").build();

  private static Scenario scenario(String more) {
    return Scenarios.of("""
        exchange-rates { HKD = 0.128 }
        accounts = [{ id = DU1234567, base-currency = USD, cash { USD = 200, HKD = 400000 }%s }]
        """.formatted(more));
  }

  private static Conversation begin(String more) {
    return Conversation.of(scenario(more), "2025-10-31T10:00:00");
  }

  private static PlaceOrder order(int id, String words) {
    Order.Builder terms = TestClient.order(words);
    return new PlaceOrder(id, USD_HKD, terms.build());
  }

  private static Map<String, String> cash(TestClient client) {
    client.heard();
    client.send(new RequestAccountSummary(1, "All", List.of("$LEDGER:ALL")));
    Map<String, String> values = new TreeMap<>();
    client.heard(AccountSummary.class).stream().filter(it -> it.tag().equals("CashBalance"))
        .forEach(it -> values.put(it.currency(), it.value()));
    return values;
  }

  @Test
  void shouldDescribeAPairInTheDirectionInWhichItIsQuoted() {
    TestClient client = begin("").connect(7);
    client.send(new RequestContractDetails(1, USD_HKD, false, ""))
        .send(new RequestContractDetails(2, USD_HKD.toBuilder().symbol("HKD").currency("USD").build(), false, ""))
        .send(new RequestContractDetails(3, USD_HKD.toBuilder().exchange("SMART").build(), false, ""));
    List<ContractData> found = client.heard(ContractData.class);
    assertThat(found).singleElement().satisfies(it -> {
      assertThat(it.details().contract().localSymbol()).isEqualTo("USD.HKD");
      assertThat(it.details().contract().exchange()).isEqualTo("IDEALPRO");
      assertThat(it.details().minTick()).contains(new BigDecimal("0.00005"));
    });
  }

  @Test
  void shouldQuoteBidAndAskAroundTheRateAndNoLastPrice() {
    TestClient client = begin("").connect(7);
    client.send(new RequestMarketData(1, USD_HKD, "", false, false, List.of()));
    assertThat(client.heard(TickPrice.class)).extracting(it -> it.tickType() + " " + it.price().orElseThrow())
        .contains("1 7.812475", "2 7.812525").doesNotContain("4 7.8125");
  }

  @Test
  void shouldConvertAtTheRateAndChargeTheBaseCurrency() {
    Conversation conversation = begin("");
    TestClient client = conversation.connect(7);
    client.send(order(1, "BUY 40000 USD MKT"));
    conversation.passes(Duration.ofSeconds(2));
    List<evenkeel.tws.ServerMessage> heard = client.heard();
    assertThat(heard).filteredOn(ErrorMessage.class::isInstance).isEmpty();
    assertThat(heard).filteredOn(ExecutionDetails.class::isInstance).singleElement()
        .extracting(it -> ((ExecutionDetails) it).contract().localSymbol()).isEqualTo("USD.HKD");
    assertThat(heard).filteredOn(CommissionReport.class::isInstance).singleElement()
        .extracting(it -> ((CommissionReport) it).currency()).isEqualTo("USD");
    assertThat(cash(client)).containsEntry("HKD", "87500.00").containsEntry("USD", "40198.00");
    client.send(new RequestPositions());
    assertThat(client.words()).containsExactly("positionEnd");
  }

  @Test
  void shouldRouteASmallOrderAsAnOddLot() {
    Conversation conversation = begin("");
    TestClient client = conversation.connect(7);
    client.send(order(1, "BUY 5000 USD MKT"));
    conversation.passes(Duration.ofSeconds(1));
    List<evenkeel.tws.ServerMessage> heard = client.heard();
    assertThat(heard).filteredOn(ErrorMessage.class::isInstance).singleElement().satisfies(it -> {
      assertThat(((ErrorMessage) it).code()).isEqualTo(399);
      assertThat(((ErrorMessage) it).text()).contains("below the USD 25000 IdealPro minimum");
    });
    assertThat(heard).filteredOn(ExecutionDetails.class::isInstance).hasSize(1);
  }

  @Test
  void shouldShowVirtualPositionsWhereTheAccountTracksThem() {
    Conversation conversation = begin(", virtual-fx-positions = true, positions { \"USD.HKD\" = \"1000@7.8\" }");
    TestClient client = conversation.connect(7);
    client.send(new RequestPositions());
    assertThat(client.heard(Position.class)).singleElement()
        .satisfies(it -> assertThat(it.contract().secType()).isEqualTo("CASH"));
    client.send(order(1, "BUY 25000 USD MKT"));
    conversation.passes(Duration.ofSeconds(1));
    assertThat(client.words()).contains("position USD 26000");
    // 200 + 400,000 at 0.128, less 2 USD: the virtual position is worth nothing by itself.
    client.send(new RequestAccountSummary(5, "All", List.of("NetLiquidation")));
    assertThat(client.heard(AccountSummary.class)).singleElement()
        .extracting(AccountSummary::value).isEqualTo("51398.00");
  }

  @Test
  void shouldWaitForSundayEveningAtTheWeekend() {
    Conversation conversation = Conversation.of(scenario(""), "2025-11-01T10:00:00");
    TestClient client = conversation.connect(7);
    client.send(order(1, "BUY 40000 USD MKT"));
    conversation.until("2025-11-02T17:14:59");
    assertThat(client.heard(ExecutionDetails.class)).isEmpty();
    conversation.until("2025-11-02T17:15:01");
    assertThat(client.heard(ExecutionDetails.class)).hasSize(1);
  }

  @Test
  void shouldHoldOtherTypesOfSecuritiesToo() {
    TestClient client = Conversation.of(Scenarios.of("""
        contracts { "T 4 5/8" { security-type = BOND, con-id = 700, price = 99 } }
        accounts = [{ id = DU1234567, cash = 10, positions { "T 4 5/8" = "5@98" } }]
        """), "2025-10-31T10:00:00").connect(7);
    client.send(new RequestPositions());
    assertThat(client.heard(Position.class)).singleElement()
        .satisfies(it -> assertThat(it.contract().secType()).isEqualTo("BOND"));
  }
}
