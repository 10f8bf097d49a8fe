package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An open order of the account that is not ours: placed by hand in TWS, or by another API client. It uses shares and
 * cash that a plan would count on (zipline#337).
 *
 * @param contract what it trades; empty when not told
 * @param remaining what may still fill
 * @param limit the most that a buy pays for a share; empty where nothing bounds it
 * @param type the API's word, which may be one that we never send
 * @param orderId 0 where it was not placed through the API
 * @param clientId the API client that placed it; 0 also for TWS itself, -1 when not told
 */
public record ForeignOrder(
    Optional<Contract> contract, Symbol symbol, Side side, BigDecimal remaining, Optional<BigDecimal> limit,
    String type, int orderId, int clientId) {
  private static final String STOCK = "STK";
  private static final String CURRENCY_PAIR = "CASH";
  private static final String DOLLAR = "USD";

  /** The orders among these that may still fill and are ours neither by the journal nor by their reference. */
  public static List<ForeignOrder> among(List<BrokerOrder> open, AccountId account, ExecutionBook book) {
    return open.stream().filter(order -> order.account().equals(account) && !order.status().isTerminal())
        .filter(order -> !isOurs(order, account, book)).map(ForeignOrder::of)
        .filter(order -> order.remaining().signum() > 0).toList();
  }

  /** One under a mark that the journal does not have is of another installation, whose orders count as foreign. */
  private static boolean isOurs(BrokerOrder order, AccountId account, ExecutionBook book) {
    return OrderRef.instance(order.orderRef(), account).filter(InstanceMark::isNone).isPresent()
        || book.orders().anyMatch(life -> life.leg().ref().value().equals(order.orderRef())
            || (life.isCalled(order.permId(), order.clientId(), order.orderId())
                && life.leg().isFor(order.symbol(), order.side())));
  }

  private static ForeignOrder of(BrokerOrder order) {
    return new ForeignOrder(
        order.contract(), order.symbol(), order.side(),
        order.quantity().subtract(order.filled()).max(BigDecimal.ZERO),
        order.terms().limit().filter(price -> hasLimit(order.terms().type()) && Prices.isPrice(price)),
        order.terms().type(), order.orderId(), order.clientId());
  }

  /** The API's types with a limit: LMT, LOC, STP LMT, TRAIL LIMIT, LIT; of the rest the field means nothing. */
  private static boolean hasLimit(String type) {
    return type.contains("LMT") || type.contains("LIMIT") || type.equals("LOC") || type.equals("LIT");
  }

  /** Whether it trades what this symbol means in the portfolio. */
  public boolean isFor(Symbol wanted, Portfolio portfolio) {
    return isFor(wanted, portfolio.contract(wanted));
  }

  /** Whether it trades this contract; the symbol decides where one of the two ids is unknown. */
  public boolean isFor(Symbol wanted, Optional<ContractId> wantedId) {
    Optional<ContractId> known = wantedId.filter(id -> !id.isStandIn());
    if (contract.isPresent() && known.isPresent()) {
      return contract.get().id().equals(known.get());
    }
    return symbol.equals(wanted) && (contract.isEmpty() || isDollarStock(contract.get()));
  }

  private static boolean isDollarStock(Contract traded) {
    return traded.securityType().equals(STOCK) && traded.currency().equals(DOLLAR);
  }

  /** Whether a price of its symbol is needed to know what it may cost. */
  public boolean needsPrice() {
    return side == Side.BUY && limit.isEmpty() && (contract.isEmpty() || isDollarStock(contract.get()));
  }

  /** The symbols whose prices are needed to know what these orders may cost. */
  public static Stream<Symbol> unpriced(List<ForeignOrder> orders) {
    return orders.stream().filter(ForeignOrder::needsPrice).map(ForeignOrder::symbol).distinct();
  }

  /**
   * The dollars that it may take; empty where nobody knows.
   *
   * @param prices by symbol, for an order without a limit
   */
  public Optional<BigDecimal> cost(Map<Symbol, BigDecimal> prices) {
    boolean isPair = contract.filter(traded -> traded.securityType().equals(CURRENCY_PAIR)).isPresent();
    if (isPair && side == Side.SELL) {
      return Optional.of(isOfDollars() ? remaining : BigDecimal.ZERO);
    }
    boolean isInDollars = contract.map(traded -> traded.currency().equals(DOLLAR)).orElse(true);
    if (side == Side.SELL || !isInDollars) {
      return Optional.of(BigDecimal.ZERO);
    }
    if (contract.isPresent() && !isPair && !isDollarStock(contract.get())) {
      // An option's price is of one share, and its contract is for a hundred; others differ again.
      return Optional.empty();
    }
    Optional<BigDecimal> price = needsPrice() ? Optional.ofNullable(prices.get(symbol)) : limit;
    return price.map(remaining::multiply);
  }

  private boolean isOfDollars() {
    return CurrencyPair.named(symbol.value()).map(pair -> pair.base().equals(DOLLAR))
        .orElse(symbol.value().equals(DOLLAR));
  }

  /**
   * What it may take of a currency other than the dollar: of a currency pair, at its limit.
   *
   * @param rates what one unit of a currency is in dollars, for an order without a limit
   */
  BigDecimal cost(String currency, Map<String, BigDecimal> rates) {
    Optional<CurrencyPair> pair = CurrencyPair.named(symbol.value()).filter(it -> it.has(currency));
    if (pair.isEmpty()) {
      return BigDecimal.ZERO;
    }
    boolean isBase = pair.get().base().equals(currency);
    if (side == Side.SELL) {
      return isBase ? remaining : BigDecimal.ZERO;
    }
    BigDecimal base = rates.getOrDefault(pair.get().base(), BigDecimal.ONE);
    return isBase
        ? BigDecimal.ZERO
        : remaining.multiply(limit.orElseGet(() -> base.divide(
            rates.getOrDefault(currency, BigDecimal.ONE), MathContext.DECIMAL32)));
  }

  /** {@code SELL 700 DBMF MOC (placed by hand in TWS)}. */
  public String sentence() {
    String bound = limit.map(price -> " at " + Text.of(price)).orElse("");
    String by = clientId == 0 && orderId <= 0
        ? "placed by hand in TWS"
        : clientId < 0 ? "of another program" : "of client " + clientId + ", order " + orderId;
    return side + " " + Text.of(remaining) + " " + symbol + " " + type + bound + " (" + by + ")";
  }
}
