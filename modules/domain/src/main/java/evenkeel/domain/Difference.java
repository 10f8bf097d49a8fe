package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Where our books and the broker's say different things.
 *
 * @param about a symbol, or an order by its reference
 * @param ours what our books say, with its unit
 * @param theirs what the broker says, with its unit
 * @param contract whose shares differ; empty for an order, and in journals of versions that compared by symbol
 * @param held what the broker shows of the contract, zero where it shows no position; empty with the contract
 * @param instance the other installation of Evenkeel whose order it is; empty for everything else
 */
public record Difference(
    String about, String ours, String theirs, Optional<Contract> contract, Optional<BigDecimal> held,
    Optional<InstanceMark> instance) {
  /** Of a position. */
  public Difference(
      String about, String ours, String theirs, Optional<Contract> contract, Optional<BigDecimal> held) {
    this(about, ours, theirs, contract, held, Optional.empty());
  }

  /** Of an order. */
  public Difference(String about, String ours, String theirs) {
    this(about, ours, theirs, Optional.empty(), Optional.empty());
  }

  /** Of an order of another installation. */
  static Difference ofInstance(String orderRef, InstanceMark instance) {
    return new Difference(
        "order " + orderRef, "no such order", "an order of another Evenkeel (" + instance + ")", Optional.empty(),
        Optional.empty(), Optional.of(instance));
  }

  /** For people, without a full stop. */
  public String sentence() {
    return about + ": our books have " + ours + ", the broker has " + theirs;
  }

  /** Whether it is about this contract; where one of the two is not identified, the symbol tells. */
  boolean isOf(Optional<ContractId> id, Symbol symbol) {
    return contract.filter(it -> (id.isEmpty() || it.id().isStandIn())
        ? it.symbol().equals(symbol)
        : it.id().equals(id.get())).isPresent();
  }
}
