package evenkeel.simulator;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What goes wrong with data: farms, history, account values, positions. */
final class DataTroubles {
  private final Next<Fault.HistoryTrouble> history = new Next<>();
  private final Set<Fault.Farm> down = EnumSet.noneOf(Fault.Farm.class);
  private Set<String> missing = Set.of();
  private Instant missingUntil = Instant.MIN;
  private boolean positionsWithoutExchange;
  private final Set<String> endsWhenFiltered = new HashSet<>();
  private boolean timeAnswersLost;
  private boolean ledgerPrefixed;
  private boolean tagsPerCurrency;

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

  /** Whether this end comes where less is asked for: executions by time, open orders of one client. */
  boolean doesEndComeWhenFiltered(String end) {
    return endsWhenFiltered.contains(end);
  }

  void endsWhenFiltered(String end, boolean comes) {
    if (comes) {
      endsWhenFiltered.add(end);
    } else {
      endsWhenFiltered.remove(end);
    }
  }

  /** Whether the second question for the time within a second is lost. */
  boolean areTimeAnswersLost() {
    return timeAnswersLost;
  }

  void loseTimeAnswers() {
    timeAnswersLost = true;
  }

  /** Whether tags of a currency's ledger have a prefix in account updates. */
  boolean isLedgerPrefixed() {
    return ledgerPrefixed;
  }

  void prefixLedger() {
    ledgerPrefixed = true;
  }

  /** Whether account updates have amounts again in every other currency. */
  boolean areTagsPerCurrency() {
    return tagsPerCurrency;
  }

  void repeatTagsPerCurrency() {
    tagsPerCurrency = true;
  }

  boolean arePositionsWithoutExchange() {
    return positionsWithoutExchange;
  }

  void hideExchanges() {
    positionsWithoutExchange = true;
  }
}
