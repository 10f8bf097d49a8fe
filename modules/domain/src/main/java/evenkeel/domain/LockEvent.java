package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is journalled of the comparison of our books with the broker's. */
public sealed interface LockEvent extends ExecutionEvent {
  /**
   * The broker's truth is ours from here on: at the first look, or since the owner said so.
   *
   * @param shares every position of the account; what is not named is none
   * @param orders the references of orders that stand at the broker as they should not, and may
   */
  record BrokerAccepted(SortedMap<Symbol, BigDecimal> shares, List<String> orders, Instant at) implements LockEvent {
    public BrokerAccepted {
      shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
      orders = List.copyOf(orders);
    }
  }

  /** Two looks found the same differences: nothing is sent any more. */
  record AccountFrozen(List<Difference> differences, Instant at) implements LockEvent {
    public AccountFrozen {
      differences = List.copyOf(differences);
    }
  }

  /** The differences are gone, or the owner has accepted the broker's truth. */
  record AccountThawed(boolean isByOwner, Instant at) implements LockEvent {}
}
