package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An account in figures, in its base currency, as of one moment. Those of cash and margin accounts
 * are as IBKR defines them; an account of no kind shows what is not invested as what can be spent.
 *
 * @see <a href="https://clientam.com.hk/php/webhelp/Screens/Account_Information.htm">the values of
 *     the account window</a>
 */
record AccountValues(AccountBook book, Market market, Instant at) {
  private static final int CENTS = 2;
  private static final String BASE = "BASE";
  private static final int CUSHION_DIGITS = 6;
  /** The buying power of a margin account under Regulation T, for trades within a day. */
  private static final BigDecimal DAY_TRADING = new BigDecimal(4);

  /** One value; the text is as it is sent. */
  record Line(String tag, String value, String currency) {
    Line prefixed(String prefix) {
      return new Line(prefix + tag, value, currency);
    }
  }

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
    money(lines, "AccruedCash", BigDecimal.ZERO);
    money(lines, "NetLiquidation", netLiquidation());
    if (book.terms().kind().isPresent()) {
      figures(lines);
    } else {
      simple(lines);
    }
    return lines;
  }

  /** Of a cash or margin account. */
  private void figures(SortedMap<String, Line> lines) {
    BigDecimal equity = equityWithLoan();
    BigDecimal initial = initialMargin();
    BigDecimal maintenance = initial.divide(BigDecimal.TWO);
    BigDecimal available = equity.subtract(initial);
    BigDecimal excess = equity.subtract(maintenance);
    List.of("AvailableFunds", "FullAvailableFunds", "LookAheadAvailableFunds")
        .forEach(tag -> money(lines, tag, available));
    List.of("ExcessLiquidity", "FullExcessLiquidity", "LookAheadExcessLiquidity")
        .forEach(tag -> money(lines, tag, excess));
    List.of("InitMarginReq", "FullInitMarginReq", "LookAheadInitMarginReq")
        .forEach(tag -> money(lines, tag, initial));
    List.of("MaintMarginReq", "FullMaintMarginReq", "LookAheadMaintMarginReq")
        .forEach(tag -> money(lines, tag, maintenance));
    boolean isShownAsMargin = book.terms().is(AccountTerms.Kind.MARGIN) || book.terms().shownAsMargin();
    BigDecimal times = isShownAsMargin ? DAY_TRADING : BigDecimal.ONE;
    money(lines, "BuyingPower", available.max(BigDecimal.ZERO).multiply(times));
    money(lines, "SettledCash", book.settled(date()));
    money(lines, "TotalCashValue", book.totalCash());
    money(lines, "GrossPositionValue", sum(it -> it.value(mark(it.instrument())).abs()));
    money(lines, "EquityWithLoanValue", equity);
    money(lines, "PreviousEquityWithLoanValue", equity.subtract(daily()));
    money(lines, "AccruedCash", accrued());
    BigDecimal net = netLiquidation();
    put(lines, "Cushion", net.signum() > 0
        ? excess.divide(net, CUSHION_DIGITS, RoundingMode.HALF_UP).max(BigDecimal.ZERO)
            .toPlainString()
        : "0", "");
  }

  /** Interest on loans that has not been charged yet, below 0. */
  private BigDecimal accrued() {
    return book.cash().keySet().stream().map(it -> book.accrued(it).multiply(book.rate(it)))
        .reduce(BigDecimal.ZERO, BigDecimal::subtract);
  }

  /** Lines that only account updates have: the kind of the account, and the securities segment. */
  List<Line> segment() {
    List<Line> lines = new ArrayList<>();
    book.terms().kind().ifPresent(kind -> {
      lines.add(new Line("TradingType-S", kind.tradingType(), ""));
      SortedMap<String, Line> known = summary();
      for (String tag : List.of("AccruedCash", "AvailableFunds", "EquityWithLoanValue",
          "ExcessLiquidity", "FullAvailableFunds", "FullExcessLiquidity", "FullInitMarginReq",
          "FullMaintMarginReq", "GrossPositionValue", "InitMarginReq", "MaintMarginReq",
          "NetLiquidation", "TotalCashValue")) {
        Line line = known.get(tag);
        lines.add(new Line(tag + "-S", line.value(), line.currency()));
      }
    });
    return lines;
  }

  /** What IBKR lends against; in a cash account it is the settled cash. */
  BigDecimal equityWithLoan() {
    return book.terms().is(AccountTerms.Kind.CASH) ? book.settled(date()) : netLiquidation();
  }

  /** What the holdings take of it. */
  BigDecimal initialMargin() {
    return book.terms().kind().map(kind -> switch (kind) {
      case CASH -> BigDecimal.ZERO;
      case MARGIN -> sum(it -> it.value(mark(it.instrument())).abs())
          .multiply(book.terms().initialMargin());
    }).orElseGet(this::stock);
  }

  /** By what a trade changes the initial margin. */
  BigDecimal initialChange(BigDecimal signedWorth) {
    return book.terms().kind().map(kind -> switch (kind) {
      case CASH -> signedWorth.max(BigDecimal.ZERO);
      case MARGIN -> signedWorth.multiply(book.terms().initialMargin());
    }).orElse(signedWorth);
  }

  private LocalDate date() {
    return ExchangeHours.dateOf(at);
  }

  private void simple(SortedMap<String, Line> lines) {
    BigDecimal cash = book.totalCash();
    // As of a margin account, which an account is that says nothing else.
    money(lines, "BuyingPower", cash.max(BigDecimal.ZERO).multiply(new BigDecimal(4)));
    for (String tag : List.of("AvailableFunds", "ExcessLiquidity",
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
    BigDecimal net = netLiquidation();
    money(lines, "EquityWithLoanValue", net);
    money(lines, "PreviousEquityWithLoanValue", net.subtract(daily()));
  }

  /** The amounts of the summary once more in every other currency of the account. */
  List<Line> summaryElsewhere() {
    List<Line> lines = new ArrayList<>();
    for (Line line : summary().values()) {
      for (String currency : currencies()) {
        if (line.currency().equals(book.baseCurrency()) && !currency.equals(BASE)
            && !currency.equals(book.baseCurrency())) {
          BigDecimal there = new BigDecimal(line.value()).divide(book.rate(currency), CENTS,
              RoundingMode.HALF_UP);
          lines.add(new Line(line.tag(), there.toPlainString(), currency));
        }
      }
    }
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
    BigDecimal interest = base ? accrued() : book.accrued(currency).negate();
    return List.of(new Line("AccruedCash", text(interest), currency),
        new Line("CashBalance", text(cash), currency),
        new Line("Currency", currency, currency),
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
