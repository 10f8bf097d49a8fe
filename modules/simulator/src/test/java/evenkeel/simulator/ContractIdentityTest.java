package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.tws.Contract;
import evenkeel.tws.ContractData;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.Position;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestPositions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two contracts of one symbol, and contract ids that end. */
class ContractIdentityTest {
  private static final String MORNING = "2025-10-31T10:00:00";
  private static final int LONDON = 77001122;

  private final Conversation conversation = Conversation.of(Scenarios.of("""
      contracts { "DBMF@LSE" { symbol = DBMF, con-id = 77001122, exchange = LSEETF } }
      accounts = [{ id = DU1234567, cash = 1900, positions { DBMF = "20@27.10", "DBMF@LSE" = "720@28.00" } }]
      """), MORNING);
  private final TestClient client = conversation.connect(7);

  private static Contract dbmf(String exchange, String primary) {
    return Contract.stock("DBMF", exchange, primary, "USD");
  }

  private long matches(Contract wanted) {
    client.send(new RequestContractDetails(1, wanted, false, ""));
    return client.heard(ContractData.class).size();
  }

  @Test
  void shouldFindBothContractsOfASymbolUnlessMoreIsSaid() {
    assertThat(matches(dbmf("SMART", ""))).isEqualTo(2);
    assertThat(matches(dbmf("", ""))).isEqualTo(2);
    assertThat(matches(dbmf("SMART", "LSEETF"))).isEqualTo(1);
    assertThat(matches(dbmf("LSEETF", ""))).isEqualTo(1);
    assertThat(matches(Contract.ofConId(LONDON, "SMART"))).isEqualTo(1);
  }

  @Test
  void shouldHoldEachUnderItsOwnId() {
    client.send(new RequestPositions());
    assertThat(client.heard(Position.class)).hasSize(2)
        .allSatisfy(it -> assertThat(it.contract().symbol()).isEqualTo("DBMF"))
        .filteredOn(it -> it.contract().conId() == LONDON).singleElement()
        .satisfies(it -> assertThat(it.contract().exchange()).isEqualTo("LSEETF"))
        .satisfies(it -> assertThat(it.position().orElseThrow()).isEqualByComparingTo("720"));
  }

  @Test
  void shouldRefuseAnOrderForAnAmbiguousSymbolAndTakeOneForAnId() {
    client.place(1, "SELL 1 DBMF MKT");
    assertThat(client.heard(ErrorMessage.class)).singleElement()
        .satisfies(it -> assertThat(it.code()).isEqualTo(200))
        .satisfies(it -> assertThat(it.text())
            .isEqualTo("The contract description specified for DBMF is ambiguous."));
    client.send(new PlaceOrder(2, Contract.ofConId(LONDON, "SMART"),
        TestClient.order("SELL 1 DBMF MKT").build()));
    conversation.passes(Duration.ofSeconds(1));
    assertThat(client.words()).contains("execution 2 SLD 1");
    assertThat(conversation.ledger()).filteredOn(it -> it.event() == LedgerEntry.Event.FILLED)
        .singleElement().satisfies(it -> assertThat(it.conId()).hasValue(LONDON));
  }

  @Test
  void shouldAnswerAContractIdThatIsGoneWith200() {
    client.send(new RequestPositions());
    client.send(new PlaceOrder(1, Contract.ofConId(LONDON, "SMART"),
        TestClient.order("SELL 1 DBMF MOC").build()));
    client.heard();
    conversation.inject(Fault.parse("fault = contract-gone, symbol = \"DBMF@LSE\", con-id = 4711"));
    assertThat(client.words()).contains("status 1 Cancelled 0/1", "error 1 202", "position DBMF 0",
        "position DBMF 720");
    client.send(new PlaceOrder(2, Contract.ofConId(LONDON, "SMART"),
        TestClient.order("SELL 1 DBMF MOC").build()));
    assertThat(client.words()).containsExactly("error 2 200");
    assertThat(matches(Contract.ofConId(LONDON, "SMART"))).isZero();
    assertThat(matches(Contract.ofConId(4711, "SMART"))).isEqualTo(1);
    client.send(new RequestPositions());
    assertThat(client.heard(Position.class)).extracting(it -> it.contract().conId())
        .contains(4711).doesNotContain(LONDON);
  }

  @Test
  void shouldFindNoneAfterADelisting() {
    conversation.inject(Fault.parse("fault = contract-gone, symbol = GLD"));
    client.place(1, "BUY 1 GLD MOC");
    assertThat(client.words()).containsExactly("error 1 200");
    assertThatThrownBy(() -> conversation.inject(Fault.parse("fault = contract-gone, symbol = GLD")))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("GLD");
  }

  @Test
  void shouldNameTheSymbolThatAFaultGetsWrong() {
    assertThatThrownBy(() -> Scenarios.of("timeline = [{ after = 1s, fault = contract-gone, symbol = XYZ }]"))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("'XYZ' is not among the contracts");
  }
}
