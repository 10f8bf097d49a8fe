package evenkeel.engine;

import evenkeel.domain.Symbol;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.util.List;
import java.util.stream.Collectors;

/** What a symbol means to the broker. */
public sealed interface Qualification {
  /** Exactly one contract. */
  record One(InstrumentDetails details) implements Qualification {}

  /** None. */
  record Unknown(Symbol symbol) implements Qualification {}

  /** Several, and nobody but the owner can say which. */
  record Ambiguous(Symbol symbol, List<InstrumentDetails> candidates) implements Qualification {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }

    /** The candidates: contract id, symbol, listing exchange, currency, name. */
    public String sentence() {
      return symbol + " is ambiguous: " + candidates.stream().map(details -> {
        Instrument instrument = details.instrument();
        return instrument.contractId() + " " + instrument.symbol() + " " + instrument.primaryExchange() + " "
            + instrument.currency() + " " + details.longName();
      }).collect(Collectors.joining(", "));
    }
  }

  /** What the broker's answer makes of a symbol. */
  static Qualification of(Symbol symbol, List<InstrumentDetails> candidates) {
    return switch (candidates.size()) {
      case 0 -> new Unknown(symbol);
      case 1 -> new One(candidates.getFirst());
      default -> new Ambiguous(symbol, candidates);
    };
  }

  /** The contract as it is asked for and traded: over the broker's router. */
  static Instrument routed(Symbol symbol, InstrumentDetails details) {
    Instrument known = details.instrument();
    return new Instrument(
        known.contractId(), symbol, known.securityType(), "SMART", known.primaryExchange(), known.currency());
  }
}
