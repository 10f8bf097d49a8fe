package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Sells until borrowed cash is paid back. The sales that bring holdings to their targets nearly do that; rounding to
 * whole shares and sales below the minimum trade value leave a rest, which is sold of the holding that lies farthest
 * above its target.
 */
final class Repayment {
  private final DriftReport drift;
  private final PlanRules rules;
  private final BigDecimal invested;

  /** @param invested the amount that targets are fractions of */
  Repayment(DriftReport drift, PlanRules rules, BigDecimal invested) {
    this.drift = drift;
    this.rules = rules;
    this.invested = invested;
  }

  /**
   * Adds to the sales until they cover what is missing, or no whole share is left.
   *
   * @param sales by symbol; changed
   * @param budget cash beyond the reserve once the sales are paid for; negative when it is missing
   * @return the budget with the further sales
   */
  BigDecimal cover(Map<Symbol, PlannedOrder> sales, BigDecimal budget) {
    BigDecimal left = budget;
    Optional<DriftLine> next = farthestAboveTarget(sales);
    while (left.signum() < 0 && next.isPresent()) {
      DriftLine line = next.get();
      PlannedOrder before = sales.get(line.symbol());
      BigDecimal quantity = quantity(line, left.negate(), sales);
      PlannedOrder after = PlannedOrder.of(line, Side.SELL, quantity, rules.commissions());
      sales.put(line.symbol(), after);
      left = left.add(proceeds(after)).subtract(before == null ? BigDecimal.ZERO : proceeds(before));
      next = farthestAboveTarget(sales);
    }
    return left;
  }

  private BigDecimal quantity(DriftLine line, BigDecimal missing, Map<Symbol, PlannedOrder> sales) {
    BigDecimal sold = sold(line, sales);
    BigDecimal wanted = sold.add(missing.divide(line.price(), rules.lotSize().decimals(), RoundingMode.CEILING));
    BigDecimal least = rules.minimumTradeValue().divide(line.price(), rules.lotSize().decimals(), RoundingMode.CEILING);
    return wanted.max(least).min(whole(line));
  }

  private Optional<DriftLine> farthestAboveTarget(Map<Symbol, PlannedOrder> sales) {
    // Of equals max takes the last, and the earlier target is to win.
    return drift.lines().reversed().stream().filter(line -> whole(line).compareTo(sold(line, sales)) > 0)
        .max(Comparator.comparing(line -> surplus(line, sales)));
  }

  private BigDecimal surplus(DriftLine line, Map<Symbol, PlannedOrder> sales) {
    return line.shares().subtract(sold(line, sales)).multiply(line.price())
        .subtract(line.targetWeight().multiply(invested));
  }

  private static BigDecimal sold(DriftLine line, Map<Symbol, PlannedOrder> sales) {
    PlannedOrder sale = sales.get(line.symbol());
    return sale == null ? BigDecimal.ZERO : sale.quantity();
  }

  private BigDecimal whole(DriftLine line) {
    return line.shares().setScale(rules.lotSize().decimals(), RoundingMode.DOWN);
  }

  private static BigDecimal proceeds(PlannedOrder sale) {
    return sale.estimatedValue().subtract(sale.estimatedCommission());
  }
}
