package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.Symbol;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.PlaceOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final String NUMBER = Samples.ACCOUNT.value();

  @Test
  void shouldMaskAccountNumbersInTheGatewaysWords() {
    assertThat(Wire.words("Order rejected - reason:\nAccount DU1234567 (U7654321) has\t no funds, DUH9876543."))
        .isEqualTo("Order rejected - reason: Account DU***67 (U7***21) has no funds, DU***43.");
  }

  @Test
  void shouldLeaveOtherWordsAlone() {
    assertThat(Wire.words("FX300 D1 max=50 rec=161 DUTY")).isEqualTo("FX300 D1 max=50 rec=161 DUTY");
  }

  /** Escape sequences, C1 codes, direction marks and line breaks are hidden; ids and names go where texts go. */
  @Test
  void shouldSpellOutWhatIsHiddenInIdsAndNames() {
    String planted = "\u001b[31m\u009b2J\u202e\n";
    var account = new evenkeel.tws.AccountId(NUMBER);
    var contract = Wire.contract(Samples.stock("GLD")).toBuilder().currency(planted).exchange(planted)
        .primaryExchange(planted).build();
    List<Object> values = List.of(
        Wire.accountValue(new AccountSummary(1, account, planted, planted, planted)).orElseThrow(),
        Wire.accountValue(new evenkeel.tws.AccountValue(planted, planted, planted, account)).orElseThrow(),
        Wire.instrument(contract).orElseThrow(),
        Wire.commission(new CommissionReport(
            planted, Optional.of(BigDecimal.ONE), planted, Optional.empty(), Optional.empty(), OptionalInt.empty()))
            .orElseThrow());

    assertThat(values).allSatisfy(value -> assertThat(value.toString()).contains("\\u202e")
        .matches(text -> text.chars().noneMatch(it -> Character.isISOControl(it) || it == 0x202e)));
  }

  @Test
  void shouldNeverShowAnAccountNumberInATextForm() {
    OrderTicket ticket = Samples.ticket(42, "BUY 100 GLD MOC");
    List<Object> values = List.of(
        ticket, Wire.placeOrder(ticket), new BrokerRequest.Executions(Samples.ACCOUNT),
        new AccountValue(Samples.ACCOUNT, "NetLiquidation", "1", "USD"),
        new BrokerPosition(Samples.ACCOUNT, Samples.stock("GLD"), BigDecimal.ONE, BigDecimal.ONE),
        new GatewaySession.Up(List.of(Samples.ACCOUNT), 1, Optional.empty()),
        new LinkStatus(LinkState.READY, 1, Optional.empty(), List.of(Samples.ACCOUNT), 1, 0, Samples.START),
        new GatewaySupervisor.Reconciled(1, Samples.ACCOUNT));
    assertThat(values).allSatisfy(value -> assertThat(value.toString()).doesNotContain(NUMBER));
  }

  @Test
  void shouldAlwaysSendAccountAndTimeInForce() {
    PlaceOrder order = Wire.placeOrder(Samples.ticket(42, "SELL 5 BIL LMT 91.5"));
    assertThat(order.order().account().value()).isEqualTo(NUMBER);
    assertThat(order.order().tif()).isEqualTo("DAY");
    assertThat(order.order().limitPrice()).contains(new BigDecimal("91.5"));
    assertThat(order.order().orderRef()).isEqualTo("reb-42");
    assertThat(order.order().transmit()).isTrue();
  }

  @Test
  void shouldReadLiveAndDelayedTicksAlikeAndNoOthers() {
    assertThat(List.of(1, 66, 2, 67, 4, 68, 9, 75).stream().map(Wire::field)).containsExactly(
        Optional.of(QuoteNews.Field.BID), Optional.of(QuoteNews.Field.BID), Optional.of(QuoteNews.Field.ASK),
        Optional.of(QuoteNews.Field.ASK), Optional.of(QuoteNews.Field.LAST), Optional.of(QuoteNews.Field.LAST),
        Optional.of(QuoteNews.Field.PREVIOUS_CLOSE), Optional.of(QuoteNews.Field.PREVIOUS_CLOSE));
    assertThat(List.of(6, 7, 14, 35, 37, 72, 73, 76, 1000).stream().map(Wire::field)).containsOnly(Optional.empty());
  }

  @Test
  void shouldNameAnUnqualifiedStockForTheRouter() {
    var contract = Wire.contract(Instrument.usStock(new Symbol("BRK B")));
    assertThat(contract.symbol()).isEqualTo("BRK B");
    assertThat(contract.secType()).isEqualTo("STK");
    assertThat(contract.exchange()).isEqualTo("SMART");
    assertThat(contract.currency()).isEqualTo("USD");
    assertThat(contract.conId()).isZero();
    assertThat(Wire.instrument(contract)).contains(Instrument.usStock(new Symbol("BRK B")));
    assertThat(AccountId.of(NUMBER)).contains(Samples.ACCOUNT);
  }
}
