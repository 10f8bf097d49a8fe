package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account holds at one moment. Every amount is in the traded currency.
 *
 * @param currency three letters, such as USD
 * @param netLiquidation the broker's figure for the whole account
 * @param cash settled and unsettled cash of the traded currency alone; negative when borrowed
 * @param holdings by contract; each key is its holding's own contract
 * @param contracts the one contract that each symbol means; a holding of another contract is not meant by its symbol
 * @param currencies cash of other currencies, and what else is known of the cash
 */
public record Portfolio(String currency, BigDecimal netLiquidation, BigDecimal cash,
    SortedMap<ContractId, Holding> holdings, SortedMap<Symbol, ContractId> contracts, Cash currencies) {
  public Portfolio {
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("not a currency: '" + currency + "'");
    }
    holdings = Collections.unmodifiableSortedMap(new TreeMap<>(holdings));
    contracts = Collections.unmodifiableSortedMap(new TreeMap<>(contracts));
    holdings.forEach((id, holding) -> {
      if (!id.equals(holding.id())) {
        throw new IllegalArgumentException(holding.symbol() + " " + holding.id() + " is filed under " + id);
      }
    });
  }

  /** With all cash in the traded currency. */
  public Portfolio(
      String currency, BigDecimal netLiquidation, BigDecimal cash, SortedMap<ContractId, Holding> holdings,
      SortedMap<Symbol, ContractId> contracts) {
    this(currency, netLiquidation, cash, holdings, contracts, Cash.NONE);
  }

  /** A portfolio in which every symbol that is held once means that holding; one that is held twice means none. */
  public static Portfolio of(
      String currency, BigDecimal netLiquidation, BigDecimal cash, Collection<Holding> held) {
    var holdings = new TreeMap<ContractId, Holding>();
    held.forEach(holding -> holdings.put(holding.id(), holding));
    return new Portfolio(currency, netLiquidation, cash, holdings, ofSymbols(held));
  }

  /**
   * A portfolio of which only the net liquidation and the holdings are known: what the holdings with
   * a price do not account for is cash. A holding without a price counts as nothing here, so its
   * value appears as cash; check for it before.
   */
  public static Portfolio ofNetLiquidation(String currency, BigDecimal netLiquidation,
      Collection<Holding> holdings, Map<Symbol, BigDecimal> prices) {
    BigDecimal cash = netLiquidation;
    for (Holding holding : holdings) {
      BigDecimal price = prices.getOrDefault(holding.symbol(), BigDecimal.ZERO);
      cash = cash.subtract(holding.shares().multiply(price));
    }
    return of(currency, netLiquidation, cash, holdings);
  }

  private static SortedMap<Symbol, ContractId> ofSymbols(Collection<Holding> held) {
    var contracts = new TreeMap<Symbol, ContractId>();
    Set<Symbol> twice = new HashSet<>();
    held.forEach(holding -> {
      if (contracts.put(holding.symbol(), holding.id()) != null) {
        twice.add(holding.symbol());
      }
    });
    contracts.keySet().removeAll(twice);
    return contracts;
  }

  /** The same holdings; these symbols mean these contracts, and others none. */
  public Portfolio meaning(Map<Symbol, ContractId> meant) {
    return new Portfolio(currency, netLiquidation, cash, holdings, new TreeMap<>(meant), currencies);
  }

  /** The same with this cash beside that of the traded currency. */
  public Portfolio with(Cash other) {
    return new Portfolio(currency, netLiquidation, cash, holdings, contracts, other);
  }

  /** The contract that a symbol means; empty where nobody said. */
  public Optional<ContractId> contract(Symbol symbol) {
    return Optional.ofNullable(contracts.get(symbol));
  }

  /** What is held of the contract that a symbol means. */
  public Optional<Holding> holding(Symbol symbol) {
    return contract(symbol).flatMap(id -> Optional.ofNullable(holdings.get(id)));
  }

  /** The shares of the contract that a symbol means; zero when it is not held. */
  public BigDecimal shares(Symbol symbol) {
    return holding(symbol).map(Holding::shares).orElse(BigDecimal.ZERO);
  }

  /** The shares of a contract; zero when it is not held. */
  public BigDecimal shares(ContractId contract) {
    Holding holding = holdings.get(contract);
    return holding == null ? BigDecimal.ZERO : holding.shares();
  }

  /** The holdings in the order in which people read them. */
  public List<Holding> bySymbol() {
    return holdings.values().stream().sorted(Comparator.comparing(Holding::symbol).thenComparing(Holding::id)).toList();
  }

  /** The symbol that means the contract of a holding: not always its own, as IBKR may rename a contract. */
  public Optional<Symbol> meantBy(Holding holding) {
    return contracts.entrySet().stream().filter(each -> each.getValue().equals(holding.id())).map(Map.Entry::getKey)
        .findFirst();
  }
}
