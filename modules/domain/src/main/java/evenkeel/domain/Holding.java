package evenkeel.domain;

import java.math.BigDecimal;

/**
 * A position: its shares (negative when short, possibly fractional) and what one share cost on
 * average, in the currency of the contract.
 */
public record Holding(Contract contract, BigDecimal shares, BigDecimal averageCost) {
  /** Of a US stock or fund of which only the symbol is known. */
  public static Holding of(Symbol symbol, BigDecimal shares, BigDecimal averageCost) {
    return new Holding(Contract.standIn(symbol), shares, averageCost);
  }

  public ContractId id() {
    return contract.id();
  }

  /** For show: another listing may have the same one. */
  public Symbol symbol() {
    return contract.symbol();
  }
}
