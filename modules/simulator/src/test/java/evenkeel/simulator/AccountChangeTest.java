package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.tws.AccountId;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.ContractData;
import evenkeel.tws.Position;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.RequestPositions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cash and positions change without a trade, and the ledger says what and why. */
class AccountChangeTest {
  private static final Scenario STILL = Scenarios.of("""
      include classpath("evenkeel/simulator/scenarios/month-end")
      contracts { DBMF.quote = 28.00, GLD.quote = 400.00, BIL.quote = 90.00 }
      exchange-rates { HKD = 0.128 }
      """);
  private final Conversation conversation = Conversation.of(STILL, "2025-10-31T10:00:00");
  private final TestClient client = conversation.connect(7);

  private void happens(String words) {
    conversation.inject(Fault.parse(words));
  }

  private List<String> ledger() {
    return conversation.ledger().stream()
        .filter(it -> it.booking().isPresent())
        .map(it -> it.symbol().orElse("-") + " " + it.booking().map(AccountChangeTest::words).orElseThrow())
        .toList();
  }

  private static String words(LedgerEntry.Booking booking) {
    return switch (booking) {
      case LedgerEntry.Booking.Cash it -> it.cause() + " " + it.amount().toPlainString() + " " + it.currency();
      case LedgerEntry.Booking.Position it -> it.cause() + " " + plain(it.change()) + " to " + plain(it.shares())
          + "@" + plain(it.cost());
    };
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private Map<String, String> summary(String tag) {
    TestClient asks = conversation.connect(8);
    asks.send(new RequestAccountSummary(1, "All", List.of(tag)));
    Map<String, String> values = new TreeMap<>();
    asks.heard(AccountSummary.class).forEach(it -> values.put(it.tag() + " " + it.currency(), it.value()));
    asks.disconnect();
    return values;
  }

  @Test
  void shouldPayADividendInCash() {
    happens("fault = dividend, symbol = BIL, per-share = 0.30");
    assertThat(ledger()).containsExactly("BIL DIVIDEND 51.00 USD");
    assertThat(summary("TotalCashValue")).containsEntry("TotalCashValue USD", "1951.00");
  }

  @Test
  void shouldReinvestADividendInAFractionWithoutAnExecution() {
    client.send(new RequestPositions()).heard();
    happens("fault = dividend, symbol = BIL, per-share = 0.30, reinvest = true");
    assertThat(ledger()).containsExactly("BIL DIVIDEND 51.00 USD", "BIL REINVESTMENT -50.99 USD",
        "BIL REINVESTMENT 0.5666 to 170.5666@91.54482765");
    assertThat(client.words()).containsExactly("position BIL 170.5666");
    client.send(new RequestExecutions(1, ExecutionFilter.ALL));
    assertThat(client.words()).containsExactly("execDetailsEnd");
    assertThat(summary("NetLiquidation")).containsEntry("NetLiquidation USD", "52611.00");
  }

  @Test
  void shouldSplitSharesPricesAndCost() {
    happens("fault = split, symbol = GLD, ratio = \"2:1\"");
    assertThat(ledger()).containsExactly("GLD SPLIT 38 to 76@132.7");
    assertThat(summary("NetLiquidation")).containsEntry("NetLiquidation USD", "52560.00");
  }

  @Test
  void shouldGiveAnotherContractIdInAReverseSplitAndForgetTheOldOne() {
    int old = InstrumentCatalogue.find("DBMF").orElseThrow().conId();
    client.send(new RequestPositions()).place(1, "BUY 1 DBMF LMT 10 GTC").heard();
    happens("fault = split, symbol = DBMF, ratio = \"1:50\", con-id = 990011223");
    assertThat(ledger()).containsExactly("DBMF SPLIT -720 to 0@0", "DBMF SPLIT 14 to 14@1355",
        "DBMF CASH_IN_LIEU 560.00 USD");
    assertThat(client.heard(Position.class)).extracting(it -> it.contract().conId() + " "
        + it.position().map(AccountChangeTest::plain).orElseThrow())
        .containsExactly(old + " 0", "990011223 14");
    assertThat(conversation.ledger()).anyMatch(it -> it.event() == LedgerEntry.Event.CANCELLED);
    client.send(new RequestContractDetails(1, TestClient.stock("DBMF"), false, ""));
    assertThat(client.heard(ContractData.class)).extracting(it -> it.details().contract().conId())
        .containsExactly(990011223);
    client.send(new RequestContractDetails(2, TestClient.stock("DBMF").toBuilder().conId(old).build(), false, ""));
    assertThat(client.words()).containsExactly("error 2 200");
    assertThat(summary("NetLiquidation")).containsEntry("NetLiquidation USD", "52560.00");
  }

  @Test
  void shouldKeepThePricesOfASplitContractInLine() {
    Conversation walks = Conversation.of(Scenario.named("month-end"), "2025-10-31T10:00:00");
    House before = new House(Scenario.named("month-end"), 1, walks.now());
    Instrument gld = InstrumentCatalogue.find("GLD").orElseThrow();
    BigDecimal close = before.market().previousClose(gld, walks.now()).orElseThrow();
    Instrument split = gld.renamed("GLD", 990011224);
    before.market().adjust(gld, split, new BigDecimal("0.5"));
    assertThat(before.market().previousClose(split, walks.now()).orElseThrow().multiply(BigDecimal.TWO)
        .subtract(close).abs()).isLessThanOrEqualTo(new BigDecimal("0.01"));
  }

  @Test
  void shouldChangeASymbolAndKeepTheContractId() {
    int id = InstrumentCatalogue.find("DBMF").orElseThrow().conId();
    client.send(new RequestPositions()).heard();
    happens("fault = symbol-change, symbol = DBMF, to = DBMX");
    assertThat(ledger()).containsExactly("DBMX SYMBOL_CHANGE 0 to 720@27.1");
    assertThat(client.words()).containsExactly("position DBMX 720");
    client.send(new RequestContractDetails(1, TestClient.stock("DBMX"), false, ""))
        .send(new RequestContractDetails(2, TestClient.stock("DBMF"), false, ""));
    assertThat(client.heard(ContractData.class)).extracting(it -> it.details().contract().conId())
        .containsExactly(id);
  }

  @Test
  void shouldSpinSharesOffAndLeaveTheAccountAsItWas() {
    client.send(new RequestPositions()).heard();
    happens("fault = spin-off, symbol = GLD, to = GLDX, con-id = 990011225, ratio = \"1:4\", cost = 40");
    assertThat(ledger()).containsExactly("GLD SPIN_OFF 0 to 38@255.4",
        "GLDX SPIN_OFF 9 to 9@40", "GLDX CASH_IN_LIEU 20.00 USD");
    assertThat(client.words()).containsExactly("position GLD 38", "position GLDX 9");
  }

  @Test
  void shouldMoveMoneyInAndOutAndConvertIt() {
    happens("fault = deposit, amount = 10000, currency = HKD");
    happens("fault = withdrawal, amount = 500, currency = USD");
    happens("fault = interest, currency = USD, amount = -1.25");
    happens("fault = convert, from = HKD, to = USD, amount = 5000");
    assertThat(ledger()).containsExactly("- DEPOSIT 10000 HKD", "- WITHDRAWAL -500 USD", "- INTEREST -1.25 USD",
        "- CONVERSION -5000 HKD", "- CONVERSION 640.00 USD");
    assertThat(summary("$LEDGER:ALL")).containsEntry("CashBalance HKD", "5000.00")
        .containsEntry("CashBalance USD", "2038.75").containsEntry("CashBalance BASE", "2678.75");
  }

  @Test
  void shouldTellNothingWhileTheLinkIsLost() {
    client.send(new RequestPositions()).heard();
    conversation.inject(new Fault.LinkLost());
    client.heard();
    happens("fault = dividend, symbol = BIL, per-share = 0.30, reinvest = true");
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofSeconds(1));
    assertThat(ledger()).hasSize(3);
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    assertThatThrownBy(() -> Scenarios.of("timeline = [{ after = 1s, fault = deposit, amount = 5, currency = HKD }]"))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("exchange-rates must say what 1 HKD is in USD");
    assertThatThrownBy(
        () -> Scenarios.of("timeline = [{ after = 1s, fault = dividend, symbol = NONE, per-share = 1 }]"))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("'NONE' is not among the contracts");
    assertThatThrownBy(() -> Fault.parse("fault = split, symbol = GLD, ratio = 2"))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("NEW:OLD is wanted");
    assertThatThrownBy(() -> Fault.parse("fault = withdrawal, amount = -1, currency = USD"))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("amount must be above 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dividend-in-cash", "dividend-reinvested", "split", "reverse-split", "symbol-change",
      "spin-off", "money-moves"})
  void shouldBringAboutWhatABuiltInScenarioSays(String name) {
    Conversation day = Conversation.of(Scenario.named(name), "2025-10-31T08:00:00");
    TestClient watching = day.connect(7);
    watching.send(new RequestPositions()).send(new RequestAccountUpdates(true, new AccountId("DU1234567")));
    day.until("2025-10-31T16:30:00");
    assertThat(day.ledger()).anyMatch(it -> it.booking().isPresent());
    assertThat(watching.words()).contains("accountValue");
  }

  @Test
  void shouldWriteAContractThatGoesOnUnderAnotherIdAsTwoLines() {
    happens("fault = contract-gone, symbol = GLD, con-id = 990011226");
    assertThat(ledger()).containsExactly("GLD NEW_CONTRACT_ID -38 to 0@0", "GLD NEW_CONTRACT_ID 38 to 38@265.4");
  }
}
