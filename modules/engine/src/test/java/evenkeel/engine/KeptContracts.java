package evenkeel.engine;

import evenkeel.domain.Symbol;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Contracts kept in memory. */
final class KeptContracts implements Contracts {
  private final Map<Symbol, Known> all = new ConcurrentHashMap<>();

  @Override
  public Optional<Known> kept(Symbol symbol) {
    return Optional.ofNullable(all.get(symbol));
  }

  @Override
  public void keep(Symbol symbol, Known known) {
    all.put(symbol, known);
  }

  @Override
  public void drop(Symbol symbol) {
    all.remove(symbol);
  }
}
