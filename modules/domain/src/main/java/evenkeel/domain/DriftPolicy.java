package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * From which distance a weight is a reason to trade. Every policy is a band around each target; distances and weights
 * are fractions of the base, and a distance that is the band exactly breaches.
 */
public sealed interface DriftPolicy {
  /** The same distance for every target (Vanguard 2010); with 0 every look is a reason. */
  record Absolute(BigDecimal distance) implements DriftPolicy {
    public Absolute {
      require("drift threshold", distance, BigDecimal.ONE);
    }
  }

  /** A part of each target; a target of 0 never breaches. */
  record Relative(BigDecimal part) implements DriftPolicy {
    public Relative {
      require("relative threshold", part, BigDecimal.TEN);
    }
  }

  /** The smaller of a distance and a part of the target (Swedroe: 5 points, 25 %); of a target of 0 the distance. */
  record Smaller(BigDecimal distance, BigDecimal part) implements DriftPolicy {
    public Smaller {
      require("drift threshold", distance, BigDecimal.ONE);
      require("relative threshold", part, BigDecimal.TEN);
    }
  }

  /** The part of the target, and never less than the floor. */
  record Hybrid(BigDecimal part, BigDecimal floor) implements DriftPolicy {
    public Hybrid {
      require("relative threshold", part, BigDecimal.TEN);
      require("floor of the threshold", floor, BigDecimal.ONE);
    }
  }

  /**
   * A soft band that the cool-down and the gate must allow, and a hard one that nothing stops; both relative, as
   * thetagang's {@code regime_rebalance} has them.
   *
   * @param hardFraction which part of the way to the target is traded once the hard band is reached
   */
  record SoftAndHard(BigDecimal soft, BigDecimal hard, BigDecimal hardFraction, Optional<RangeGate> gate)
      implements
        DriftPolicy {
    public SoftAndHard {
      require("soft threshold", soft, BigDecimal.TEN);
      require("hard threshold", hard, BigDecimal.TEN);
      require("fraction of the hard threshold", hardFraction, BigDecimal.ONE);
      if (hard.compareTo(soft) < 0) {
        throw new IllegalArgumentException("the hard threshold must not be below the soft one");
      }
    }

    /** The hard band around a target; empty where the target is 0. */
    public Optional<BigDecimal> hardBand(BigDecimal target) {
      return partOf(target, hard);
    }
  }

  /** Whatever the drift: a calendar. */
  record Always() implements DriftPolicy {}

  /** Whatever the drift, never: what was bought is held. */
  record Never() implements DriftPolicy {}

  /** A reason at every look. */
  static DriftPolicy always() {
    return new Always();
  }

  /** A reason at no look. */
  static DriftPolicy never() {
    return new Never();
  }

  /** How far a weight may be from this target before it breaches; empty when it never does. */
  default Optional<BigDecimal> band(BigDecimal target) {
    return switch (this) {
      case Absolute absolute -> Optional.of(absolute.distance());
      case Relative relative -> partOf(target, relative.part());
      case Smaller smaller -> Optional.of(
          partOf(target, smaller.part()).map(smaller.distance()::min).orElse(smaller.distance()));
      case Hybrid hybrid -> Optional.of(hybrid.part().multiply(target).max(hybrid.floor()));
      case SoftAndHard both -> partOf(target, both.soft());
      case Always always -> Optional.of(BigDecimal.ZERO);
      case Never never -> Optional.empty();
    };
  }

  /** Whether a weight is a reason to trade; both are fractions. */
  default boolean reached(BigDecimal weight, BigDecimal target) {
    return reached(weight, target, BigDecimal.ONE);
  }

  /** The same of an amount of the base, where nothing is rounded, so that equality counts. */
  default boolean reached(BigDecimal value, BigDecimal target, BigDecimal base) {
    BigDecimal distance = value.subtract(target.multiply(base)).abs();
    return band(target).filter(band -> Amounts.reaches(distance, band.multiply(base))).isPresent();
  }

  private static Optional<BigDecimal> partOf(BigDecimal target, BigDecimal part) {
    return target.signum() == 0 ? Optional.empty() : Optional.of(part.multiply(target));
  }

  private static void require(String name, BigDecimal value, BigDecimal max) {
    if (value.signum() < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          name + " must be from 0 to " + Text.of(max) + ", was " + Text.of(value));
    }
  }
}
