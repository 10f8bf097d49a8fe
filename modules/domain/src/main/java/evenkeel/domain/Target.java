package evenkeel.domain;

import java.math.BigDecimal;

/** A wanted holding: its share of the whole wealth as a fraction (0.25 is a quarter). */
public record Target(Symbol symbol, BigDecimal weight, Venue venue) {}
