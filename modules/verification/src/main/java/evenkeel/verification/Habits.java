package evenkeel.verification;

import evenkeel.domain.CurrencyConversion;
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
 * @param asking whether a month end waits for the owner's word
 * @param convert what becomes of cash in other currencies
 */
record Habits(
    OrderType orderType, MissedCutOff missed, PlanningRule rule, Asking asking, CurrencyConversion convert) {
  /** Whether a month end waits for the owner's word, and what silence means. */
  enum Asking {
    NEVER, ELSE_SKIP, ELSE_TRADE
  }

  /** As the defaults are. */
  static final Habits USUAL = new Habits(
      OrderType.MOC, MissedCutOff.NEXT_SESSION, PlanningRule.WHOLE_PORTFOLIO, Asking.NEVER);

  /** With other currencies treated as by default; nobody else has any. */
  Habits(OrderType orderType, MissedCutOff missed, PlanningRule rule, Asking asking) {
    this(orderType, missed, rule, asking, CurrencyConversion.ALERT);
  }

  private static final int OF = 5;
  private static final int USUAL_OF_FIVE = 3;
  private static final List<OrderType> TYPES = List.of(OrderType.MOC, OrderType.MKT);
  private static final List<MissedCutOff> POLICIES = List.of(MissedCutOff.values());
  private static final List<PlanningRule> RULES = List.of(PlanningRule.values());
  private static final List<Asking> ASKING = List.of(Asking.values());

  /** Mostly the defaults: they are what most owners trade with. */
  static Habits draw(RandomGenerator random) {
    return random.nextInt(OF) < USUAL_OF_FIVE
        ? USUAL
        : new Habits(drawn(TYPES, random), drawn(POLICIES, random), drawn(RULES, random), drawn(ASKING, random));
  }

  /** The same with other currencies treated so. */
  Habits converting(CurrencyConversion other) {
    return new Habits(orderType, missed, rule, asking, other);
  }

  private static <T> T drawn(List<T> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }
}
