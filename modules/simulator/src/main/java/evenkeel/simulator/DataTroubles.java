package evenkeel.simulator;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What goes wrong with data: farms, history, account values, positions. */
final class DataTroubles {
  private final Next<Fault.HistoryTrouble> history = new Next<>();
  private final Set<Fault.Farm> down = EnumSet.noneOf(Fault.Farm.class);
  private Set<String> missing = Set.of();
  private Instant missingUntil = Instant.MIN;
  private boolean positionsWithoutExchange;

  Next<Fault.HistoryTrouble> history() {
    return history;
  }

  /** Whether this farm serves nothing. */
  boolean isDown(Fault.Farm farm) {
    return down.contains(farm);
  }

  void change(Fault.FarmChange change) {
    switch (change.state()) {
      case DOWN, CONNECTING -> down.add(change.farm());
      case UP, IDLE -> down.remove(change.farm());
    }
  }

  /** Whether this account value is not shown now. */
  boolean isMissing(String tag, Instant now) {
    return now.isBefore(missingUntil) && missing.contains(tag);
  }

  void miss(Fault.AccountValuesMissing fault, Instant until) {
    missing = Set.copyOf(fault.tags());
    missingUntil = until;
  }

  boolean arePositionsWithoutExchange() {
    return positionsWithoutExchange;
  }

  void hideExchanges() {
    positionsWithoutExchange = true;
  }
}
