package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One target against what is held of it. Weights are fractions of {@link DriftReport#base}; {@code
 * drift} is current minus target, {@code breach} whether that reaches the threshold.
 *
 * @param contract what its symbol means; empty for a plan from a file, which names symbols only
 */
public record DriftLine(Symbol symbol, BigDecimal shares, BigDecimal averageCost, BigDecimal price,
    BigDecimal marketValue, BigDecimal currentWeight, BigDecimal targetWeight, BigDecimal drift,
    boolean breach, Optional<ContractId> contract) {}
