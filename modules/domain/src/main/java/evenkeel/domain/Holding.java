package evenkeel.domain;

import java.math.BigDecimal;

/**
 * A position: its shares (negative when short, possibly fractional) and what one share cost on
 * average, in the account's currency.
 */
public record Holding(Symbol symbol, BigDecimal shares, BigDecimal averageCost) {}
