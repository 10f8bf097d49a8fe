package evenkeel.engine;

import evenkeel.domain.PriceChoice;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Prices;
import evenkeel.domain.Quote;
import evenkeel.domain.Symbol;
import java.time.Instant;
import java.util.Optional;

/** What asking for one quote gave. */
public sealed interface QuoteLook {
  Symbol symbol();

  /**
   * What the Gateway sent; whether there is a usable price in it, the price rule decides.
   *
   * @param replacement why it is not of the kind that was asked for; empty when it is
   */
  record Quoted(Quote quote, Optional<String> replacement) implements QuoteLook {
    @Override
    public Symbol symbol() {
      return quote.symbol();
    }
  }

  /** No tick came. */
  record NotQuoted(Symbol symbol, String reason) implements QuoteLook {}

  /** The price to plan with, or why there is none. */
  default PriceChoice price(Instant now, PriceRules rules) {
    return switch (this) {
      case Quoted quoted -> Prices.choose(quoted.quote(), now, rules);
      case NotQuoted not -> new PriceChoice.NoPrice(not.symbol(), not.reason());
    };
  }
}
