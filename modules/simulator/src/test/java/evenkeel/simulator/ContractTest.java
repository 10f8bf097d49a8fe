package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.Contract;
import evenkeel.tws.ContractData;
import evenkeel.tws.ContractDetails;
import evenkeel.tws.MarketRule;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestMarketRule;
import evenkeel.tws.RequestMatchingSymbols;
import evenkeel.tws.SymbolSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {
  private final TestClient client = Conversation.of(Scenario.usual(), "2025-11-26T10:00:00")
      .connect(7);

  private static RequestContractDetails details(int id, Contract contract) {
    return new RequestContractDetails(id, contract, false, "");
  }

  @Test
  void shouldDescribeAFund() {
    client.send(details(1, TestClient.stock("GLD")));
    List<ContractData> found = client.heard(ContractData.class);
    assertThat(found).hasSize(1);
    ContractDetails details = found.getFirst().details();
    assertThat(details.contract().conId()).isEqualTo(51529211);
    assertThat(details.contract().primaryExchange()).isEqualTo("ARCA");
    assertThat(details.orderTypes()).contains("MKT", "LMT", "MOC", "LOC");
    assertThat(details.stockType()).isEqualTo("ETF");
    assertThat(details.liquidHours()).startsWith(
        "20251126:0930-20251126:1600;20251127:CLOSED;20251128:0930-20251128:1300;20251129:CLOSED");
    assertThat(details.tradingHours())
        .startsWith("20251126:0400-20251126:2000;20251127:CLOSED;20251128:0400-20251128:1700");
  }

  @Test
  void shouldFindAContractByItsIdAlone() {
    client.send(details(1, Contract.ofConId(265598, "")));
    assertThat(client.heard(ContractData.class)).singleElement()
        .satisfies(it -> assertThat(it.details().contract().symbol()).isEqualTo("AAPL"));
  }

  @Test
  void shouldEndWithTheEndOrWithAnError() {
    client.send(details(1, TestClient.stock("GLD"))).send(details(2, TestClient.stock("NONE")))
        .send(details(3, Contract.ofConId(1, "SMART")))
        .send(details(4, Contract.stock("GLD", "SMART", "NYSE", "USD")))
        .send(details(5, Contract.stock("GLD", "SMART", "", "EUR")));
    assertThat(client.words()).containsExactly("contractData", "contractDataEnd", "error 2 200",
        "error 3 200", "error 4 200", "error 5 200");
  }

  @Test
  void shouldListEveryMatchOfAnAmbiguousRequest() {
    Conversation conversation = Conversation.of(Scenarios.of("""
        contracts { "GLD" { con-id = 51529211 }, "GLD.TO" { con-id = 99, symbol = GLD, currency = CAD } }
        """), "2025-11-26T10:00:00");
    TestClient other = conversation.connect(7);
    other.send(details(1, Contract.stock("GLD", "SMART", "", "")));
    assertThat(other.words()).containsExactly("contractData", "contractData",
        "contractDataEnd");
    other.place(1, "BUY 1 GLD MKT");
    assertThat(other.words()).contains("order 1 PreSubmitted");
  }

  @Test
  void shouldTellTheTicksOfAMarketRule() {
    client.send(new RequestMarketRule(26)).send(new RequestMarketRule(77));
    assertThat(client.heard(MarketRule.class)).singleElement()
        .satisfies(it -> assertThat(it.increments()).hasSize(2));
  }

  @Test
  void shouldFindSymbolsByAPieceOfThem() {
    client.send(new RequestMatchingSymbols(1, "gl"));
    assertThat(client.heard(SymbolSamples.class)).singleElement()
        .satisfies(it -> assertThat(it.samples()).singleElement()
            .satisfies(sample -> assertThat(sample.symbol()).isEqualTo("GLD")));
  }
}
