package evenkeel.gateway;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the broker says that an order would do, without placing it. What it leaves open is empty, never a number.
 *
 * @param currency of the commission; empty when it is not told
 * @param warning the broker's words; empty when it has none
 */
public record OrderPreview(
    Effect initialMargin, Effect maintenanceMargin, Effect equityWithLoan, Optional<BigDecimal> commission,
    Optional<BigDecimal> commissionMin, Optional<BigDecimal> commissionMax, String currency, String warning) {

  /** Whether anything is said of the margin. */
  public boolean hasFigures() {
    return initialMargin.isTold() || maintenanceMargin.isTold() || equityWithLoan.isTold();
  }

  /** A figure of the account, in its base currency, before and after the order. */
  public record Effect(Optional<BigDecimal> before, Optional<BigDecimal> change, Optional<BigDecimal> after) {
    private boolean isTold() {
      return before.isPresent() || change.isPresent() || after.isPresent();
    }
  }
}
