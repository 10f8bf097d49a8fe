package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * When the holdings elsewhere are judged.
 *
 * @param ageMax how old their value may be
 * @param driftThreshold how far their share of the whole wealth may be from its target, as a fraction (0.05 is 5
 *     points), before money should move
 */
public record SleeveRules(Duration ageMax, BigDecimal driftThreshold) {
  public SleeveRules {
    if (!ageMax.isPositive()) {
      throw new IllegalArgumentException("age of the value elsewhere must be above zero, was " + ageMax);
    }
    if (driftThreshold.signum() <= 0) {
      throw new IllegalArgumentException(
          "drift threshold of the value elsewhere must be above 0, was " + Text.of(driftThreshold));
    }
  }
}
