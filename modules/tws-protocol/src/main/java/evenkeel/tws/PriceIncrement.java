package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** From {@code lowEdge} on, prices are multiples of {@code increment}. */
public record PriceIncrement(Optional<BigDecimal> lowEdge, Optional<BigDecimal> increment) {}
