package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is journalled of the comparison of our books with the broker's. */
public sealed interface LockEvent extends ExecutionEvent {
  /**
   * The broker's truth is ours from here on: at the first look, or since the owner said so.
   *
   * @param shares of versions that kept no contract ids: every position by symbol; empty otherwise
   * @param orders the references of orders that stand at the broker as they should not, and may
   * @param positions every position of the account; what is not named is none
   * @param executions of others that the positions contain, see {@link ForeignExecutionsBooked}
   */
  record BrokerAccepted(
      SortedMap<Symbol, BigDecimal> shares, List<String> orders, Instant at, List<Holding> positions,
      SequencedMap<String, BigDecimal> executions) implements LockEvent {
    public BrokerAccepted {
      shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
      orders = List.copyOf(orders);
      positions = positions == null ? List.of() : List.copyOf(positions);
      executions = kept(executions);
    }

    public BrokerAccepted(
        List<Holding> positions, SequencedMap<String, BigDecimal> executions, List<String> orders, Instant at) {
      this(new TreeMap<>(), orders, at, positions, executions);
    }

    /** As versions wrote it that kept no contract ids. */
    public BrokerAccepted(SortedMap<Symbol, BigDecimal> shares, List<String> orders, Instant at) {
      this(shares, orders, at, List.of(), new LinkedHashMap<>());
    }
  }

  /**
   * Positions agree, and nothing of ours could have filled meanwhile: average costs and contract ids are the broker's.
   *
   * @param executions of others that the positions contain, see {@link ForeignExecutionsBooked}
   */
  record PositionsConfirmed(List<Holding> positions, SequencedMap<String, BigDecimal> executions, Instant at)
      implements
        LockEvent {
    public PositionsConfirmed {
      positions = List.copyOf(positions);
      executions = kept(executions);
    }
  }

  /**
   * Executions of others, such as the owner in TWS, explain the change of a position completely.
   *
   * @param shares what they traded in sum, below zero when sold
   * @param executions their shares by the execution id without its last part, below zero when sold
   * @param held the position with them; of no shares where nothing is held any more
   */
  record ForeignExecutionsBooked(
      Contract contract, BigDecimal shares, SequencedMap<String, BigDecimal> executions, Holding held, Instant at)
      implements
        LockEvent {
    public ForeignExecutionsBooked {
      executions = kept(executions);
    }
  }

  /**
   * Two looks found the same change of positions, and it is a corporate action.
   *
   * @param held the positions that it changed, as they are now; of no shares where nothing is held any more
   * @param isOfTarget whether it is about a target
   */
  record CorporateActionBooked(CorporateAction action, List<Holding> held, boolean isOfTarget, Instant at)
      implements
        LockEvent {
    public CorporateActionBooked {
      held = List.copyOf(held);
    }
  }

  /**
   * Two looks found the same differences: nothing is sent any more, of the account or in the contracts that differ.
   *
   * @param scope the account in journals of versions that knew no other
   * @param actions corporate actions among the differences that wait for the owner, as a target's contract is another
   */
  record AccountFrozen(
      List<Difference> differences, Instant at, FreezeScope scope, List<CorporateAction> actions)
      implements
        LockEvent {
    public AccountFrozen {
      differences = List.copyOf(differences);
      scope = scope == null ? FreezeScope.ACCOUNT : scope;
      actions = actions == null ? List.of() : List.copyOf(actions);
    }

    /** Of the whole account. */
    public AccountFrozen(List<Difference> differences, Instant at) {
      this(differences, at, FreezeScope.ACCOUNT, List.of());
    }
  }

  /** The differences are gone, or the owner has accepted the broker's truth. */
  record AccountThawed(boolean isByOwner, Instant at) implements LockEvent {}

  private static SequencedMap<String, BigDecimal> kept(Map<String, BigDecimal> executions) {
    return Collections.unmodifiableSequencedMap(
        executions == null ? new LinkedHashMap<>() : new LinkedHashMap<>(executions));
  }
}
