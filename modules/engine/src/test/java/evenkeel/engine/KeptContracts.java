package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Symbol;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Contracts kept in memory. */
final class KeptContracts implements Contracts {
  private final Map<Symbol, Known> all = new ConcurrentHashMap<>();

  /** Every target's contract is known. */
  static Identification of(EngineSettings settings, EvenkeelClock clock) {
    var kept = new KeptContracts();
    int id = 1;
    for (Symbol symbol : settings.targets().brokerWeights().keySet()) {
      kept.keep(symbol, new Known(FakeGateway.contract(symbol, id++), clock.instant()));
    }
    return new Identification(settings.targets(), kept, OwnersWord.NONE, clock);
  }

  @Override
  public Optional<Known> kept(Symbol symbol) {
    return Optional.ofNullable(all.get(symbol));
  }

  @Override
  public void keep(Symbol symbol, Known known) {
    all.put(symbol, known);
  }
}
