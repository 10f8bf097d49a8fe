package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The owner's targets in their order, which breaks ties in plans, and the cash to hold beside them.
 * Weights are fractions of the whole wealth, broker and elsewhere together, and sum to 1.
 *
 * @param cashWeight the share to keep as cash at the broker; zero when there is no cash target
 */
public record Targets(List<Target> targets, BigDecimal cashWeight) {
  /** How far from 1 the weights may sum, for thirds written as decimals. */
  private static final BigDecimal SUM_DISTANCE_MAX = new BigDecimal("1e-9");

  /** Throws an {@link IllegalArgumentException} with every reason of {@link #check}. */
  public Targets {
    targets = List.copyOf(targets);
    List<String> reasons = check(targets, cashWeight);
    if (!reasons.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", reasons));
    }
  }

  /** Why these are no targets, each reason a sentence for the owner; empty when they are. */
  public static List<String> check(List<Target> targets, BigDecimal cashWeight) {
    List<String> reasons = new ArrayList<>();
    Set<Symbol> seen = new HashSet<>();
    BigDecimal sum = cashWeight;
    boolean atBroker = false;
    for (Target target : targets) {
      BigDecimal weight = target.weight();
      if (weight.signum() <= 0 || weight.compareTo(BigDecimal.ONE) > 0) {
        reasons.add("weight of " + target.symbol() + " must be above 0 and at most 1, was "
            + Text.of(weight));
      }
      if (!seen.add(target.symbol())) {
        reasons.add(target.symbol() + " is a target twice");
      }
      atBroker |= target.venue() == Venue.BROKER;
      sum = sum.add(weight);
    }
    if (cashWeight.signum() < 0 || cashWeight.compareTo(BigDecimal.ONE) >= 0) {
      reasons.add("weight of cash must be at least 0 and below 1, was " + Text.of(cashWeight));
    }
    if (!atBroker) {
      reasons.add("no target is held at the broker");
    }
    if (sum.subtract(BigDecimal.ONE).abs().compareTo(SUM_DISTANCE_MAX) > 0) {
      reasons.add("weights (with cash and what is held elsewhere) must sum to 1, the sum is "
          + Text.of(sum));
    }
    return List.copyOf(reasons);
  }

  /**
   * The weights within the broker's account, in the order of the targets: DBMF, GLD and BIL at 0.25
   * each beside 0.25 elsewhere are a third each. Rounded to 34 digits; with a cash target they sum
   * to less than 1.
   */
  public SequencedMap<Symbol, BigDecimal> brokerWeights() {
    BigDecimal whole = brokerSum();
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    for (Target target : targets) {
      if (target.venue() == Venue.BROKER) {
        weights.put(target.symbol(), target.weight().divide(whole, MathContext.DECIMAL128));
      }
    }
    return Collections.unmodifiableSequencedMap(weights);
  }

  /** The share of the broker's account to keep as cash. */
  public BigDecimal brokerCashWeight() {
    return cashWeight.divide(brokerSum(), MathContext.DECIMAL128);
  }

  /** What the owner says of the contract of a symbol at the broker; nothing for a symbol in no target. */
  public ContractCriteria criteria(Symbol symbol) {
    return targets.stream().filter(target -> target.venue() == Venue.BROKER && target.symbol().equals(symbol))
        .map(Target::criteria).findFirst().orElse(ContractCriteria.NONE);
  }

  /** The targets held elsewhere. */
  public List<Target> sleeve() {
    return targets.stream().filter(target -> target.venue() == Venue.ELSEWHERE).toList();
  }

  /** The share of the whole wealth that is held elsewhere. */
  public BigDecimal sleeveWeight() {
    return sleeve().stream().map(Target::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal brokerSum() {
    return targets.stream().filter(target -> target.venue() == Venue.BROKER).map(Target::weight)
        .reduce(cashWeight, BigDecimal::add);
  }
}
