package evenkeel.domain;

import java.math.BigDecimal;

/**
 * An order that a plan wants: a whole, positive number of shares at the price it was planned with.
 *
 * @param estimatedValue quantity times price
 * @param drift of its symbol before the plan, a fraction
 */
public record PlannedOrder(Symbol symbol, Side side, BigDecimal quantity, BigDecimal price,
    BigDecimal estimatedValue, BigDecimal estimatedCommission, BigDecimal drift) {}
