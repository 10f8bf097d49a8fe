package evenkeel.verification;

import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanningRule;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What an owner may have configured otherwise.
 *
 * @param orderType of a run's orders
 * @param missed what becomes of a month end whose cut-off passed
 * @param rule what a breach leads to
 */
record Habits(OrderType orderType, MissedCutOff missed, PlanningRule rule) {
  /** As the defaults are. */
  static final Habits USUAL = new Habits(OrderType.MOC, MissedCutOff.NEXT_SESSION, PlanningRule.WHOLE_PORTFOLIO);

  private static final int USUAL_OF_FIVE = 3;
  private static final List<OrderType> TYPES = List.of(OrderType.MOC, OrderType.MKT);
  private static final List<MissedCutOff> POLICIES = List.of(MissedCutOff.values());
  private static final List<PlanningRule> RULES = List.of(PlanningRule.values());

  /** Mostly the defaults: they are what most owners trade with. */
  static Habits draw(RandomGenerator random) {
    return random.nextInt(5) < USUAL_OF_FIVE
        ? USUAL
        : new Habits(
            TYPES.get(random.nextInt(TYPES.size())), POLICIES.get(random.nextInt(POLICIES.size())),
            RULES.get(random.nextInt(RULES.size())));
  }
}
