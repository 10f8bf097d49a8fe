package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ContractId;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderLife;
import evenkeel.domain.Run;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The broker's own names of what is about to be traded: exactly one contract each, tradable with the order's type and
 * at its limit. They are asked for once a week, and again after the broker has refused one.
 */
final class Instruments {
  /** Pause before a question that came to nothing is put again. */
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private sealed interface Found {}

  private record Asked() implements Found {}

  private record Unanswered(Instant at) implements Found {}

  private record Known(Instrument instrument, InstrumentDetails details, Optional<Contracts.Change> change)
      implements
        Found {
    static Known of(Identification.Identified one) {
      return new Known(one.instrument(), one.details(), one.change());
    }

    boolean replaces(Leg leg) {
      return leg.contract().isPresent() && leg.contract().equals(change.map(Contracts.Change::from));
    }

    boolean isOf(Leg leg) {
      return leg.contract().filter(id -> id.value() != instrument.contractId()).isEmpty();
    }
  }

  private record Unusable(String reason) implements Found {}

  private final EvenkeelClock clock;
  private final Identification identification;
  private final Map<Symbol, Found> found = new LinkedHashMap<>();

  Instruments(EvenkeelClock clock, Identification identification) {
    this.clock = clock;
    this.identification = identification;
  }

  /** The symbols of orders still to be sent that have to be asked for now; they count as asked from here. */
  List<Symbol> toAsk(ExecutionBook book) {
    Set<Symbol> wanted = wanted(book);
    found.keySet().retainAll(wanted);
    List<Symbol> missing = wanted.stream().filter(this::isToAsk).toList();
    missing.forEach(symbol -> found.put(symbol, new Asked()));
    return missing;
  }

  /** A loop: this is asked after every message. */
  private static Set<Symbol> wanted(ExecutionBook book) {
    var wanted = new LinkedHashSet<Symbol>();
    for (Run run : book.runs().values()) {
      if (!run.isSettled()) {
        for (OrderLife life : run.orders().values()) {
          if (life instanceof OrderLife.Planned || life instanceof OrderLife.InFlight) {
            wanted.add(life.leg().symbol());
          }
        }
      }
    }
    return wanted;
  }

  private boolean isToAsk(Symbol symbol) {
    Found known = found(symbol);
    boolean isRested = known instanceof Unanswered unanswered && Duration.between(unanswered.at(), clock.instant())
        .abs().compareTo(clock.patience(PAUSE)) >= 0;
    return known == null || isRested;
  }

  void answered(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    found.put(symbol, switch (identification.answered(symbol, answer)) {
      case Identification.Identified one -> Known.of(one);
      case Identification.Unidentified none -> new Unusable(none.reason());
      case Identification.NotSaid not -> new Unanswered(clock.instant());
    });
  }

  /** How the broker is asked for the contract of a symbol. */
  Instrument wanted(Symbol symbol) {
    return identification.wanted(symbol);
  }

  /** The contract of an order, which is the very one that it was planned for; empty while it is not known. */
  Optional<Instrument> instrument(Leg leg) {
    return found(leg.symbol()) instanceof Known known && known.isOf(leg)
        ? Optional.of(known.instrument())
        : Optional.empty();
  }

  /** The contract that the broker has in the place of the one that the order was planned for; empty where none is. */
  Optional<ContractId> replacement(Leg leg) {
    return found(leg.symbol()) instanceof Known known && !known.isOf(leg) && known.replaces(leg)
        ? Optional.of(new ContractId(known.instrument().contractId()))
        : Optional.empty();
  }

  /** What the symbol means now; empty while that is not known. */
  Optional<QuoteLook.Identity> identity(Symbol symbol) {
    return found(symbol) instanceof Known known
        ? Optional.of(new QuoteLook.Identity(new ContractId(known.instrument().contractId()), known.change()))
        : Optional.empty();
  }

  /** Why the order cannot be traded; empty while that is not known to be so. */
  Optional<String> trouble(Leg leg) {
    return switch (found(leg.symbol())) {
      case Unusable unusable -> Optional.of(unusable.reason());
      case Known known when !known.isOf(leg) -> Optional.of(
          "the order is for contract " + leg.contract().map(ContractId::toString).orElse("") + ", and " + leg.symbol()
              + " means contract " + known.instrument().contractId() + " now");
      case Known known -> Fitness.objection(known.details(), leg.type(), leg.limit());
      case Asked asked -> Optional.empty();
      case Unanswered unanswered -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  /** The broker refused an order for this contract as unknown to it: it is asked for anew. */
  void refused(Symbol symbol) {
    identification.refused(symbol);
    found.remove(symbol);
  }

  private @Nullable Found found(Symbol symbol) {
    Found known = found.get(symbol);
    return known == null
        ? identification.kept(symbol).map(Known::of).orElse(null)
        : known;
  }
}
