package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an order costs, in the account's currency. IBKR's fixed pricing for US shares (IBKR
 * commission pages) is 0.005 a share, at least 1.00 and at most 1 % of the trade's value.
 */
public record CommissionSchedule(BigDecimal perShare, BigDecimal minimum,
    BigDecimal maximumFraction) {
  public CommissionSchedule {
    if (perShare.signum() < 0 || minimum.signum() < 0 || maximumFraction.signum() < 0) {
      throw new IllegalArgumentException("commissions cannot be negative");
    }
  }

  /**
   * The estimate for one order, rounded half up to hundredths. For a small order the cap lies below
   * the minimum and wins, as it does at IBKR.
   */
  public BigDecimal estimate(BigDecimal quantity, BigDecimal value) {
    BigDecimal cap = value.multiply(maximumFraction);
    return quantity.multiply(perShare).max(minimum).min(cap).setScale(2, RoundingMode.HALF_UP);
  }
}
