package evenkeel.backtest;

import evenkeel.domain.CashBreach;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A look that led to at least one order. The first purchase is one too, marked as such, and is no event of the
 * measures.
 *
 * @param filled the session at whose close it filled
 * @param breached the holdings that were the reason, in the order of the targets; empty for the first purchase
 * @param cash why the cash was a reason
 * @param valueAfter of the book after the trades, US dollars
 */
public record LookEvent(
    LocalDate look, LocalDate filled, int tranche, boolean isFirst, List<Symbol> breached, Optional<CashBreach> cash,
    List<Trade> trades, BigDecimal valueAfter) {
  public LookEvent {
    breached = List.copyOf(breached);
    trades = List.copyOf(trades);
  }

  /** What was bought, US dollars. */
  public BigDecimal buys() {
    return trades.stream().filter(trade -> trade.quantity().signum() > 0).map(Trade::value)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What was sold, US dollars. */
  public BigDecimal sells() {
    return trades.stream().filter(trade -> trade.quantity().signum() < 0).map(Trade::value)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
