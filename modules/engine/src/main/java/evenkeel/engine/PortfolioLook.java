package evenkeel.engine;

import evenkeel.domain.DecimalText;
import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Contract;
import evenkeel.domain.ContractId;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ForeignOrder;
import evenkeel.domain.Holding;
import evenkeel.domain.Portfolio;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.BrokerPosition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one look at the broker's account gave. */
public sealed interface PortfolioLook {
  /**
   * The account, complete, in the currency of what it trades.
   *
   * @param open every open order of the log-in, whoever placed it
   * @param conversion how that currency was come to; empty when the account reports in it
   */
  record Seen(
      AccountId account, Portfolio portfolio, List<BrokerPosition> positions, Instant at,
      Optional<Conversion> conversion, List<BrokerOrder> open) implements PortfolioLook {
    public Seen {
      positions = List.copyOf(positions);
      open = List.copyOf(open);
    }

    /** Without an open order. */
    public Seen(
        AccountId account, Portfolio portfolio, List<BrokerPosition> positions, Instant at,
        Optional<Conversion> conversion) {
      this(account, portfolio, positions, at, conversion, List.of());
    }

    /** The same account with these open orders. */
    Seen with(List<BrokerOrder> orders) {
      return new Seen(account, portfolio, positions, at, conversion, orders);
    }

    /** Those of its open orders that are not ours. */
    List<ForeignOrder> foreign(ExecutionBook book) {
      return ForeignOrder.among(open, account, book);
    }

    /** The same with what the portfolio's symbols mean. */
    Seen with(Portfolio other) {
      return new Seen(account, other, positions, at, conversion, open);
    }

    public Seen(AccountId account, Portfolio portfolio, List<BrokerPosition> positions, Instant at) {
      this(account, portfolio, positions, at, Optional.empty());
    }
  }

  /**
   * The account reports in another currency than it trades in.
   *
   * @param base the currency in which it reports
   * @param rate what one unit of the traded currency is in it
   */
  record Conversion(String base, BigDecimal rate) {}

  /**
   * Not seen, or not completely: nothing may be concluded.
   *
   * @param isAnswered whether the broker gave all that was asked for, and it cannot be used
   */
  record NotSeen(String why, boolean isAnswered) implements PortfolioLook {
    public NotSeen(String why) {
      this(why, false);
    }
  }

  /** What is traded, and what everything is computed in. */
  String CURRENCY = "USD";
  /** Digits after the point of an amount that was converted. */
  int CONVERTED_DIGITS = 8;

  /**
   * Reads the rows of one account. Anything missing or unreadable is no look at all. The net liquidation of an account
   * that reports in another currency is converted at its own rate ({@link ExchangeRates}); cash is what is there in
   * each currency ({@link CashRows}).
   */
  static PortfolioLook of(
      AccountId account, List<AccountValue> values, List<BrokerPosition> positions, Instant at) {
    Optional<AccountValue> netLiquidation = row(account, values, "NetLiquidation");
    Optional<AccountValue> cash = row(account, values, "TotalCashValue");
    if (netLiquidation.isEmpty() || cash.isEmpty()) {
      return new NotSeen("the account summary has no NetLiquidation or no TotalCashValue");
    }
    Optional<BigDecimal> total = number(netLiquidation.get());
    Optional<BigDecimal> free = number(cash.get());
    if (total.isEmpty() || free.isEmpty()) {
      return new NotSeen("NetLiquidation '" + netLiquidation.get().value() + "' or TotalCashValue '"
          + cash.get().value() + "' " + (isOutOfBounds(netLiquidation.get()) || isOutOfBounds(cash.get())
              ? "is out of bounds"
              : "is not a number"));
    }
    String base = netLiquidation.get().currency();
    if (!cash.get().currency().equals(base)) {
      return new NotSeen("NetLiquidation is in " + base + " and TotalCashValue in " + cash.get().currency(), true);
    }
    var holdings = new TreeMap<ContractId, Holding>();
    for (BrokerPosition position : positions) {
      if (position.account().equals(account) && position.quantity().signum() != 0) {
        if (position.instrument().contractId() <= 0) {
          return new NotSeen("the position of " + position.instrument().symbol() + " has no contract id", true);
        }
        Holding holding = holding(position);
        if (holdings.put(holding.id(), holding) != null) {
          return new NotSeen("two positions are of contract " + holding.id() + " (" + holding.symbol() + ")", true);
        }
      }
    }
    boolean isForeign = !base.equals(CURRENCY);
    ExchangeRates.Found found = isForeign
        ? ExchangeRates.of(CURRENCY, base, total.get(), account, values)
        : new ExchangeRates.Rate(BigDecimal.ONE);
    return switch (found) {
      case ExchangeRates.NoRate none -> new NotSeen(none.why(), true);
      case ExchangeRates.Rate rate -> switch (CashRows.of(base, total.get(), free.get(), account, values)) {
        case CashRows.NotTold not -> new NotSeen(not.why(), not.isAnswered());
        case CashRows.Told told -> new Seen(
            account, portfolio(isForeign ? converted(total.get(), rate) : total.get(), told, holdings), positions, at,
            isForeign ? Optional.of(new Conversion(base, rate.inBase())) : Optional.empty());
      };
    };
  }

  static Holding holding(BrokerPosition position) {
    var instrument = position.instrument();
    String exchange = instrument.primaryExchange().isEmpty() ? instrument.exchange() : instrument.primaryExchange();
    var contract = new Contract(
        new ContractId(instrument.contractId()), instrument.symbol(), instrument.securityType(), exchange,
        instrument.currency());
    return new Holding(contract, position.quantity(), position.averageCost());
  }

  /** A symbol means what it means among the US stocks and funds, where only one is held. */
  private static Portfolio portfolio(
      BigDecimal netLiquidation, CashRows.Told cash, SortedMap<ContractId, Holding> holdings) {
    List<Holding> stocks = holdings.values().stream().filter(holding -> isStock(holding.contract())).toList();
    Portfolio ofStocks = Portfolio.of(CURRENCY, netLiquidation, cash.traded(), stocks);
    return new Portfolio(
        CURRENCY, netLiquidation, cash.traded(), holdings, ofStocks.contracts(), cash.others());
  }

  private static boolean isStock(Contract contract) {
    return contract.securityType().equals("STK") && contract.currency().equals(CURRENCY);
  }

  private static BigDecimal converted(BigDecimal amount, ExchangeRates.Rate rate) {
    return amount.divide(rate.inBase(), CONVERTED_DIGITS, RoundingMode.HALF_EVEN);
  }

  private static Optional<AccountValue> row(AccountId account, List<AccountValue> values, String tag) {
    return values.stream().filter(value -> value.account().equals(account) && value.tag().equals(tag)).findFirst();
  }

  private static boolean isOutOfBounds(AccountValue value) {
    return DecimalText.kind(value.value()) == DecimalText.Kind.OUT_OF_BOUNDS;
  }

  /** The value as a number; empty where it is none, or has more digits than an amount can have. */
  static Optional<BigDecimal> number(AccountValue value) {
    return DecimalText.parse(value.value());
  }
}
