package evenkeel.engine;

import evenkeel.domain.ContractId;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Prices;
import evenkeel.domain.Quote;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
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
  record Quoted(Quote quote, Optional<String> replacement, Optional<Identity> identity) implements QuoteLook {
    public Quoted(Quote quote, Optional<String> replacement) {
      this(quote, replacement, Optional.empty());
    }

    @Override
    public Symbol symbol() {
      return quote.symbol();
    }
  }

  /** No tick came, or nobody said which contract it is. */
  record NotQuoted(Symbol symbol, String reason, Optional<Identity> identity) implements QuoteLook {
    public NotQuoted(Symbol symbol, String reason) {
      this(symbol, reason, Optional.empty());
    }
  }

  /** The symbol means another contract than before, some of either is held, and the owner has not accepted it. */
  record Changed(Symbol symbol, Identity now, ContractId before, BigDecimal shares) implements QuoteLook {
    @Override
    public Optional<Identity> identity() {
      return Optional.of(now);
    }

    /** Without a full stop. */
    public String reason() {
      return "the contract changed from " + before + " to " + now.id() + " and "
          + shares.stripTrailingZeros().toPlainString()
          + " shares are held, as after a corporate action; accept it with evenkeel resume --accept-broker, or set"
          + " con-id of the target";
    }
  }

  /**
   * The one contract that the symbol means.
   *
   * @param change that it was another one before, and the owner has not accepted it
   */
  record Identity(ContractId id, Optional<Contracts.Change> change) {}

  /** Empty where it is not known to be exactly one contract. */
  Optional<Identity> identity();

  /** The price to plan with, or why there is none. */
  default PriceChoice price(Instant now, PriceRules rules) {
    return switch (this) {
      case Quoted quoted -> Prices.choose(quoted.quote(), now, rules);
      case NotQuoted not -> new PriceChoice.NoPrice(not.symbol(), not.reason());
      case Changed changed -> new PriceChoice.NoPrice(changed.symbol(), changed.reason());
    };
  }
}
