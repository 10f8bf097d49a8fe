package evenkeel.domain;

import java.math.BigDecimal;

/** What {@link Prices#choose} makes of a quote. */
public sealed interface PriceChoice {
  Symbol symbol();

  /** A price to plan with: positive, plausible, and fresh unless it is the previous close. */
  record Priced(Symbol symbol, BigDecimal price, PriceSource source,
      QuoteKind kind) implements PriceChoice {}

  /** There is no price, and the reason, which reads on after the symbol's name and a colon. */
  record NoPrice(Symbol symbol, String reason) implements PriceChoice {}
}
