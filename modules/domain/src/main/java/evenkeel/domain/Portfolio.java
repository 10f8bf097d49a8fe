package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account holds at one moment. Every amount is in the account's currency.
 *
 * @param currency three letters, such as USD
 * @param netLiquidation the broker's figure for the whole account
 * @param cash settled and unsettled cash; negative when borrowed
 * @param holdings by symbol; each key is its holding's own symbol
 */
public record Portfolio(String currency, BigDecimal netLiquidation, BigDecimal cash,
    SortedMap<Symbol, Holding> holdings) {
  public Portfolio {
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("not a currency: '" + currency + "'");
    }
    holdings = Collections.unmodifiableSortedMap(new TreeMap<>(holdings));
    holdings.forEach((symbol, holding) -> {
      if (!symbol.equals(holding.symbol())) {
        throw new IllegalArgumentException(holding.symbol() + " is filed under " + symbol);
      }
    });
  }

  /**
   * A portfolio of which only the net liquidation and the holdings are known: what the holdings with
   * a price do not account for is cash. A holding without a price counts as nothing here, so its
   * value appears as cash; check for it before.
   */
  public static Portfolio ofNetLiquidation(String currency, BigDecimal netLiquidation,
      SortedMap<Symbol, Holding> holdings, Map<Symbol, BigDecimal> prices) {
    BigDecimal cash = netLiquidation;
    for (Holding holding : holdings.values()) {
      BigDecimal price = prices.getOrDefault(holding.symbol(), BigDecimal.ZERO);
      cash = cash.subtract(holding.shares().multiply(price));
    }
    return new Portfolio(currency, netLiquidation, cash, holdings);
  }

  /** The shares of a symbol; zero when it is not held. */
  public BigDecimal shares(Symbol symbol) {
    Holding holding = holdings.get(symbol);
    return holding == null ? BigDecimal.ZERO : holding.shares();
  }
}
