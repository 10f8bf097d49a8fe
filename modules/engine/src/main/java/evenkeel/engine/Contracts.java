package evenkeel.engine;

import evenkeel.domain.Symbol;
import evenkeel.gateway.InstrumentDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the broker calls each symbol, kept over restarts. Implementations answer at once and never fail. */
public interface Contracts {
  /** How long an answer of the broker is believed. */
  Duration FRESH = Duration.ofDays(7);

  /** An answer of the broker to a symbol that meant exactly one contract. */
  record Known(InstrumentDetails details, Instant lookedUp) {
    boolean isFresh(Instant now) {
      // What was looked up in the future was looked up under another clock.
      return !lookedUp.isAfter(now) && lookedUp.plus(FRESH).isAfter(now);
    }
  }

  /** What is kept of a symbol, however old. */
  Optional<Known> kept(Symbol symbol);

  /** Keeps an answer in place of an older one. */
  void keep(Symbol symbol, Known known);

  /** The broker does not know the contract any more. */
  void drop(Symbol symbol);

  /** What is kept and not too old to be used. */
  default Optional<InstrumentDetails> find(Symbol symbol, Instant now) {
    return kept(symbol).filter(known -> known.isFresh(now)).map(Known::details);
  }

  /** Keeps nothing. */
  enum None implements Contracts {
    INSTANCE;

    @Override
    public Optional<Known> kept(Symbol symbol) {
      return Optional.empty();
    }

    @Override
    public void keep(Symbol symbol, Known known) {
      // Asked for anew each time.
    }

    @Override
    public void drop(Symbol symbol) {
      // There is nothing.
    }
  }
}
