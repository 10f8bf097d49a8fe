package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an order costs, in the account's currency. IBKR's fixed pricing for US shares (IBKR
 * commission pages) is 0.005 a share, at least 1.00 and at most 1 % of the trade's value.
 *
 * @param spread what a trade costs beside the commission, as a fraction of its value: a laboratory's assumption, and
 *     nothing that a broker charges
 */
public record CommissionSchedule(BigDecimal perShare, BigDecimal minimum,
    BigDecimal maximumFraction, BigDecimal spread) {
  public CommissionSchedule {
    if (perShare.signum() < 0 || minimum.signum() < 0 || maximumFraction.signum() < 0 || spread.signum() < 0) {
      throw new IllegalArgumentException("commissions cannot be negative");
    }
  }

  /** Commissions alone. */
  public CommissionSchedule(BigDecimal perShare, BigDecimal minimum, BigDecimal maximumFraction) {
    this(perShare, minimum, maximumFraction, BigDecimal.ZERO);
  }

  /** The same with this cost of trading, a fraction of the value. */
  public CommissionSchedule withSpread(BigDecimal other) {
    return new CommissionSchedule(perShare, minimum, maximumFraction, other);
  }

  /**
   * The estimate for one order, rounded half up to hundredths. For a small order the cap lies below
   * the minimum and wins, as it does at IBKR.
   */
  public BigDecimal estimate(BigDecimal quantity, BigDecimal value) {
    BigDecimal cap = value.multiply(maximumFraction);
    BigDecimal commission = quantity.multiply(perShare).max(minimum).min(cap).setScale(2, RoundingMode.HALF_UP);
    return spread.signum() == 0 ? commission : commission.add(value.multiply(spread));
  }
}
