package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An account in figures, in its base currency, as of one moment. It reports as a cash account
 * does: what is not invested is what can be spent.
 */
record AccountValues(AccountBook book, Market market, Instant at) {
  private static final int CENTS = 2;
  private static final String BASE = "BASE";

  /** One value; the text is as it is sent. */
  record Line(String tag, String value, String currency) {}

  BigDecimal mark(Instrument instrument) {
    return market.mark(instrument, at).orElse(instrument.price());
  }

  BigDecimal stock() {
    return sum(it -> it.value(mark(it.instrument())));
  }

  BigDecimal netLiquidation() {
    return book.totalCash().add(stock());
  }

  BigDecimal unrealized() {
    return sum(it -> it.unrealized(mark(it.instrument())));
  }

  BigDecimal realized() {
    return sum(it -> today(it).realized());
  }

  BigDecimal daily() {
    return sum(this::daily);
  }

  /** Over all holdings, in the base currency. */
  private BigDecimal sum(Function<AccountBook.Holding, BigDecimal> amount) {
    return book.holdings().stream()
        .map(it -> amount.apply(it).multiply(book.rate(it.instrument().currency())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Over the holdings of one currency, in that currency; of all in the base currency. */
  private BigDecimal sum(String currency, Function<AccountBook.Holding, BigDecimal> amount) {
    if (currency.equals(BASE)) {
      return sum(amount);
    }
    return book.holdings().stream().filter(it -> it.instrument().currency().equals(currency))
        .map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal daily(AccountBook.Holding holding) {
    BigDecimal mark = mark(holding.instrument());
    return today(holding).daily(mark,
        market.previousClose(holding.instrument(), at).orElse(mark));
  }

  AccountBook.Holding today(AccountBook.Holding holding) {
    return holding.on(ExchangeHours.dateOf(at));
  }

  /** The tags of an account summary, in alphabetical order as Gateways send them. */
  SortedMap<String, Line> summary() {
    SortedMap<String, Line> lines = new TreeMap<>();
    String none = "";
    put(lines, "AccountType", "INDIVIDUAL", none);
    put(lines, "Cushion", "1", none);
    put(lines, "DayTradesRemaining", "-1", none);
    put(lines, "HighestSeverity", "", none);
    put(lines, "Leverage", leverage(), none);
    put(lines, "LookAheadNextChange", "0", none);
    BigDecimal cash = book.totalCash();
    for (String tag : List.of("AvailableFunds", "BuyingPower", "ExcessLiquidity",
        "FullAvailableFunds", "FullExcessLiquidity", "LookAheadAvailableFunds",
        "LookAheadExcessLiquidity", "SettledCash", "TotalCashValue")) {
      money(lines, tag, cash);
    }
    BigDecimal stock = stock();
    for (String tag : List.of("FullInitMarginReq", "FullMaintMarginReq", "GrossPositionValue",
        "InitMarginReq", "LookAheadInitMarginReq", "LookAheadMaintMarginReq",
        "MaintMarginReq")) {
      money(lines, tag, stock);
    }
    money(lines, "AccruedCash", BigDecimal.ZERO);
    BigDecimal net = netLiquidation();
    money(lines, "NetLiquidation", net);
    money(lines, "EquityWithLoanValue", net);
    money(lines, "PreviousEquityWithLoanValue", net.subtract(daily()));
    return lines;
  }

  private String leverage() {
    BigDecimal net = netLiquidation();
    return net.signum() > 0
        ? stock().divide(net, CENTS, RoundingMode.HALF_UP).toPlainString()
        : "0.00";
  }

  private void money(SortedMap<String, Line> lines, String tag, BigDecimal amount) {
    put(lines, tag, text(amount), book.baseCurrency());
  }

  private static void put(
      SortedMap<String, Line> lines, String tag, String value, String currency) {
    lines.put(tag, new Line(tag, value, currency));
  }

  /** The rows of one currency, or with BASE of the whole account in its base currency. */
  List<Line> ledger(String currency) {
    boolean base = currency.equals(BASE);
    BigDecimal cash = base
        ? book.totalCash()
        : book.cash().getOrDefault(currency, BigDecimal.ZERO);
    BigDecimal rate = base ? BigDecimal.ONE : book.rate(currency);
    BigDecimal stock = sum(currency, it -> it.value(mark(it.instrument())));
    BigDecimal unrealized = sum(currency, it -> it.unrealized(mark(it.instrument())));
    return List.of(new Line("AccruedCash", text(BigDecimal.ZERO), currency),
        new Line("CashBalance", text(cash), currency),
        new Line("ExchangeRate", rate.setScale(Math.max(CENTS, rate.scale())).toPlainString(),
            currency),
        new Line("NetLiquidationByCurrency", text(cash.add(stock)), currency),
        new Line("RealCurrency", currency, currency),
        new Line("RealizedPnL", text(sum(currency, it -> today(it).realized())), currency),
        new Line("StockMarketValue", text(stock), currency),
        new Line("TotalCashBalance", text(cash), currency),
        new Line("UnrealizedPnL", text(unrealized), currency));
  }

  /** The currencies that the account has cash or holdings in, the total first. */
  List<String> currencies() {
    List<String> currencies = new ArrayList<>(List.of(BASE));
    currencies.addAll(book.cash().keySet());
    book.holdings().stream().map(it -> it.instrument().currency())
        .filter(it -> !currencies.contains(it)).sorted().distinct().forEach(currencies::add);
    return currencies;
  }

  static String text(BigDecimal amount) {
    return amount.setScale(CENTS, RoundingMode.HALF_UP).toPlainString();
  }
}
