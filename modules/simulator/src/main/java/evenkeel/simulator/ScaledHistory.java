package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Another history with its prices multiplied, past ones too, as IBKR adjusts bars for splits.
 *
 * @param factor above 0
 */
record ScaledHistory(PriceHistory original, BigDecimal factor) implements PriceHistory {
  private static final int CENTS = 2;
  private static final BigDecimal CENT = new BigDecimal("0.01");

  @Override
  public Optional<DailyBar> bar(LocalDate session) {
    return original.bar(session).map(this::scaled);
  }

  @Override
  public List<DailyBar> bars(LocalDate from, LocalDate to) {
    return original.bars(from, to).stream().map(this::scaled).toList();
  }

  private DailyBar scaled(DailyBar bar) {
    return new DailyBar(bar.date(), price(bar.open()), price(bar.high()), price(bar.low()),
        price(bar.close()), bar.volume());
  }

  private BigDecimal price(BigDecimal price) {
    return price.multiply(factor).setScale(CENTS, RoundingMode.HALF_UP).max(CENT);
  }
}
