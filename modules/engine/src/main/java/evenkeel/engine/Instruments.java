package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderLife;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The broker's own names of what is about to be traded: exactly one contract each, tradable with the order's type and
 * at its limit. They are asked for once a week, and again after the broker has refused one.
 */
final class Instruments {
  /** Pause before a question that came to nothing is put again. */
  private static final Duration PAUSE = Duration.ofSeconds(5);
  /** "No security definition has been found", or more than one (IBKR API message codes). */
  static final int NO_DEFINITION = 200;

  private sealed interface Found {}

  private record Asked() implements Found {}

  private record Unanswered(Instant at) implements Found {}

  private record Known(Instrument instrument, InstrumentDetails details) implements Found {}

  private record Unusable(String reason) implements Found {}

  private final EvenkeelClock clock;
  private final Contracts contracts;
  private final Map<Symbol, Found> found = new LinkedHashMap<>();

  Instruments(EvenkeelClock clock, Contracts contracts) {
    this.clock = clock;
    this.contracts = contracts;
  }

  /** The symbols of orders still to be sent that have to be asked for now; they count as asked from here. */
  List<Symbol> toAsk(ExecutionBook book) {
    List<Symbol> wanted = book.unsettled().flatMap(run -> run.orders().values().stream())
        .filter(life -> life instanceof OrderLife.Planned || life instanceof OrderLife.InFlight)
        .map(OrderLife::leg).map(Leg::symbol).distinct().toList();
    found.keySet().retainAll(wanted);
    List<Symbol> missing = wanted.stream().filter(this::isToAsk).toList();
    missing.forEach(symbol -> found.put(symbol, new Asked()));
    return missing;
  }

  private boolean isToAsk(Symbol symbol) {
    Found known = found(symbol);
    boolean isRested = known instanceof Unanswered unanswered && Duration.between(unanswered.at(), clock.instant())
        .abs().compareTo(clock.patience(PAUSE)) >= 0;
    return known == null || isRested;
  }

  void answered(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    found.put(symbol, switch (answer) {
      case Answer.Given<List<InstrumentDetails>> given -> judge(symbol, given.value());
      case Answer.Refused<List<InstrumentDetails>> refused when refused.code() == NO_DEFINITION -> {
        contracts.drop(symbol);
        yield new Unusable(
            "the Gateway does not know " + symbol + ": " + refused.text() + " (code " + refused.code() + ")");
      }
      // Neither silence nor another refusal says anything about the symbol.
      case Answer.Refused<List<InstrumentDetails>> refused -> new Unanswered(clock.instant());
      case Answer.Missing<List<InstrumentDetails>> missing -> new Unanswered(clock.instant());
    });
  }

  /** The contract to trade; empty while it is not known or not usable. */
  Optional<Instrument> instrument(Symbol symbol) {
    return found(symbol) instanceof Known known ? Optional.of(known.instrument()) : Optional.empty();
  }

  /** Why the order cannot be traded; empty while that is not known to be so. */
  Optional<String> trouble(Leg leg) {
    return switch (found(leg.symbol())) {
      case Unusable unusable -> Optional.of(unusable.reason());
      case Known known -> Fitness.objection(known.details(), leg.type(), leg.limit());
      case Asked asked -> Optional.empty();
      case Unanswered unanswered -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  /** The broker refused an order for this contract as unknown to it: the next run asks for it anew. */
  void refused(Symbol symbol) {
    contracts.drop(symbol);
    found.remove(symbol);
  }

  private @Nullable Found found(Symbol symbol) {
    Found known = found.get(symbol);
    return known == null
        ? contracts.find(symbol, clock.instant()).map(details -> usable(symbol, details)).orElse(null)
        : known;
  }

  private Found judge(Symbol symbol, List<InstrumentDetails> candidates) {
    return switch (Qualification.of(symbol, candidates)) {
      case Qualification.Unknown none -> new Unusable("the Gateway knows no contract " + symbol);
      case Qualification.Ambiguous several -> new Unusable(several.sentence());
      case Qualification.One one -> {
        contracts.keep(symbol, new Contracts.Known(one.details(), clock.instant()));
        yield usable(symbol, one.details());
      }
    };
  }

  private static Found usable(Symbol symbol, InstrumentDetails details) {
    return new Known(Qualification.routed(symbol, details), details);
  }
}
