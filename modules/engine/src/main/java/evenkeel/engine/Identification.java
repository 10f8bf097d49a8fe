package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ContractCriteria;
import evenkeel.domain.Symbol;
import evenkeel.domain.Targets;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.util.List;
import java.util.Optional;

/** Which one contract each symbol means: from what is kept, or from the broker's answer. */
public final class Identification {
  /** "No security definition has been found", or more than one (IBKR API message codes). */
  static final int NO_DEFINITION = 200;

  /** What became of a question. */
  sealed interface Found {}

  /**
   * Exactly one contract that can be traded.
   *
   * @param change that it was another one before, and the owner has not accepted it
   * @param isKept whether it was not asked for now
   */
  record Identified(
      InstrumentDetails details, Instrument instrument, Optional<Contracts.Change> change, boolean isKept)
      implements
        Found {}

  /** Not exactly one. */
  record Unidentified(String reason) implements Found {}

  /** Neither silence nor a refusal of another kind says anything about the symbol. */
  record NotSaid(String problem) implements Found {}

  private final Targets targets;
  private final Contracts contracts;
  private final OwnersWord owner;
  private final EvenkeelClock clock;

  /**
   * Creates it.
   *
   * @param targets what the owner says of their contracts
   */
  public Identification(Targets targets, Contracts contracts, OwnersWord owner, EvenkeelClock clock) {
    this.targets = targets;
    this.contracts = contracts;
    this.owner = owner;
    this.clock = clock;
  }

  /** One that keeps nothing and knows of no change: for looks that nothing is traded on. */
  public static Identification unkept(Targets targets, EvenkeelClock clock) {
    return new Identification(targets, Contracts.None.INSTANCE, OwnersWord.NONE, clock);
  }

  /** How the broker is asked. */
  public Instrument wanted(Symbol symbol) {
    return Qualification.wanted(symbol, criteria(symbol));
  }

  /** What is kept, not too old, and still what the owner says of the symbol. */
  Optional<Identified> kept(Symbol symbol) {
    return contracts.kept(symbol).filter(known -> known.isFresh(clock.instant()))
        .filter(
            known -> Qualification.of(symbol, criteria(symbol), List.of(known.details())) instanceof Qualification.One)
        .map(known -> identified(symbol, known, true));
  }

  Found answered(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    return switch (answer) {
      case Answer.Given<List<InstrumentDetails>> given -> judge(symbol, given.value());
      case Answer.Refused<List<InstrumentDetails>> refused when refused.code() == NO_DEFINITION -> {
        contracts.drop(symbol);
        yield new Unidentified(
            "the Gateway does not know " + symbol + ": " + refused.text() + " (code " + refused.code() + ")"
                + symbol.classShare().map(Qualification::classShare).orElse(""));
      }
      case Answer.Refused<List<InstrumentDetails>> refused -> new NotSaid(refused.problem());
      case Answer.Partial<List<InstrumentDetails>> partial -> new NotSaid(partial.problem());
      case Answer.Missing<List<InstrumentDetails>> missing -> new NotSaid(missing.problem());
    };
  }

  /** The broker refused the contract as unknown to it: it is asked for anew. */
  void refused(Symbol symbol) {
    contracts.drop(symbol);
  }

  /** That it was another contract before is of no interest: nothing of either is held. */
  void forgetChange(Symbol symbol) {
    contracts.forgetChange(symbol);
  }

  private Found judge(Symbol symbol, List<InstrumentDetails> candidates) {
    return switch (Qualification.of(symbol, criteria(symbol), candidates)) {
      case Qualification.Unknown none -> new Unidentified(none.sentence());
      case Qualification.Ambiguous several -> new Unidentified(several.sentence());
      case Qualification.NoneFits none -> new Unidentified(none.sentence());
      case Qualification.OtherCurrency other -> new Unidentified(other.sentence());
      case Qualification.One one ->
        identified(symbol, contracts.learn(symbol, one.details(), clock.instant()), false);
    };
  }

  private Identified identified(Symbol symbol, Contracts.Known known, boolean isKept) {
    boolean isNamed = criteria(symbol).conId().filter(known.id()::equals).isPresent();
    Optional<Contracts.Change> change = known.change().filter(it -> !isNamed)
        .filter(it -> owner.brokerAcceptedAt().filter(it.at()::isBefore).isEmpty());
    return new Identified(known.details(), Qualification.routed(symbol, known.details()), change, isKept);
  }

  private ContractCriteria criteria(Symbol symbol) {
    return targets.criteria(symbol);
  }
}
