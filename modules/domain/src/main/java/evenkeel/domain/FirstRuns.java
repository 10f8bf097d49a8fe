package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much the first runs with real money may trade. A plan that is larger becomes a part of itself, so that a first
 * run goes the whole way with little money; what is left of the drift is for the runs after it.
 *
 * @param runs how many runs that traded are capped; 0 for none
 * @param valueMax of all orders of a run together, sells and buys, in the account's currency
 * @param symbolsMax how many symbols a run may trade
 */
public record FirstRuns(int runs, BigDecimal valueMax, int symbolsMax) {
  /** Nothing is capped. */
  public static final FirstRuns NONE = new FirstRuns(0, BigDecimal.ONE, 1);

  public FirstRuns {
    if (runs < 0 || symbolsMax < 1 || valueMax.signum() <= 0) {
      throw new IllegalArgumentException(
          "live.first-runs needs a number of runs from 0 and limits above 0, was " + runs + " runs, " + valueMax + ", "
              + symbolsMax + " symbols");
    }
  }

  /**
   * Runs that filled something in mode live, as far as this book goes. Orders by hand do not count: they go another
   * way than a rebalance.
   */
  public static long traded(ExecutionBook book) {
    return book.runs().values().stream().filter(run -> run.mode() == TradingMode.LIVE && !run.isByHand())
        .filter(run -> run.orders().values().stream().anyMatch(life -> life.fills().shares().signum() > 0)).count();
  }

  /** Whether a run is still one of the first. */
  public boolean applies(TradingMode mode, ExecutionBook book) {
    return mode == TradingMode.LIVE && traded(book) < runs;
  }

  /**
   * The part of the plan that fits: the orders of the largest drift, as many symbols as are allowed, each with an equal
   * share of the value and what those before it left; buys within the cash that is there and the sells bring. Whole
   * shares, no order larger than the plan's. Refused where not even one share fits.
   *
   * @param cashReserve what the run must leave
   */
  public PlanOutcome cap(PlanOutcome.Plan plan, BigDecimal cashReserve, CommissionSchedule commissions) {
    List<PlannedOrder> largest = plan.orders().stream()
        .sorted(Comparator.comparing((PlannedOrder order) -> order.drift().abs()).reversed()).limit(symbolsMax)
        .toList();
    Map<Symbol, BigDecimal> shares = new LinkedHashMap<>();
    BigDecimal left = valueMax;
    for (int i = 0; i < largest.size(); i++) {
      PlannedOrder order = largest.get(i);
      BigDecimal share = left.divide(BigDecimal.valueOf(largest.size() - i), 2, RoundingMode.DOWN);
      BigDecimal quantity = whole(share, order);
      quantity = (quantity.signum() == 0 ? whole(left, order) : quantity).min(order.quantity());
      shares.put(order.symbol(), quantity);
      left = left.subtract(quantity.multiply(order.price()));
    }
    List<PlannedOrder> kept = withinCash(plan, shares, plan.money().subtract(cashReserve), commissions);
    if (kept.isEmpty()) {
      return new PlanOutcome.Refused(
          List.of("the first live runs are capped at " + Text.money(valueMax) + " and " + symbolsMax
              + " symbols (live.first-runs), and no share of " + largest.getFirst().symbol() + " at "
              + Text.of(largest.getFirst().price()) + " fits"),
          plan.driftReport());
    }
    return PlanOutcome.Plan.of(plan.drift(), kept, plan.skipped()).converting(plan.conversions(), cashReserve);
  }

  private static BigDecimal whole(BigDecimal value, PlannedOrder order) {
    return value.divide(order.price(), 0, RoundingMode.DOWN).max(BigDecimal.ZERO);
  }

  /** In the plan's order, which has sells first. */
  static List<PlannedOrder> withinCash(
      PlanOutcome.Plan plan, Map<Symbol, BigDecimal> shares, BigDecimal cash, CommissionSchedule commissions) {
    var kept = new ArrayList<PlannedOrder>();
    BigDecimal there = cash;
    for (PlannedOrder order : plan.orders()) {
      BigDecimal quantity = shares.getOrDefault(order.symbol(), BigDecimal.ZERO);
      if (order.side() == Side.BUY) {
        BigDecimal fee = commissions.estimate(quantity, quantity.multiply(order.price()));
        quantity = quantity.min(whole(there.subtract(fee), order));
      }
      if (quantity.signum() == 0) {
        continue;
      }
      PlannedOrder part = order.withQuantity(quantity, commissions);
      kept.add(part);
      BigDecimal value = part.estimatedValue();
      there = there.subtract(part.estimatedCommission()).add(order.side() == Side.SELL ? value : value.negate());
    }
    return kept;
  }

  /** What all orders of a plan are worth, to the cent. */
  public static BigDecimal value(PlanOutcome.Plan plan) {
    return plan.value(Side.SELL).add(plan.value(Side.BUY)).setScale(2, RoundingMode.HALF_UP);
  }

  /** Why an order by hand is too large for the first runs; empty where it fits. It is never made smaller by a rule. */
  public Optional<String> objection(PlannedOrder order) {
    return objection("the order is", order.estimatedValue());
  }

  /** Why a run's orders, once one of them is larger, are too large for the first runs. */
  Optional<String> objection(BigDecimal ofRun) {
    return objection("the orders of its run would be", ofRun);
  }

  private Optional<String> objection(String what, BigDecimal value) {
    return value.compareTo(valueMax) > 0
        ? Optional.of(what + " for " + Text.money(value)
            + ", and until " + runs + " live runs have traded an order is capped at " + Text.money(valueMax)
            + " (live.first-runs)")
        : Optional.empty();
  }
}
