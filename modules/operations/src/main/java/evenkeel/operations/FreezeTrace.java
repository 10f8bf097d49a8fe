package evenkeel.operations;

import evenkeel.domain.AccountId;
import evenkeel.domain.AccountKind;
import evenkeel.domain.AccountLock;
import evenkeel.domain.LockEvent;
import evenkeel.operations.PreflightEvidence.Journalled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A time in which an account was frozen.
 *
 * @param since when it began
 * @param newest what was found to differ last
 * @param thaw how it ended; empty while it lasts
 */
public record FreezeTrace(
    Optional<AccountId> account, Instant since, AccountLock.Freeze newest, Optional<LockEvent.AccountThawed> thaw) {

  /** Every one that the journal knows, in the order in which they began. */
  public static List<FreezeTrace> of(List<Journalled> events) {
    var traces = new ArrayList<FreezeTrace>();
    Map<String, Integer> standing = new LinkedHashMap<>();
    for (Journalled each : events) {
      if (each.event() instanceof LockEvent event) {
        Optional<Integer> open = Optional.ofNullable(standing.get(each.writer()));
        switch (event) {
          case LockEvent.AccountFrozen frozen -> {
            var newest = AccountLock.Freeze.of(frozen);
            open.ifPresentOrElse(at -> traces.set(at, traces.get(at).with(newest)), () -> {
              standing.put(each.writer(), traces.size());
              traces.add(new FreezeTrace(account(each.writer()), frozen.at(), newest, Optional.empty()));
            });
          }
          case LockEvent.AccountThawed thawed -> open.ifPresent(at -> {
            traces.set(at, traces.get(at).ended(thawed));
            standing.remove(each.writer());
          });
          case LockEvent.BrokerAccepted accepted -> {
            // The thaw that it leads to is an event of its own.
          }
          case LockEvent.PositionsConfirmed confirmed -> {
            // Nothing was frozen over it.
          }
          case LockEvent.ForeignExecutionsBooked booked -> {
            // Explained before anything froze.
          }
          case LockEvent.CorporateActionBooked booked -> {
            // Explained before anything froze.
          }
        }
      }
    }
    return traces;
  }

  /** An executor writes under its kind and its account. */
  private static Optional<AccountId> account(String writer) {
    return AccountId.of(writer.substring(writer.indexOf('|') + 1));
  }

  public boolean isOver() {
    return thaw.isPresent();
  }

  boolean isOnPaper() {
    return account.filter(it -> it.kind() == AccountKind.PAPER).isPresent();
  }

  /**
   * Whether our own executions explained the difference after all. The owner's acceptance ends a freeze and explains
   * nothing: a fill that our books lost would look the same.
   */
  boolean isExplained() {
    return thaw.filter(how -> !how.isByOwner()).isPresent();
  }

  private FreezeTrace with(AccountLock.Freeze other) {
    return new FreezeTrace(account, since, other, thaw);
  }

  private FreezeTrace ended(LockEvent.AccountThawed how) {
    return new FreezeTrace(account, since, newest, Optional.of(how));
  }
}
