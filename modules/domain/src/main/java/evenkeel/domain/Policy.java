package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * When to look, what breaches, where to go, and what else must hold.
 *
 * @param name as in the configuration, see {@link Policies}
 * @param coolDown since the last fill; {@link DriftPolicy.SoftAndHard} applies it to its soft band alone
 * @param turnoverMax (buys + sells) / 2 of a run, as a fraction of the base, above which all its trades shrink by the
 *     same factor; empty for no limit
 * @param tranches so many books of equal size, of which each looks in its own month only; 1 for one book
 * @param volatility moves the targets; empty where they stay
 */
public record Policy(
    String name, LookSchedule look, DriftPolicy drift, RebalanceMethod method, CoolDown coolDown,
    Optional<BigDecimal> turnoverMax, int tranches, Optional<VolatilityTargets> volatility) {
  public Policy {
    if (turnoverMax.filter(max -> max.signum() <= 0).isPresent()) {
      throw new IllegalArgumentException("the largest turnover of a run must be above 0");
    }
    if (tranches < 1 || tranches > 12 || 12 % tranches != 0) {
      throw new IllegalArgumentException("tranches must divide 12 months, was " + tranches);
    }
  }

  /** Without further conditions. */
  public Policy(String name, LookSchedule look, DriftPolicy drift, RebalanceMethod method) {
    this(name, look, drift, method, CoolDown.NONE, Optional.empty(), 1, Optional.empty());
  }

  /** The same, looking at other times. */
  public Policy with(LookSchedule other) {
    return new Policy(name, other, drift, method, coolDown, turnoverMax, tranches, volatility);
  }

  /** The same, breaching elsewhere. */
  public Policy with(DriftPolicy other) {
    return new Policy(name, look, other, method, coolDown, turnoverMax, tranches, volatility);
  }
}
