package evenkeel.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Something that the simulated exchange trades, or that an account can hold.
 *
 * @param name its key within the scenario, unique; the symbol unless two contracts share one
 * @param securityType in the protocol's words: STK, BOND, CRYPTO, FUND, OPT, CASH
 * @param price the close before the simulation starts, where prices are made up
 * @param volatility deviation of a day's return, as a fraction (0.01 is 1 %)
 * @param override what its quotes are in place of the market's, from the start
 * @param entitlement who may see its quotes, where it differs from the scenario's
 */
public record Instrument(
    String name, String symbol, String securityType, int conId, String currency, String primaryExchange,
    String tradingClass,
    String longName, String stockType, List<String> orderTypes, BigDecimal price,
    double volatility, Optional<PriceOverride> override, Optional<Entitlement> entitlement) {
  /** Stocks and funds that are traded like stocks. */
  static final String STOCK = "STK";
  /** Currency pairs. */
  static final String CASH = "CASH";
  /** The order types that a US stock has, among them the ones that this exchange executes. */
  static final List<String> ORDER_TYPES = List.of("ACTIVETIM", "AD", "ADJUST", "DAY", "FOK", "GTC",
      "IOC", "LMT", "LOC", "MKT", "MOC", "OPG", "WHATIF");

  public Instrument {
    orderTypes = List.copyOf(orderTypes);
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("price must be above 0, was " + price);
    }
    if (volatility < 0 || volatility > 1) {
      throw new IllegalArgumentException("volatility must be from 0 to 1, was " + volatility);
    }
    if (conId <= 0) {
      throw new IllegalArgumentException("con-id must be above 0, was " + conId);
    }
  }

  /** Whether it is a currency pair: {@code symbol} is bought and sold, {@code currency} is paid. */
  boolean isForex() {
    return securityType.equals(CASH);
  }

  boolean takes(String orderType) {
    return orderTypes.contains(orderType);
  }

  /** The contract under another symbol and contract id. */
  Instrument renamed(String newSymbol, int newConId) {
    return new Instrument(name.equals(symbol) ? newSymbol : name, newSymbol, securityType, newConId,
        currency, primaryExchange, tradingClass.equals(symbol) ? newSymbol : tradingClass, longName,
        stockType, orderTypes, price, volatility, override, entitlement);
  }

  /** The contract at another price of before the simulation. */
  Instrument priced(BigDecimal newPrice) {
    return new Instrument(name, symbol, securityType, conId, currency, primaryExchange,
        tradingClass, longName, stockType, orderTypes, newPrice, volatility, override, entitlement);
  }

  Instrument withOverride(PriceOverride changed) {
    return new Instrument(name, symbol, securityType, conId, currency, primaryExchange,
        tradingClass, longName, stockType, orderTypes, price, volatility, Optional.of(changed),
        entitlement);
  }
}
