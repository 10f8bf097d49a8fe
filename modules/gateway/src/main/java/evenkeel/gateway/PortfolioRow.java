package evenkeel.gateway;

import java.math.BigDecimal;
import java.util.Optional;

/** One holding as the account stream tells it; prices and amounts are in the instrument's currency. */
public record PortfolioRow(
    Instrument instrument, BigDecimal quantity, Optional<BigDecimal> price, Optional<BigDecimal> value,
    Optional<BigDecimal> averageCost, Optional<BigDecimal> unrealized, Optional<BigDecimal> realized) {}
