package evenkeel.engine;

import evenkeel.gateway.Bar;
import java.util.List;
import java.util.Optional;

/**
 * What became of an order for history.
 *
 * @param bars oldest first; none where the broker has none
 * @param problem why bars are missing that should be there; empty when everything came
 */
public record HistoryOutcome(HistoryOrder order, List<Bar> bars, Optional<String> problem) {
  public HistoryOutcome {
    bars = List.copyOf(bars);
  }
}
