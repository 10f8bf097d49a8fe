package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How much money of each holding a plan wants to move: its way to where {@link RebalanceMethod} goes. */
final class Destination {
  private static final MathContext DOWN = new MathContext(MathContext.DECIMAL128.getPrecision(), RoundingMode.DOWN);
  private static final BigDecimal TWO = new BigDecimal(2);

  private final DriftReport drift;
  private final PlanRules rules;

  Destination(DriftReport drift, PlanRules rules) {
    this.drift = drift;
    this.rules = rules;
  }

  /**
   * What is missing of each holding that is traded, negative where it is too much.
   *
   * @param invested the amount that targets are fractions of
   */
  Map<Symbol, BigDecimal> gaps(BigDecimal invested) {
    Map<Symbol, BigDecimal> gaps = new LinkedHashMap<>();
    BigDecimal part = BigDecimal.ONE.subtract(left());
    for (DriftLine line : drift.lines()) {
      BigDecimal gap = line.targetWeight().multiply(invested).subtract(line.marketValue());
      if (line.breach() || !isBreachedOnly()) {
        gaps.put(line.symbol(), part.compareTo(BigDecimal.ONE) == 0 ? gap : gap.multiply(part));
      }
    }
    return rules.turnoverMax().map(max -> within(gaps, max)).orElse(gaps);
  }

  private boolean isBreachedOnly() {
    return rules.method() instanceof RebalanceMethod.BreachedOnly;
  }

  private BigDecimal left() {
    if (drift.isDebitToPayBack()) {
      // Borrowed cash is paid back in full.
      return BigDecimal.ZERO;
    }
    Optional<BigDecimal> hard = rules.drift() instanceof DriftPolicy.SoftAndHard both
        && drift.lines().stream().anyMatch(line -> isHard(both, line))
            ? Optional.of(both.hardFraction())
            : Optional.empty();
    return hard.map(BigDecimal.ONE::subtract).orElseGet(() -> rules.method().left(largest()));
  }

  private boolean isHard(DriftPolicy.SoftAndHard both, DriftLine line) {
    BigDecimal distance = line.marketValue().subtract(line.targetWeight().multiply(drift.base())).abs();
    return both.hardBand(line.targetWeight())
        .filter(band -> Amounts.reaches(distance, band.multiply(drift.base()))).isPresent();
  }

  private BigDecimal largest() {
    return drift.lines().stream().map(line -> line.drift().abs())
        .reduce(drift.cashDrift().abs(), BigDecimal::max);
  }

  private Map<Symbol, BigDecimal> within(Map<Symbol, BigDecimal> gaps, BigDecimal max) {
    BigDecimal moved = gaps.values().stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal allowed = max.multiply(TWO).multiply(drift.base());
    if (moved.compareTo(allowed) <= 0) {
      return gaps;
    }
    BigDecimal factor = allowed.divide(moved, DOWN);
    gaps.replaceAll((symbol, gap) -> gap.multiply(factor));
    return gaps;
  }
}
