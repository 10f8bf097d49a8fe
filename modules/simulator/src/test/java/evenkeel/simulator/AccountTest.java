package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.AccountId;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.AccountValue;
import evenkeel.tws.CancelAccountSummary;
import evenkeel.tws.CancelPnl;
import evenkeel.tws.CancelPositions;
import evenkeel.tws.Pnl;
import evenkeel.tws.PnlSingle;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderState;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.PortfolioValue;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestAccountUpdatesMulti;
import evenkeel.tws.RequestPnl;
import evenkeel.tws.RequestPnlSingle;
import evenkeel.tws.RequestPositions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final String MORNING = "2025-10-31T10:00:00";
  private static final AccountId ACCOUNT = new AccountId("DU1234567");

  private static final Scenario STILL = Scenarios.with(Map.of("contracts.DBMF.quote", "28.00",
      "contracts.GLD.quote", "400.00", "contracts.BIL.quote", "90.00"));
  private final Conversation conversation = Conversation.of(STILL, MORNING);
  private final TestClient client = conversation.connect(7);

  private static Map<String, String> values(TestClient from) {
    Map<String, String> values = new TreeMap<>();
    from.heard(AccountSummary.class)
        .forEach(it -> values.put(it.tag() + " " + it.currency(), it.value()));
    return values;
  }

  @Test
  void shouldSumUpTheAccountInItsBaseCurrency() {
    client.send(new RequestAccountSummary(1, "All",
        List.of("NetLiquidation", "TotalCashValue", "BuyingPower", "AccountType")));
    // 1900 + 720 * 28 + 38 * 400 + 170 * 90
    assertThat(values(client)).containsExactlyInAnyOrderEntriesOf(
        Map.of("NetLiquidation USD", "52560.00", "TotalCashValue USD", "1900.00",
            "BuyingPower USD", "7600.00", "AccountType ", "INDIVIDUAL"));
  }

  @Test
  void shouldEndASummaryAndTellChangesAfterIt() {
    client.send(new RequestAccountSummary(1, "All", List.of("TotalCashValue", "AccountType")));
    assertThat(client.words()).containsExactly("accountSummary", "accountSummary",
        "accountSummaryEnd");
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(Duration.ofSeconds(1));
    assertThat(values(client)).containsExactly(Map.entry("TotalCashValue USD", "2178.90"));
    client.send(new CancelAccountSummary(1)).place(2, "SELL 10 DBMF MKT");
    conversation.passes(Duration.ofMinutes(10));
    assertThat(client.words()).doesNotContain("accountSummary");
  }

  @Test
  void shouldRefuseAThirdSummaryAndADuplicate() {
    RequestAccountSummary first = new RequestAccountSummary(1, "All", List.of("AccountType"));
    client.send(first).send(first)
        .send(new RequestAccountSummary(2, "All", List.of("AccountType")))
        .send(new RequestAccountSummary(3, "All", List.of("AccountType")));
    assertThat(client.words()).filteredOn(it -> it.startsWith("error"))
        .containsExactly("error 1 322", "error 3 322");
  }

  @Test
  void shouldShowTheLedgerByCurrency() {
    client.send(new RequestAccountSummary(1, "All", List.of("$LEDGER:ALL")));
    assertThat(values(client)).containsEntry("CashBalance BASE", "1900.00")
        .containsEntry("CashBalance USD", "1900.00").containsEntry("ExchangeRate USD", "1.00")
        .containsEntry("StockMarketValue USD", "50660.00");
  }

  @Test
  void shouldReportAnAccountOfAnotherCurrencyInThatCurrency() {
    Conversation hongKong = Conversation.of(Scenarios.of("""
        include classpath("evenkeel/simulator/scenarios/hkd-account")
        contracts { DBMF.quote = 28.00, GLD.quote = 400.00, BIL.quote = 90.00 }
        """), MORNING);
    TestClient other = hongKong.connect(7);
    other.send(new RequestAccountSummary(1, "All", List.of("NetLiquidation", "$LEDGER:ALL")));
    assertThat(values(other)).containsEntry("NetLiquidation HKD", "409968.00")
        .containsEntry("CashBalance USD", "1900.00").containsEntry("CashBalance HKD", "0.00")
        .containsEntry("ExchangeRate USD", "7.80").containsEntry("ExchangeRate HKD", "1.00")
        .containsEntry("CashBalance BASE", "14820.00");

    other.send(new PlaceOrder(1, TestClient.stock("DBMF"),
        TestClient.order("BUY 10 DBMF MKT").whatIf(true).build()));
    OrderState preview = other.heard(OpenOrder.class).getFirst().state();
    assertThat(preview.commission()).hasValue(new BigDecimal("1.0"));
    assertThat(preview.commissionCurrency()).isEqualTo("USD");
    assertThat(preview.equityWithLoan().change()).as("a dollar in the account's currency")
        .hasValue(new BigDecimal("-7.80"));
  }

  @Test
  void shouldStreamAccountUpdatesWithOneEndOfTheFirstBatch() {
    client.send(new RequestAccountUpdates(true, ACCOUNT));
    List<String> words = client.words();
    assertThat(words).startsWith("accountValue").endsWith("accountUpdateTime",
        "acctDownloadEnd");
    assertThat(words).filteredOn("portfolioValue"::equals).hasSize(3);
    conversation.passes(Duration.ofMinutes(3));
    assertThat(client.words()).contains("portfolioValue", "accountUpdateTime")
        .doesNotContain("acctDownloadEnd");
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(Duration.ofSeconds(1));
    PortfolioValue changed = client.heard(PortfolioValue.class).getFirst();
    assertThat(changed.position()).contains(new BigDecimal("710"));
    client.send(new RequestAccountUpdates(false, ACCOUNT));
    conversation.passes(Duration.ofMinutes(10));
    assertThat(client.words()).isEmpty();
  }

  @Test
  void shouldTellThatTheAccountIsNotReadyWhileIbkrResets() {
    client.send(new RequestAccountUpdates(true, ACCOUNT));
    client.heard();
    conversation.inject(new Fault.AccountNotReady(Duration.ofMinutes(1)));
    assertThat(client.heard(AccountValue.class))
        .extracting(it -> it.key() + "=" + it.value())
        .containsExactly("AccountReady=false", "NetLiquidation=0.00");
    conversation.passes(Duration.ofMinutes(1));
    assertThat(client.heard(AccountValue.class))
        .extracting(it -> it.key() + "=" + it.value())
        .contains("AccountReady=true", "NetLiquidation=52560.00");
  }

  @Test
  void shouldAnswerTheAccountRequestOfForeignClients() {
    client.send(new RequestAccountUpdatesMulti(9, ACCOUNT, "", false));
    assertThat(client.words()).startsWith("accountUpdateMulti").endsWith("accountUpdateMultiEnd");
  }

  @Test
  void shouldTellPositionsAndTheirChangesWithAFinalZero() {
    client.send(new RequestPositions());
    assertThat(client.words()).containsExactlyInAnyOrder("position BIL 170",
        "position DBMF 720", "position GLD 38", "positionEnd").endsWith("positionEnd");
    client.place(1, "SELL 38 GLD MKT");
    conversation.passes(Duration.ofSeconds(1));
    assertThat(client.words()).contains("position GLD 0");
    client.send(new RequestPositions());
    assertThat(client.words()).containsExactly("position BIL 170", "position DBMF 720",
        "positionEnd");
    client.send(new CancelPositions()).place(2, "SELL 1 DBMF MKT");
    conversation.passes(Duration.ofSeconds(1));
    assertThat(client.words()).doesNotContain("position DBMF 719");
  }

  @Test
  void shouldShowAPositionOfSomethingThatNoRequestFinds() {
    conversation.inject(new Fault.UnknownPosition("XYZ", 4711, BigDecimal.TEN, BigDecimal.ONE));
    client.send(new RequestPositions());
    assertThat(client.words()).contains("position XYZ 10");
  }

  @Test
  void shouldReckonProfitAndLoss() {
    client.send(new RequestPnl(1, ACCOUNT, ""));
    // 720 * (28 - 27.10) + 38 * (400 - 265.40) + 170 * (90 - 91.55)
    assertThat(client.heard(Pnl.class).getFirst())
        .isEqualTo(new Pnl(1, amount("0.00"), amount("5499.30"), amount("0.00")));
    int conId = InstrumentCatalogue.find("DBMF").orElseThrow().conId();
    client.send(new RequestPnlSingle(2, ACCOUNT, "", conId))
        .send(new RequestPnlSingle(3, ACCOUNT, "", 999));
    assertThat(client.heard(PnlSingle.class)).containsExactly(new PnlSingle(2,
        Optional.of(new BigDecimal("720")), amount("0.00"), amount("648.00"),
        amount("0.00"), amount("20160.00")));
    client.place(1, "SELL 100 DBMF MKT");
    conversation.passes(Duration.ofSeconds(6));
    Pnl after = client.heard(Pnl.class).getLast();
    // Sold half a cent of spread below the mark, for 1 USD.
    assertThat(after.realizedPnl()).isEqualTo(amount("88.00"));
    assertThat(after.dailyPnl()).isEqualTo(amount("-2.00"));
    client.send(new CancelPnl(1));
    conversation.passes(Duration.ofMinutes(1));
    assertThat(client.words()).doesNotContain("pnl").contains("pnlSingle");
  }

  private static Optional<BigDecimal> amount(String amount) {
    return Optional.of(new BigDecimal(amount));
  }
}
