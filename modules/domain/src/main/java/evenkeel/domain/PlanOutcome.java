package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What {@link Planner} decides. */
public sealed interface PlanOutcome {
  /** The drift that was found, when there was enough to compute it. */
  Optional<DriftReport> driftReport();

  /**
   * There is something to trade.
   *
   * @param orders at least one, in the order to send them: sells before buys, larger value first
   * @param skipped the targets without an order, in the order of the targets
   * @param cashAfter the account's cash once all orders filled at their prices and were paid for
   */
  record Plan(DriftReport drift, List<PlannedOrder> orders, List<Skipped> skipped,
      BigDecimal cashAfter)
      implements
        PlanOutcome {
    private static final Comparator<PlannedOrder> ORDER_OF_EXECUTION = Comparator
        .comparing((PlannedOrder order) -> order.side() == Side.BUY)
        .thenComparing(PlannedOrder::estimatedValue, Comparator.reverseOrder());

    public Plan {
      orders = List.copyOf(orders);
      skipped = List.copyOf(skipped);
      if (orders.isEmpty()) {
        throw new IllegalArgumentException("a plan has orders");
      }
    }

    /** The plan of these orders, put into the order to send them; the first of equals stays first. */
    static Plan of(DriftReport drift, List<PlannedOrder> orders, List<Skipped> skipped) {
      List<PlannedOrder> sorted = orders.stream().sorted(ORDER_OF_EXECUTION).toList();
      BigDecimal cashAfter = drift.cash();
      for (PlannedOrder order : sorted) {
        cashAfter = switch (order.side()) {
          case SELL -> cashAfter.add(order.estimatedValue());
          case BUY -> cashAfter.subtract(order.estimatedValue());
        };
        cashAfter = cashAfter.subtract(order.estimatedCommission());
      }
      return new Plan(drift, sorted, skipped, cashAfter);
    }

    @Override
    public Optional<DriftReport> driftReport() {
      return Optional.of(drift);
    }

    /** The value of all orders of a side. */
    public BigDecimal value(Side side) {
      return orders.stream().filter(order -> order.side() == side).map(PlannedOrder::estimatedValue)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal commissions() {
      return orders.stream().map(PlannedOrder::estimatedCommission).reduce(BigDecimal.ZERO,
          BigDecimal::add);
    }
  }

  /**
   * There is nothing to trade: no holding breaches, or what breaches cannot be mended with whole
   * shares of the minimum trade value; {@code skipped} says which.
   */
  record OnTarget(DriftReport drift, List<Skipped> skipped) implements PlanOutcome {
    public OnTarget {
      skipped = List.copyOf(skipped);
    }

    @Override
    public Optional<DriftReport> driftReport() {
      return Optional.of(drift);
    }
  }

  /** No plan may be made, for every one of these reasons. */
  record Refused(List<String> reasons, Optional<DriftReport> driftReport) implements PlanOutcome {
    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a refusal has reasons");
      }
    }
  }
}
