package evenkeel.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Leaves out of a plan what is frozen, contract by contract. That is sound while the broker shows shares of each
 * target: their value counts in the weights, and every other order brings its own target nearer. Buys shrink to the
 * cash that is there without the sales that are left out. A target that is gone, or is held under another contract id,
 * makes every weight a guess: the plan is refused.
 */
public final class FrozenContracts {
  private FrozenContracts() {}

  /** The plan without orders in contracts that are frozen. */
  public static PlanOutcome leaveOut(PlanOutcome.Plan plan, AccountLock.Freeze freeze, PlanRules rules) {
    List<DriftLine> lines = plan.drift().lines();
    boolean isUnsound = freeze.isOfAccount() || !freeze.actions().isEmpty() || freeze.differences().stream().anyMatch(
        difference -> difference.held().filter(held -> held.signum() <= 0).isPresent()
            && lines.stream().anyMatch(line -> difference.isOf(line.contract(), line.symbol())));
    if (isUnsound) {
      return new PlanOutcome.Refused(List.of(freeze.sentence()), plan.driftReport());
    }
    List<PlannedOrder> free = plan.orders().stream()
        .filter(order -> !freeze.isOf(order.contract(), order.symbol())).toList();
    if (free.size() == plan.orders().size()) {
      return plan;
    }
    Map<Symbol, BigDecimal> wanted = free.stream()
        .collect(Collectors.toMap(PlannedOrder::symbol, PlannedOrder::quantity));
    List<PlannedOrder> kept = FirstRuns.withinCash(
        plan, wanted, plan.money().subtract(rules.cashReserve()), rules.commissions()).stream()
        .filter(order -> order.estimatedValue().compareTo(rules.minimumTradeValue()) >= 0).toList();
    if (kept.isEmpty()) {
      return new PlanOutcome.Refused(List.of(freeze.sentence()), plan.driftReport());
    }
    var skipped = new ArrayList<>(plan.skipped());
    plan.orders().stream().filter(order -> kept.stream().noneMatch(it -> it.symbol().equals(order.symbol())))
        .map(order -> new Skipped(order.symbol(), freeze.isOf(order.contract(), order.symbol())
            ? SkipReason.FROZEN
            : SkipReason.ZERO_SHARES))
        .forEach(skipped::add);
    return PlanOutcome.Plan.of(plan.drift(), kept, skipped).converting(plan.conversions(), rules.reserved());
  }
}
