package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** A margin figure before an order, its change, and after it; empty unless the order is a preview. */
public record Margin(Optional<BigDecimal> before, Optional<BigDecimal> change,
    Optional<BigDecimal> after) {
  public static final Margin NONE = new Margin(Optional.empty(), Optional.empty(),
      Optional.empty());
}
