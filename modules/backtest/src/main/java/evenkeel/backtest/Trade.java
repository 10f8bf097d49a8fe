package evenkeel.backtest;

import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One filled order.
 *
 * @param date the session whose close it filled at
 * @param tranche from 0; 0 for one book
 * @param quantity shares, negative for a sale
 * @param lookPrice the close that it was decided on
 * @param cost commission and spread, US dollars
 */
public record Trade(
    LocalDate date, int tranche, Symbol symbol, BigDecimal quantity, BigDecimal price, BigDecimal lookPrice,
    BigDecimal commission, BigDecimal cost) {
  /** Always above zero. */
  public BigDecimal value() {
    return quantity.abs().multiply(price);
  }
}
