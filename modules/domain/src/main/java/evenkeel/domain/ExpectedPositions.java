package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the account should hold: the positions that were accepted or confirmed last, and every fill since. Positions of
 * no shares are left out.
 *
 * @param held by contract; the average cost is the broker's, and an estimate after a fill
 * @param unidentified shares by symbol, from a journal of a version that kept no contract ids; they are matched with
 *     the broker's positions by symbol until a comparison confirms these
 */
public record ExpectedPositions(
    SortedMap<ContractId, Holding> held, SortedMap<Symbol, BigDecimal> unidentified) {
  private static final int COST_DIGITS = 8;

  public ExpectedPositions {
    held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    unidentified = Collections.unmodifiableSortedMap(new TreeMap<>(unidentified));
  }

  static ExpectedPositions of(Collection<Holding> held) {
    return new ExpectedPositions(new TreeMap<>(), new TreeMap<>()).with(held);
  }

  static ExpectedPositions ofSymbols(Map<Symbol, BigDecimal> shares) {
    return new ExpectedPositions(new TreeMap<>(), new TreeMap<>(shares));
  }

  /** Whether no share of the symbol, and none of these contracts, is held. */
  public boolean isNoneOf(Symbol symbol, Set<ContractId> contracts) {
    return !unidentified.containsKey(symbol) && held.values().stream().noneMatch(
        holding -> contracts.contains(holding.id()) || holding.symbol().equals(symbol));
  }

  /** These positions in place of those in the same contracts. */
  ExpectedPositions with(Collection<Holding> changed) {
    var positions = new TreeMap<>(held);
    for (Holding holding : changed) {
      if (holding.shares().signum() == 0) {
        positions.remove(holding.id());
      } else {
        positions.put(holding.id(), holding);
      }
    }
    return new ExpectedPositions(positions, unidentified);
  }

  /** After a fill of an order, or the correction of one, by so many shares more; a conversion changes cash only. */
  ExpectedPositions filled(Leg leg, BigDecimal more, BigDecimal price) {
    if (leg.isConversion()) {
      return this;
    }
    BigDecimal signed = leg.side() == Side.BUY ? more : more.negate();
    Optional<Holding> before = holding(leg);
    boolean isIdentified = before.isPresent() || leg.contract().isPresent();
    if (unidentified.containsKey(leg.symbol()) || !isIdentified) {
      var shares = new TreeMap<>(unidentified);
      shares.merge(leg.symbol(), signed, BigDecimal::add);
      return new ExpectedPositions(held, shares);
    }
    Holding was = before.orElseGet(() -> new Holding(
        new Contract(leg.contract().orElseThrow(), leg.symbol(), "STK", "", "USD"), BigDecimal.ZERO, BigDecimal.ZERO));
    BigDecimal shares = was.shares().add(signed);
    BigDecimal cost = signed.signum() > 0 && shares.signum() > 0
        ? was.shares().max(BigDecimal.ZERO).multiply(was.averageCost()).add(signed.multiply(price))
            .divide(was.shares().max(BigDecimal.ZERO).add(signed), COST_DIGITS, RoundingMode.HALF_EVEN)
        : was.averageCost();
    return with(List.of(new Holding(was.contract(), shares, cost)));
  }

  /** A leg of a version that kept no contract ids is for the one contract of its symbol that is held. */
  private Optional<Holding> holding(Leg leg) {
    if (leg.contract().isPresent()) {
      return Optional.ofNullable(held.get(leg.contract().get()));
    }
    List<Holding> named = held.values().stream().filter(holding -> holding.symbol().equals(leg.symbol())).toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  /**
   * The positions by contract, with the unidentified shares counted for the contracts that the broker shows under their
   * symbols; their average cost is zero, which means that it is not known.
   */
  SortedMap<ContractId, Holding> identified(SortedMap<ContractId, Holding> broker) {
    var identified = new TreeMap<>(held);
    unidentified.forEach((symbol, shares) -> {
      List<Holding> named = broker.values().stream()
          .filter(holding -> journalled(holding.contract()).equals(symbol) && !held.containsKey(holding.id())).toList();
      BigDecimal sum = named.stream().map(Holding::shares).reduce(BigDecimal.ZERO, BigDecimal::add);
      if (sum.compareTo(shares) == 0) {
        named.forEach(holding -> identified.put(holding.id(), holding));
      } else {
        Contract contract = named.size() == 1 ? named.getFirst().contract() : Contract.standIn(symbol);
        identified.put(contract.id(), new Holding(contract, shares, BigDecimal.ZERO));
      }
    });
    identified.values().removeIf(holding -> holding.shares().signum() == 0);
    return identified;
  }

  /** What versions that kept no contract ids called a position: anything but a US stock by its type and its number. */
  private static Symbol journalled(Contract contract) {
    boolean isUsStock = contract.securityType().equals("STK") && contract.currency().equals("USD");
    return isUsStock
        ? contract.symbol()
        : Symbol.of(contract.securityType() + " " + contract.id())
            .orElseGet(() -> new Symbol("OTHER " + contract.id()));
  }
}
