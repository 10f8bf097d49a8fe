package evenkeel.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Decides what to trade: same inputs, same plan, in the same order. */
public final class Planner {
  private Planner() {}

  /** As the other {@code plan}, from what {@link Prices#choose} made of the quotes. */
  public static PlanOutcome plan(Portfolio portfolio, SequencedMap<Symbol, BigDecimal> weights,
      List<PriceChoice> prices, PlanRules rules) {
    return new PlanOutcome.Refused(List.of("planning is not built yet"), Optional.empty());
  }

  /**
   * The plan, or why there is none. Weights are fractions of the broker's account in the order that
   * breaks ties; what they leave below 1 stays cash.
   */
  public static PlanOutcome plan(Portfolio portfolio, SequencedMap<Symbol, BigDecimal> weights,
      Map<Symbol, BigDecimal> prices, PlanRules rules) {
    return new PlanOutcome.Refused(List.of("planning is not built yet"), Optional.empty());
  }
}
