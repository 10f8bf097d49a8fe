package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** Volatility orders of options. */
public record OrderVolatility(Optional<BigDecimal> volatility, OptionalInt volatilityType,
    int continuousUpdate, OptionalInt referencePriceType) {
  public static final OrderVolatility NONE = new OrderVolatility(Optional.empty(),
      OptionalInt.empty(), 0, OptionalInt.empty());
}
