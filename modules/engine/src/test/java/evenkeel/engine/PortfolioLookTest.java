package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.AccountType;
import evenkeel.domain.Cash;
import evenkeel.domain.ContractId;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Symbol;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioLookTest {
  private static final AccountId ACCOUNT = Broker.ACCOUNT;
  private static final AccountId OTHER = new AccountId("DU7654321");
  private static final Instant AT = Broker.START;

  @Test
  void shouldSeeTheOneAccountOfALogInWithSeveral() {
    var values = new ArrayList<>(values("100000.50", "1234.5", "USD"));
    values.add(new AccountValue(OTHER, "NetLiquidation", "7", "USD"));
    PortfolioLook look = PortfolioLook.of(
        ACCOUNT, values, List.of(stock(ACCOUNT, "GLD", "100"), stock(OTHER, "GLD", "7")), AT);
    assertThat(look).isInstanceOfSatisfying(PortfolioLook.Seen.class, seen -> {
      assertThat(seen.portfolio().netLiquidation()).isEqualByComparingTo("100000.50");
      assertThat(seen.portfolio().cash()).isEqualByComparingTo("1234.5");
      assertThat(seen.portfolio().shares(new Symbol("GLD"))).isEqualByComparingTo("100");
      assertThat(seen.at()).isEqualTo(AT);
    });
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(nullValues = "none", value = {
      "none, 1000, USD, has no NetLiquidation",
      "1000, none, USD, has no NetLiquidation or no TotalCashValue",
      "'', 1000, USD, is not a number",
      "1000, NaN, USD, is not a number",
      "1E999999999, 1000, USD, or TotalCashValue '1000' is out of bounds",
      "1000, 1E-999999999, USD, is out of bounds",
      "1000, '-1E999999999', USD, is out of bounds",
      "1000, 1000, EUR, the account reports in EUR and gives no exchange rate for USD"})
  void shouldNotSeeAnAccountWhoseFiguresAreNotAllThere(
      @Nullable String total, @Nullable String cash, String currency, String why) {
    PortfolioLook look = PortfolioLook.of(ACCOUNT, values(total, cash, currency), List.of(), AT);
    assertThat(look).isInstanceOfSatisfying(
        PortfolioLook.NotSeen.class, not -> assertThat(not.why()).contains(why));
  }

  @Test
  void shouldLeaveOutWhatIsSoldOut() {
    assertThat(seen(stock(ACCOUNT, "GLD", "0")).portfolio().holdings()).isEmpty();
  }

  @Test
  void shouldKeepShortPositionsAndFractions() {
    PortfolioLook.Seen seen = seen(stock(ACCOUNT, "GLD", "-0.5"));
    assertThat(seen.portfolio().shares(new Symbol("GLD"))).isEqualByComparingTo("-0.5");
  }

  @Test
  void shouldNeverTakeAnOptionOrAForeignShareForAShare() {
    PortfolioLook.Seen seen = seen(
        stock(ACCOUNT, "GLD", "100"), position(123, "GLD", "OPT", "USD", "3"), position(456, "GLD", "STK", "EUR", "5"),
        position(789, "EUR", "CASH", "USD", "9"));
    assertThat(seen.portfolio().shares(new Symbol("GLD"))).isEqualByComparingTo("100");
    assertThat(seen.portfolio().holdings().keySet()).contains(
        new ContractId(123), new ContractId(456), new ContractId(789)).hasSize(4);
  }

  @Test
  void shouldNameASecurityOfAKindThatHasNoName() {
    Portfolio portfolio = seen(position(123, "GLD", "", "USD", "3"), position(124, "GLD", "?!", "USD", "3"))
        .portfolio();
    assertThat(portfolio.holdings().keySet()).containsExactly(new ContractId(123), new ContractId(124));
    assertThat(portfolio.shares(new Symbol("GLD"))).as("no shares").isZero();
  }

  @Test
  void shouldSeeTwoPositionsOfOneSymbolAsTwo() {
    Portfolio portfolio = seen(
        position(1, "GLD", "STK", "USD", "3"), position(2, "GLD", "STK", "USD", "4")).portfolio();
    assertThat(portfolio.shares(new ContractId(1))).isEqualByComparingTo("3");
    assertThat(portfolio.shares(new ContractId(2))).isEqualByComparingTo("4");
    assertThat(portfolio.contract(new Symbol("GLD"))).as("either").isEmpty();
  }

  @Test
  void shouldNotSeeAPositionThatIsToldTwice() {
    PortfolioLook look = PortfolioLook.of(
        ACCOUNT, values("1000", "1", "USD"),
        List.of(position(1, "GLD", "STK", "USD", "3"), position(1, "GLD", "STK", "USD", "4")), AT);
    assertThat(look).isEqualTo(new PortfolioLook.NotSeen("two positions are of contract 1 (GLD)", true));
  }

  @Test
  void shouldComputeInDollarsAtTheAccountsOwnRate() {
    PortfolioLook look = PortfolioLook.of(
        ACCOUNT, hongKong("7.8", "50000", "0"), List.of(stock(ACCOUNT, "GLD", "100")), AT);
    assertThat(look).isInstanceOfSatisfying(PortfolioLook.Seen.class, seen -> {
      assertThat(seen.portfolio().currency()).isEqualTo("USD");
      assertThat(seen.portfolio().netLiquidation()).isEqualByComparingTo("50000");
      assertThat(seen.portfolio().cash()).isEqualByComparingTo("1900");
      assertThat(seen.conversion()).contains(new PortfolioLook.Conversion("HKD", new BigDecimal("7.8")));
    });
  }

  @ParameterizedTest
  @CsvSource({
      "1E999999999, which is no rate", "1E-999999999, which is no rate",
      "'', which is no rate", "0, which is no rate", "-7.8, which is no rate", "NaN, which is no rate",
      "1.7976931348623157E308, which is no rate", "0.12820513, the rates are not plausible",
      "1, the rates are not plausible", "8.2, the rates are not plausible"})
  void shouldRefuseARateThatIsNone(String rate, String why) {
    assertThat(PortfolioLook.of(ACCOUNT, hongKong(rate, "50000", "0"), List.of(), AT)).isInstanceOfSatisfying(
        PortfolioLook.NotSeen.class, not -> {
          assertThat(not.why()).contains(why);
          assertThat(not.isAnswered()).isTrue();
        });
  }

  @Test
  void shouldTakeNeitherTheTotalNorAnotherAccountsRowForACurrencys() {
    var values = new ArrayList<>(hongKong("7.8", "50000", "0"));
    values.removeIf(value -> value.tag().equals("ExchangeRate") && value.currency().equals("USD"));
    values.add(new AccountValue(OTHER, "ExchangeRate", "7.8", "USD"));
    assertThat(PortfolioLook.of(ACCOUNT, values, List.of(), AT)).isEqualTo(new PortfolioLook.NotSeen(
        "the account reports in HKD and gives no exchange rate for USD", true));
  }

  @Test
  void shouldRefuseWhenARateIsMissingForSomethingThatIsHeld() {
    var values = new ArrayList<>(hongKong("7.8", "50000", "0"));
    values.add(new AccountValue(ACCOUNT, "NetLiquidationByCurrency", "12", "EUR"));
    assertThat(PortfolioLook.of(ACCOUNT, values, List.of(), AT)).isEqualTo(new PortfolioLook.NotSeen(
        "the account reports in HKD and gives no exchange rate for EUR", true));
  }

  @Test
  void shouldRefuseWhenTheBaseCurrencyIsNotWorthItself() {
    var values = new ArrayList<>(hongKong("7.8", "50000", "0"));
    values.replaceAll(value -> value.tag().equals("ExchangeRate") && value.currency().equals("HKD")
        ? new AccountValue(ACCOUNT, "ExchangeRate", "0.128", "HKD")
        : value);
    assertThat(PortfolioLook.of(ACCOUNT, values, List.of(), AT)).isInstanceOf(PortfolioLook.NotSeen.class);
  }

  // Cash by currency.

  @Test
  void shouldTakeOnlyDollarsForDollars() {
    PortfolioLook look = PortfolioLook.of(ACCOUNT, dollarsAndHongKong("200", "117000", "0.1282"), List.of(), AT);
    assertThat(look).isInstanceOfSatisfying(PortfolioLook.Seen.class, seen -> {
      assertThat(seen.portfolio().cash()).isEqualByComparingTo("200");
      assertThat(seen.portfolio().currencies().balances()).containsOnlyKeys("HKD");
      assertThat(seen.portfolio().currencies().worth()).isEqualByComparingTo("14999.4");
      assertThat(seen.portfolio().currencies().settled()).as("of all currencies together").isEmpty();
      assertThat(seen.conversion()).isEmpty();
    });
  }

  @Test
  void shouldSeeNoDollarsInAnAccountThatHasNone() {
    var values = new ArrayList<>(hongKong("7.8", "0", "390000"));
    values.removeIf(value -> value.tag().equals("CashBalance"));
    values.add(new AccountValue(ACCOUNT, "CashBalance", "14820", "HKD"));
    assertThat(PortfolioLook.of(ACCOUNT, values, List.of(), AT)).isInstanceOfSatisfying(
        PortfolioLook.Seen.class, seen -> {
          assertThat(seen.portfolio().cash()).isZero();
          assertThat(seen.portfolio().currencies().worth()).isCloseTo(
              new BigDecimal("1900"), Assertions.within(new BigDecimal("1e-20")));
        });
  }

  /** No rows, rows of a part of the currencies, and rows that are no figures are three answers. */
  @Test
  void shouldRefuseCashThatIsNotToldCompletely() {
    List<AccountValue> complete = dollarsAndHongKong("200", "117000", "0.1282");
    assertThat(PortfolioLook.of(ACCOUNT, without(complete, "CashBalance", "USD", "HKD"), List.of(), AT)).isEqualTo(
        new PortfolioLook.NotSeen("the account summary does not say the cash of each currency", false));
    assertThat(PortfolioLook.of(ACCOUNT, without(complete, "CashBalance", "HKD"), List.of(), AT)).isEqualTo(
        new PortfolioLook.NotSeen(
            "the account's cash of all currencies comes to 200 USD, and TotalCashValue is 15199.4 USD", true));
    assertThat(PortfolioLook.of(ACCOUNT, without(complete, "ExchangeRate", "HKD"), List.of(), AT)).isEqualTo(
        new PortfolioLook.NotSeen("the account reports in USD and gives no exchange rate for HKD", true));
    assertThat(PortfolioLook.of(ACCOUNT, dollarsAndHongKong("200", "117000", "1"), List.of(), AT))
        .isInstanceOf(PortfolioLook.NotSeen.class);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "none", value = {
      "1000, 4000, MARGIN", "1000, 2000, MARGIN", "1000, 1000, CASH", "1000, 1200, none", "0, 0, none", "-5, 0, none"})
  void shouldTellACashAccountByItsBuyingPower(String available, String power, @Nullable String type) {
    var values = new ArrayList<>(values("100000", "1000", "USD"));
    values.add(new AccountValue(ACCOUNT, "AvailableFunds", available, "USD"));
    values.add(new AccountValue(ACCOUNT, "BuyingPower", power, "USD"));
    values.add(new AccountValue(ACCOUNT, "SettledCash", "700", "USD"));
    Cash cash = ((PortfolioLook.Seen) PortfolioLook.of(ACCOUNT, values, List.of(), AT)).portfolio().currencies();
    assertThat(cash.accountType()).isEqualTo(Optional.ofNullable(type).map(AccountType::valueOf));
    assertThat(cash.settled()).contains(new BigDecimal("700"));
  }

  private static List<AccountValue> without(List<AccountValue> values, String tag, String... currencies) {
    return values.stream().filter(
        value -> !value.tag().equals(tag) || !List.of(currencies).contains(value.currency())).toList();
  }

  private static List<AccountValue> dollarsAndHongKong(String dollars, String hongKong, String rate) {
    var values = new ArrayList<AccountValue>();
    for (String[] row : new String[][]{
        {"NetLiquidation", "45199.4", "USD"}, {"TotalCashValue", "15199.4", "USD"}, {"SettledCash", "15199.4", "USD"},
        {"CashBalance", "15199.4", "BASE"}, {"CashBalance", dollars, "USD"}, {"CashBalance", hongKong, "HKD"},
        {"ExchangeRate", "1.00", "BASE"}, {"ExchangeRate", "1.00", "USD"}, {"ExchangeRate", rate, "HKD"},
        {"NetLiquidationByCurrency", "45199.4", "BASE"}, {"NetLiquidationByCurrency", "30200", "USD"},
        {"NetLiquidationByCurrency", hongKong, "HKD"}}) {
      values.add(new AccountValue(ACCOUNT, row[0], row[1], row[2]));
    }
    return values;
  }

  /** 390,000 HKD: dollars and Hong Kong dollars, of which 1,900 USD are cash. */
  private static List<AccountValue> hongKong(String rate, String dollars, String own) {
    var values = new ArrayList<>(values("390000", "14820", "HKD"));
    for (String[] row : new String[][]{
        {"ExchangeRate", "1.00", "BASE"}, {"ExchangeRate", "1.00", "HKD"}, {"ExchangeRate", rate, "USD"},
        {"NetLiquidationByCurrency", "390000", "BASE"}, {"NetLiquidationByCurrency", own, "HKD"},
        {"NetLiquidationByCurrency", dollars, "USD"}}) {
      values.add(new AccountValue(ACCOUNT, row[0], row[1], row[2]));
    }
    values.removeIf(value -> value.tag().equals("CashBalance"));
    values.add(new AccountValue(ACCOUNT, "CashBalance", "1900", "USD"));
    return values;
  }

  private static PortfolioLook.Seen seen(BrokerPosition... positions) {
    return (PortfolioLook.Seen) PortfolioLook.of(
        ACCOUNT, values("100000", "1000", "USD"), List.of(positions), AT);
  }

  private static List<AccountValue> values(
      @Nullable String total, @Nullable String cash, String currency) {
    var values = new ArrayList<AccountValue>();
    values.add(new AccountValue(ACCOUNT, "AccountType", "INDIVIDUAL", ""));
    if (total != null) {
      values.add(new AccountValue(ACCOUNT, "NetLiquidation", total, currency));
    }
    if (cash != null) {
      values.add(new AccountValue(ACCOUNT, "TotalCashValue", cash, currency));
      values.add(new AccountValue(ACCOUNT, "CashBalance", cash, currency));
    }
    return values;
  }

  private static BrokerPosition stock(AccountId account, String symbol, String quantity) {
    return new BrokerPosition(
        account, new Instrument(1, new Symbol(symbol), "STK", "", "", "USD"), new BigDecimal(quantity),
        new BigDecimal("250"));
  }

  private static BrokerPosition position(int id, String symbol, String type, String currency, String quantity) {
    return new BrokerPosition(
        ACCOUNT, new Instrument(id, new Symbol(symbol), type, "", "", currency), new BigDecimal(quantity),
        BigDecimal.ONE);
  }
}
