package evenkeel.domain;

import java.math.BigDecimal;

/** Where a plan goes once there is a reason to trade. */
public sealed interface RebalanceMethod {
  /** Every holding to its target. */
  record ToTarget() implements RebalanceMethod {}

  /** The largest drift shrinks to this bound and every other by the same factor (Vanguard 2024: 200/175). */
  record ToBound(BigDecimal bound) implements RebalanceMethod {
    public ToBound {
      requireFraction("the bound", bound);
    }
  }

  /** Every holding this part of the way to its target (Daryanani 2008: half). */
  record PartWay(BigDecimal fraction) implements RebalanceMethod {
    public PartWay {
      requireFraction("the part of the way", fraction);
    }
  }

  /** Only what breached, to its target; cash takes and gives the rest, and is never exceeded. */
  record BreachedOnly() implements RebalanceMethod {}

  /** {@link PlanningRule#BREACHED_LEGS}: each holding by itself, cash unchecked. */
  record BreachedLegs() implements RebalanceMethod {}

  /** {@link PlanningRule#TOP_UP}: cash buys in proportion to what is missing; nothing is sold. */
  record CashFirst() implements RebalanceMethod {}

  /** Every holding to its target. */
  static RebalanceMethod toTarget() {
    return new ToTarget();
  }

  /** The method of one of today's rules. */
  static RebalanceMethod of(PlanningRule rule) {
    return switch (rule) {
      case WHOLE_PORTFOLIO -> toTarget();
      case BREACHED_LEGS -> new BreachedLegs();
      case TOP_UP -> new CashFirst();
    };
  }

  /** By which base and cash it plans. */
  default PlanningRule rule() {
    return switch (this) {
      case ToTarget target -> PlanningRule.WHOLE_PORTFOLIO;
      case ToBound bound -> PlanningRule.WHOLE_PORTFOLIO;
      case PartWay part -> PlanningRule.WHOLE_PORTFOLIO;
      case BreachedOnly only -> PlanningRule.WHOLE_PORTFOLIO;
      case BreachedLegs legs -> PlanningRule.BREACHED_LEGS;
      case CashFirst cash -> PlanningRule.TOP_UP;
    };
  }

  /**
   * What is left of each drift.
   *
   * @param largest the largest distance of a holding from its target
   * @return from 0, the target itself, to 1, where nothing is traded; to 34 digits
   */
  default BigDecimal left(BigDecimal largest) {
    return switch (this) {
      case ToTarget target -> BigDecimal.ZERO;
      case ToBound bound -> largest.compareTo(bound.bound()) <= 0
          ? BigDecimal.ONE
          : Amounts.ratio(bound.bound(), largest);
      case PartWay part -> BigDecimal.ONE.subtract(part.fraction());
      case BreachedOnly only -> BigDecimal.ZERO;
      case BreachedLegs legs -> BigDecimal.ZERO;
      case CashFirst cash -> BigDecimal.ZERO;
    };
  }

  /** The weight that a holding which is traded goes to; all are fractions. */
  default BigDecimal destination(BigDecimal weight, BigDecimal target, BigDecimal largest) {
    return target.add(weight.subtract(target).multiply(left(largest)));
  }

  private static void requireFraction(String name, BigDecimal value) {
    if (value.signum() <= 0 || value.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(name + " must be above 0 and at most 1, was " + Text.of(value));
    }
  }
}
