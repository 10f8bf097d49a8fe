package evenkeel.domain;

import java.math.BigDecimal;

/**
 * How plans are made. Amounts are in the account's currency, the rest are fractions.
 *
 * @param driftThreshold a holding breaches when its drift is this far from zero, or farther; with 0 every holding
 *     breaches at every date
 * @param minimumTradeValue no order is planned for less
 * @param cashReserve cash that is neither spent nor counted when weights are applied; used by
 *     {@link PlanningRule#WHOLE_PORTFOLIO} only
 * @param netLiquidationDistanceMax how far the broker's net liquidation may lie from cash and
 *     holdings at our prices, as a fraction of it, before the two are taken to contradict each other
 * @param cash how the cash itself is treated
 */
public record PlanRules(PlanningRule rule, BigDecimal driftThreshold, BigDecimal minimumTradeValue,
    BigDecimal cashReserve, BigDecimal netLiquidationDistanceMax, CommissionSchedule commissions,
    CashRules cash) {
  public PlanRules {
    if (driftThreshold.signum() < 0 || driftThreshold.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "drift threshold must be from 0 to 1, was " + Text.of(driftThreshold));
    }
    requireNotNegative("minimum trade value", minimumTradeValue);
    requireNotNegative("cash reserve", cashReserve);
    requireNotNegative("distance of net liquidation", netLiquidationDistanceMax);
  }

  /** With the cash treated as by default. */
  public PlanRules(PlanningRule rule, BigDecimal driftThreshold, BigDecimal minimumTradeValue, BigDecimal cashReserve,
      BigDecimal netLiquidationDistanceMax, CommissionSchedule commissions) {
    this(
        rule, driftThreshold, minimumTradeValue, cashReserve, netLiquidationDistanceMax, commissions,
        CashRules.DEFAULT);
  }

  /** The cash that weights are not of. */
  public BigDecimal reserved() {
    return switch (rule) {
      case WHOLE_PORTFOLIO, TOP_UP -> cashReserve;
      case BREACHED_LEGS -> BigDecimal.ZERO;
    };
  }

  /** The same under another rule. */
  public PlanRules with(PlanningRule other) {
    return new PlanRules(
        other, driftThreshold, minimumTradeValue, cashReserve, netLiquidationDistanceMax, commissions, cash);
  }

  private static void requireNotNegative(String name, BigDecimal value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(name + " cannot be negative, was " + Text.of(value));
    }
  }
}
