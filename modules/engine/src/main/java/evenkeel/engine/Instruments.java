package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderType;
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
import java.util.stream.Collectors;

/**
 * The broker's own names of what is about to be traded: exactly one contract each, tradable with our order type. They
 * are asked for anew in each run.
 */
final class Instruments {
  /** Pause before a question that came to nothing is put again. */
  private static final Duration PAUSE = Duration.ofSeconds(5);
  /** "No security definition has been found", or more than one (IBKR API message codes). */
  private static final int NO_DEFINITION = 200;

  private sealed interface Found {}

  private record Asked() implements Found {}

  private record Unanswered(Instant at) implements Found {}

  private record Known(Instrument instrument) implements Found {}

  private record Unusable(String reason) implements Found {}

  private final OrderType orderType;
  private final EvenkeelClock clock;
  private final Map<Symbol, Found> found = new LinkedHashMap<>();

  Instruments(OrderType orderType, EvenkeelClock clock) {
    this.orderType = orderType;
    this.clock = clock;
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
    Found known = found.get(symbol);
    boolean isRested = known instanceof Unanswered unanswered && Duration.between(unanswered.at(), clock.instant())
        .abs().compareTo(clock.patience(PAUSE)) >= 0;
    return known == null || isRested;
  }

  void answered(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    found.put(symbol, switch (answer) {
      case Answer.Given<List<InstrumentDetails>> given -> judge(symbol, given.value());
      case Answer.Refused<List<InstrumentDetails>> refused when refused.code() == NO_DEFINITION -> new Unusable(
          "the Gateway does not know " + symbol + ": " + refused.text() + " (code " + refused.code() + ")");
      // Neither silence nor another refusal says anything about the symbol.
      case Answer.Refused<List<InstrumentDetails>> refused -> new Unanswered(clock.instant());
      case Answer.Missing<List<InstrumentDetails>> missing -> new Unanswered(clock.instant());
    });
  }

  /** The contract to trade; empty while it is not known or not usable. */
  Optional<Instrument> instrument(Symbol symbol) {
    return found.get(symbol) instanceof Known known ? Optional.of(known.instrument()) : Optional.empty();
  }

  /** Why the symbol cannot be traded; empty while that is not known to be so. */
  Optional<String> trouble(Symbol symbol) {
    return found.get(symbol) instanceof Unusable unusable ? Optional.of(unusable.reason()) : Optional.empty();
  }

  private Found judge(Symbol symbol, List<InstrumentDetails> candidates) {
    if (candidates.isEmpty()) {
      return new Unusable("the Gateway knows no contract " + symbol);
    }
    if (candidates.size() > 1) {
      String names = candidates.stream()
          .map(details -> details.instrument().contractId() + " " + details.instrument().primaryExchange() + " "
              + details.longName())
          .collect(Collectors.joining(", "));
      return new Unusable(symbol + " is ambiguous: " + names);
    }
    InstrumentDetails details = candidates.getFirst();
    if (!details.orderTypes().contains(orderType.name())) {
      return new Unusable(symbol + " cannot be traded with " + orderType + " orders");
    }
    Instrument known = details.instrument();
    return new Known(new Instrument(
        known.contractId(), symbol, known.securityType(), "SMART", known.primaryExchange(), known.currency()));
  }
}
