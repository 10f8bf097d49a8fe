package evenkeel.domain;

import java.math.BigDecimal;

/**
 * A wanted holding: its share of the whole wealth as a fraction (0.25 is a quarter).
 *
 * @param criteria which contract the symbol means; without meaning for what is held elsewhere
 */
public record Target(Symbol symbol, BigDecimal weight, Venue venue, ContractCriteria criteria) {
  /** The one US stock or fund of that symbol. */
  public Target(Symbol symbol, BigDecimal weight, Venue venue) {
    this(symbol, weight, venue, ContractCriteria.NONE);
  }
}
