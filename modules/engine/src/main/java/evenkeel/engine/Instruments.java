package evenkeel.engine;

import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderType;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The broker's own names of what is about to be traded: exactly one contract each, tradable with our order type. */
final class Instruments {
  private sealed interface Found {}

  private record Asked() implements Found {}

  private record Known(Instrument instrument) implements Found {}

  private record Unusable(String reason) implements Found {}

  private final OrderType orderType;
  private final Map<Symbol, Found> found = new LinkedHashMap<>();

  Instruments(OrderType orderType) {
    this.orderType = orderType;
  }

  /** The symbols of orders still to be sent that were not asked for; they count as asked from here. */
  List<Symbol> toAsk(ExecutionBook book) {
    List<Symbol> missing = book.unsettled().flatMap(run -> run.orders().values().stream())
        .filter(life -> life instanceof OrderLife.Planned || life instanceof OrderLife.InFlight)
        .map(OrderLife::leg).map(Leg::symbol).distinct().filter(symbol -> !found.containsKey(symbol)).toList();
    missing.forEach(symbol -> found.put(symbol, new Asked()));
    return missing;
  }

  void answered(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    switch (answer) {
      case Answer.Given<List<InstrumentDetails>> given -> found.put(symbol, judge(symbol, given.value()));
      case Answer.Refused<List<InstrumentDetails>> refused -> found.put(symbol, new Unusable(
          "the Gateway does not know " + symbol + ": " + refused.text() + " (code " + refused.code() + ")"));
      // Silence says nothing about the symbol: it is asked again.
      case Answer.Missing<List<InstrumentDetails>> missing -> found.remove(symbol);
    }
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
