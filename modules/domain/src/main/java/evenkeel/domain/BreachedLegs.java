package evenkeel.domain;

import evenkeel.domain.PlanOutcome.OnTarget;
import evenkeel.domain.PlanOutcome.Plan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@link PlanningRule#BREACHED_LEGS}: every holding that breaches is traded by the whole shares that
 * fit into its distance from target, each by itself.
 */
final class BreachedLegs {
  private BreachedLegs() {}

  static PlanOutcome plan(DriftReport drift, PlanRules rules) {
    List<PlannedOrder> orders = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    Map<Symbol, BigDecimal> gaps = new Destination(drift, rules).gaps(drift.base());
    for (DriftLine line : drift.lines()) {
      BigDecimal gap = gaps.getOrDefault(line.symbol(), BigDecimal.ZERO);
      BigDecimal quantity = Amounts.wholeShares(gap.abs(), line.price(), rules.lotSize().decimals());
      if (!line.breach()) {
        skipped.add(new Skipped(line.symbol(), SkipReason.BELOW_THRESHOLD));
      } else if (!Amounts.reaches(gap.abs(), rules.minimumTradeValue())) {
        skipped.add(new Skipped(line.symbol(), SkipReason.BELOW_MIN_TRADE));
      } else if (quantity.signum() == 0) {
        skipped.add(new Skipped(line.symbol(), SkipReason.ZERO_SHARES));
      } else {
        Side side = gap.signum() < 0 ? Side.SELL : Side.BUY;
        orders.add(PlannedOrder.of(line, side, quantity, rules.commissions()));
      }
    }
    return orders.isEmpty() ? new OnTarget(drift, skipped) : Plan.of(drift, orders, skipped);
  }
}
