package evenkeel.engine;

import evenkeel.domain.ContractId;
import evenkeel.domain.Symbol;
import evenkeel.gateway.InstrumentDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the broker calls each symbol, kept over restarts. Implementations answer at once and never fail. */
public interface Contracts {
  /** How long an answer of the broker is believed. */
  Duration FRESH = Duration.ofDays(7);

  /** The symbol means another contract than before: a corporate action where some of it is held. */
  record Change(ContractId from, Instant at) {}

  /**
   * An answer of the broker to a symbol that meant exactly one contract.
   *
   * @param isRefused whether the broker has refused the contract since (code 200); kept to tell a change
   * @param change that it meant another contract before; empty once that is of no interest any more
   */
  record Known(InstrumentDetails details, Instant lookedUp, boolean isRefused, Optional<Change> change) {
    public Known(InstrumentDetails details, Instant lookedUp) {
      this(details, lookedUp, false, Optional.empty());
    }

    public ContractId id() {
      return new ContractId(details.instrument().contractId());
    }

    boolean isFresh(Instant now) {
      // What was looked up in the future was looked up under another clock.
      return !isRefused && !lookedUp.isAfter(now) && lookedUp.plus(FRESH).isAfter(now);
    }
  }

  /** What is kept of a symbol, however old. */
  Optional<Known> kept(Symbol symbol);

  /** Keeps an answer in place of an older one. */
  void keep(Symbol symbol, Known known);

  /** The broker has refused the contract (code 200): it is asked for anew before it is used again. */
  default void drop(Symbol symbol) {
    kept(symbol).filter(known -> !known.isRefused()).ifPresent(
        known -> keep(symbol, new Known(known.details(), known.lookedUp(), true, known.change())));
  }

  /** Keeps what the broker has just answered, and with it that the symbol meant another contract before. */
  default Known learn(Symbol symbol, InstrumentDetails details, Instant now) {
    var fresh = new Known(details, now);
    Optional<Change> change = kept(symbol).flatMap(
        before -> before.id().equals(fresh.id())
            ? before.change()
            : Optional.of(new Change(
                before.change().map(Change::from).orElse(before.id()), now)))
        .filter(it -> !it.from().equals(fresh.id()));
    var known = new Known(details, now, false, change);
    keep(symbol, known);
    return known;
  }

  /** That the symbol meant another contract before is of no interest any more. */
  default void forgetChange(Symbol symbol) {
    kept(symbol).filter(known -> known.change().isPresent()).ifPresent(
        known -> keep(symbol, new Known(known.details(), known.lookedUp(), known.isRefused(), Optional.empty())));
  }

  /** What is kept and not too old to be used. */
  default Optional<InstrumentDetails> find(Symbol symbol, Instant now) {
    return kept(symbol).filter(known -> known.isFresh(now)).map(Known::details);
  }

  /** The same contracts for a look that writes nothing: what it learns, it keeps for itself. */
  default Contracts forReading() {
    return new ForReading(this, new ConcurrentHashMap<>());
  }

  /** See {@link #forReading}. */
  record ForReading(Contracts below, Map<Symbol, Known> learnt) implements Contracts {
    @Override
    public Optional<Known> kept(Symbol symbol) {
      return Optional.ofNullable(learnt.get(symbol)).or(() -> below.kept(symbol));
    }

    @Override
    public void keep(Symbol symbol, Known known) {
      learnt.put(symbol, known);
    }
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
  }
}
