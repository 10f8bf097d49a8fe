package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@link Planner} decides. */
public sealed interface PlanOutcome {
  /** The drift that was found, when there was enough to compute it. */
  Optional<DriftReport> driftReport();

  /**
   * There is something to trade.
   *
   * @param orders in the order to send them: sells before buys, larger value first; at least one here or in
   *     {@code later}
   * @param skipped the targets without an order, in the order of the targets
   * @param cashAfter the account's cash once all orders, those that wait included, filled and were paid for
   * @param later buys that wait until the proceeds of sells have settled, in sending order; empty in a margin account
   * @param conversions what is converted first, for purchases that the traded currency alone does not pay for; empty in
   *     journals of earlier versions, and in an account without margin
   */
  record Plan(DriftReport drift, List<PlannedOrder> orders, List<Skipped> skipped,
      BigDecimal cashAfter, List<PlannedOrder> later, List<CurrencyOrder> conversions)
      implements
        PlanOutcome {
    private static final Comparator<PlannedOrder> ORDER_OF_EXECUTION = Comparator
        .comparing((PlannedOrder order) -> order.side() == Side.BUY)
        .thenComparing(PlannedOrder::estimatedValue, Comparator.reverseOrder());

    public Plan {
      orders = List.copyOf(orders);
      skipped = List.copyOf(skipped);
      // Journals of earlier versions have none.
      later = later == null ? List.of() : List.copyOf(later);
      conversions = conversions == null ? List.of() : List.copyOf(conversions);
      if (orders.isEmpty() && later.isEmpty()) {
        throw new IllegalArgumentException("a plan has orders");
      }
    }

    /** Without a conversion. */
    public Plan(DriftReport drift, List<PlannedOrder> orders, List<Skipped> skipped, BigDecimal cashAfter,
        List<PlannedOrder> later) {
      this(drift, orders, skipped, cashAfter, later, List.of());
    }

    /** A plan of one step without a conversion. */
    public Plan(DriftReport drift, List<PlannedOrder> orders, List<Skipped> skipped, BigDecimal cashAfter) {
      this(drift, orders, skipped, cashAfter, List.of());
    }

    /** The same plan in two steps. */
    Plan inSteps(List<PlannedOrder> today, List<PlannedOrder> next) {
      return new Plan(drift, today, skipped, cashAfter, next, conversions);
    }

    /** The same plan with these of its orders in the second step. */
    Plan deferring(List<PlannedOrder> refused) {
      return inSteps(
          orders.stream().filter(order -> !refused.contains(order)).toList(),
          Stream.concat(later.stream(), refused.stream().filter(orders::contains)).toList());
    }

    /** The same plan in one step. */
    public Plan inOneStep() {
      return new Plan(drift, all(), skipped, cashAfter, List.of(), conversions);
    }

    /** The orders of both steps, in the order to send them. */
    public List<PlannedOrder> all() {
      return Stream.concat(orders.stream(), later.stream()).toList();
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

    /** The same with what its purchases need of the other currencies, as far as these orders bring it. */
    Plan converting(List<CurrencyOrder> largest, BigDecimal reserved) {
      Cash cash = drift.currencies().orElse(Cash.NONE);
      List<CurrencyOrder> needed = CurrencyOrder.covering(reserved.subtract(cashAfter), largest, cash);
      BigDecimal more = needed.stream().map(CurrencyOrder::net).reduce(BigDecimal.ZERO, BigDecimal::add);
      return new Plan(drift, orders, skipped, cashAfter.add(more), later, needed);
    }

    @Override
    public Optional<DriftReport> driftReport() {
      return Optional.of(drift);
    }

    /** The cash of the traded currency with what the conversions bring. */
    BigDecimal money() {
      return conversions.stream().map(CurrencyOrder::net).reduce(drift.cash(), BigDecimal::add);
    }

    /** The value of all orders of a side. */
    public BigDecimal value(Side side) {
      return all().stream().filter(order -> order.side() == side).map(PlannedOrder::estimatedValue)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal commissions() {
      BigDecimal ofConversions = conversions.stream().map(CurrencyOrder::estimatedCommission).reduce(BigDecimal.ZERO,
          BigDecimal::add);
      return all().stream().map(PlannedOrder::estimatedCommission).reduce(ofConversions, BigDecimal::add);
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
