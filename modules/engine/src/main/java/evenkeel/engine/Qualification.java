package evenkeel.engine;

import evenkeel.domain.ContractCriteria;
import evenkeel.domain.CurrencyPair;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a symbol means to the broker. */
public sealed interface Qualification {
  /** Exactly one contract. */
  record One(InstrumentDetails details) implements Qualification {}

  /** None. */
  record Unknown(Symbol symbol) implements Qualification {
    /** Without a full stop. */
    public String sentence() {
      return "the Gateway knows no contract " + symbol + symbol.classShare().map(Qualification::classShare).orElse("");
    }
  }

  /** Several, and nobody but the owner can say which. */
  record Ambiguous(Symbol symbol, List<InstrumentDetails> candidates) implements Qualification {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }

    /** The candidates, and what settles it. */
    public String sentence() {
      return symbol + " is ambiguous: " + list(candidates) + "; primary-exchange or con-id of the target says which";
    }
  }

  /** The broker knows contracts of that symbol, and none is what the owner says of the target. */
  record NoneFits(Symbol symbol, List<InstrumentDetails> candidates) implements Qualification {
    public NoneFits {
      candidates = List.copyOf(candidates);
    }

    /** The candidates, and what to correct. */
    public String sentence() {
      return "no contract of " + symbol + " fits con-id, primary-exchange and currency of the target: "
          + list(candidates);
    }
  }

  /** The one contract is quoted in a currency that nothing here is computed in. */
  record OtherCurrency(Symbol symbol, InstrumentDetails details) implements Qualification {
    /** Without a full stop. */
    public String sentence() {
      return symbol + " is quoted in " + details.instrument().currency() + " and Evenkeel computes in "
          + PortfolioLook.CURRENCY + ": " + list(List.of(details)) + "; con-id of the target names another one";
    }
  }

  /** What the broker's answer makes of a symbol of which nothing else is said. */
  static Qualification of(Symbol symbol, List<InstrumentDetails> candidates) {
    return switch (candidates.size()) {
      case 0 -> new Unknown(symbol);
      case 1 -> new One(candidates.getFirst());
      default -> new Ambiguous(symbol, candidates);
    };
  }

  /** What the broker's answer makes of a symbol, and of what the owner says of it. */
  static Qualification of(Symbol symbol, ContractCriteria criteria, List<InstrumentDetails> candidates) {
    List<InstrumentDetails> fitting = candidates.stream()
        .filter(details -> fits(details.instrument(), symbol, criteria)).toList();
    if (fitting.isEmpty() && !candidates.isEmpty()) {
      return new NoneFits(symbol, candidates);
    }
    if (CurrencyPair.named(symbol.value()).isPresent()) {
      return of(symbol, fitting);
    }
    return of(symbol, fitting) instanceof One one && !one.details().instrument().currency()
        .equals(PortfolioLook.CURRENCY) ? new OtherCurrency(symbol, one.details()) : of(symbol, fitting);
  }

  /** Whether a contract is what the owner says of the symbol. */
  static boolean fits(Instrument instrument, Symbol symbol, ContractCriteria criteria) {
    return instrument.symbol().equals(symbol)
        && criteria.conId().filter(id -> id.value() != instrument.contractId()).isEmpty()
        && criteria.primaryExchange().filter(it -> !it.equals(instrument.primaryExchange())).isEmpty()
        && criteria.currency().filter(it -> !it.equals(instrument.currency())).isEmpty();
  }

  /** How the broker is asked: the exchange is compared here, so that a refusal can list what there is. */
  static Instrument wanted(Symbol symbol, ContractCriteria criteria) {
    Optional<CurrencyPair> pair = CurrencyPair.named(symbol.value());
    if (pair.isPresent()) {
      return new Instrument(
          0, symbol, CurrencyPair.SECURITY_TYPE, CurrencyPair.EXCHANGE, "", pair.get().quote());
    }
    return criteria.conId()
        .map(id -> new Instrument(id.value(), symbol, "STK", "SMART", "", criteria.currency().orElse("")))
        .orElseGet(() -> new Instrument(
            0, symbol, "STK", "SMART", "", criteria.currency().orElse(PortfolioLook.CURRENCY)));
  }

  /** The contract as it is asked for and traded: over the broker's router, a currency pair on its market. */
  static Instrument routed(Symbol symbol, InstrumentDetails details) {
    Instrument known = details.instrument();
    return new Instrument(
        known.contractId(), symbol, known.securityType(),
        known.securityType().equals(CurrencyPair.SECURITY_TYPE) ? CurrencyPair.EXCHANGE : "SMART",
        known.primaryExchange(), known.currency());
  }

  /** The hint for a symbol that is written as others do. */
  static String classShare(Symbol atBroker) {
    return "; IBKR writes class shares with a space: " + atBroker;
  }

  /** Contract id, symbol, listing exchange, currency, name. */
  private static String list(List<InstrumentDetails> candidates) {
    return candidates.stream().map(details -> {
      Instrument instrument = details.instrument();
      return instrument.contractId() + " " + instrument.symbol() + " " + instrument.primaryExchange() + " "
          + instrument.currency() + " " + details.longName();
    }).collect(Collectors.joining(", "));
  }
}
