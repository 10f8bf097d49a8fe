package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** What an account receives of an allocated order. */
public record OrderAllocation(AccountId account, Optional<BigDecimal> position,
    Optional<BigDecimal> positionDesired,
    Optional<BigDecimal> positionAfter, Optional<BigDecimal> desiredQuantity,
    Optional<BigDecimal> allowedQuantity,
    boolean monetary) {}
