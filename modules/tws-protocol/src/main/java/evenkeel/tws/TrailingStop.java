package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** The trigger of a trailing order. */
public record TrailingStop(Optional<BigDecimal> stopPrice, Optional<BigDecimal> percent) {
  public static final TrailingStop NONE = new TrailingStop(Optional.empty(), Optional.empty());
}
