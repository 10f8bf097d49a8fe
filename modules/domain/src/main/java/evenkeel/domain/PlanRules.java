package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How plans are made. Amounts are in the account's currency, the rest are fractions.
 *
 * @param method where to go once there is a reason to trade
 * @param drift what is a reason to trade
 * @param minimumTradeValue no order is planned for less
 * @param cashReserve cash that is neither spent nor counted when weights are applied; not used by
 *     {@link PlanningRule#BREACHED_LEGS}
 * @param netLiquidationDistanceMax how far the broker's net liquidation may lie from cash and
 *     holdings at our prices, as a fraction of it, before the two are taken to contradict each other
 * @param cash how the cash itself is treated
 * @param lotSize the smallest part of a share that is ordered
 * @param turnoverMax see {@link Policy}
 */
public record PlanRules(RebalanceMethod method, DriftPolicy drift, BigDecimal minimumTradeValue,
    BigDecimal cashReserve, BigDecimal netLiquidationDistanceMax, CommissionSchedule commissions,
    CashRules cash, LotSize lotSize, Optional<BigDecimal> turnoverMax) {
  public PlanRules {
    requireNotNegative("minimum trade value", minimumTradeValue);
    requireNotNegative("cash reserve", cashReserve);
    requireNotNegative("distance of net liquidation", netLiquidationDistanceMax);
  }

  /**
   * With one threshold for all, in whole shares.
   *
   * @param driftThreshold a holding breaches when its drift is this far from zero, or farther; with 0 every holding
   *     breaches at every date
   */
  public PlanRules(PlanningRule rule, BigDecimal driftThreshold, BigDecimal minimumTradeValue, BigDecimal cashReserve,
      BigDecimal netLiquidationDistanceMax, CommissionSchedule commissions, CashRules cash) {
    this(
        RebalanceMethod.of(rule), new DriftPolicy.Absolute(driftThreshold), minimumTradeValue, cashReserve,
        netLiquidationDistanceMax, commissions, cash, LotSize.WHOLE_SHARES, Optional.empty());
  }

  /** With the cash treated as by default. */
  public PlanRules(PlanningRule rule, BigDecimal driftThreshold, BigDecimal minimumTradeValue, BigDecimal cashReserve,
      BigDecimal netLiquidationDistanceMax, CommissionSchedule commissions) {
    this(
        rule, driftThreshold, minimumTradeValue, cashReserve, netLiquidationDistanceMax, commissions,
        CashRules.DEFAULT);
  }

  /** By which base and cash plans are made. */
  public PlanningRule rule() {
    return method.rule();
  }

  /** The cash that weights are not of. */
  public BigDecimal reserved() {
    return switch (rule()) {
      case WHOLE_PORTFOLIO, TOP_UP -> cashReserve;
      case BREACHED_LEGS -> BigDecimal.ZERO;
    };
  }

  /** The same under another rule. */
  public PlanRules with(PlanningRule other) {
    return with(RebalanceMethod.of(other));
  }

  /** The same, going elsewhere. */
  public PlanRules with(RebalanceMethod other) {
    return new PlanRules(
        other, drift, minimumTradeValue, cashReserve, netLiquidationDistanceMax, commissions, cash, lotSize,
        turnoverMax);
  }

  /** The same with other reasons to trade. */
  public PlanRules with(DriftPolicy other) {
    return new PlanRules(
        method, other, minimumTradeValue, cashReserve, netLiquidationDistanceMax, commissions, cash, lotSize,
        turnoverMax);
  }

  /** The same in other lots. */
  public PlanRules with(LotSize other) {
    return new PlanRules(
        method, drift, minimumTradeValue, cashReserve, netLiquidationDistanceMax, commissions, cash, other,
        turnoverMax);
  }

  /** The same under the breach, the destination and the largest turnover of this policy. */
  public PlanRules with(Policy policy) {
    return new PlanRules(
        policy.method(), policy.drift(), minimumTradeValue, cashReserve, netLiquidationDistanceMax, commissions, cash,
        lotSize, policy.turnoverMax());
  }

  /** The same without a largest turnover. */
  public PlanRules withoutTurnoverMax() {
    return turnoverMax.isEmpty()
        ? this
        : new PlanRules(
            method, drift, minimumTradeValue, cashReserve, netLiquidationDistanceMax, commissions, cash, lotSize,
            Optional.empty());
  }

  /** The same paying these commissions. */
  public PlanRules with(CommissionSchedule other) {
    return new PlanRules(
        method, drift, minimumTradeValue, cashReserve, netLiquidationDistanceMax, other, cash, lotSize, turnoverMax);
  }

  /** What is left of a policy with a soft and a hard band while its cool-down or its gate closes the soft one. */
  public PlanRules hardOnly() {
    return switch (drift) {
      case DriftPolicy.SoftAndHard both -> with(new DriftPolicy.Relative(both.hard()))
          .with(both.hardFraction().signum() == 0
              ? method
              : new RebalanceMethod.PartWay(both.hardFraction()));
      case DriftPolicy other -> this;
    };
  }

  private static void requireNotNegative(String name, BigDecimal value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(name + " cannot be negative, was " + Text.of(value));
    }
  }
}
