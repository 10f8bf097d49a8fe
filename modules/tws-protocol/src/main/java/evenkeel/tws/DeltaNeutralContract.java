package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** The underlying of a delta-neutral contract. */
public record DeltaNeutralContract(int conId, Optional<BigDecimal> delta,
    Optional<BigDecimal> price) {}
