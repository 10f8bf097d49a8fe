package evenkeel.gateway;

import evenkeel.domain.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What watchers are told at each change.
 *
 * @param epoch counts the times that the books have to be compared anew: each connection, and each restored link
 * @param problem why the state is not better; empty when it is
 * @param accounts what the log-in manages; empty before the handshake
 * @param nextOrderId the lowest id that the Gateway takes for a new order; 0 before the handshake
 * @param failures attempts that failed since the last good connection
 * @param expectedUntil while the Gateway's restart is due: until when a lost connection is no trouble
 */
public record LinkStatus(
    LinkState state, long epoch, Optional<Problem> problem, List<AccountId> accounts, int nextOrderId, int failures,
    Instant since, Optional<Instant> expectedUntil) {
  public LinkStatus {
    accounts = List.copyOf(accounts);
  }

  /** A status while no restart is due. */
  public LinkStatus(
      LinkState state, long epoch, Optional<Problem> problem, List<AccountId> accounts, int nextOrderId, int failures,
      Instant since) {
    this(state, epoch, problem, accounts, nextOrderId, failures, since, Optional.empty());
  }

  /** The same while a restart is due, or not. */
  LinkStatus expecting(Optional<Instant> until) {
    return new LinkStatus(state, epoch, problem, accounts, nextOrderId, failures, since, until);
  }

  /** A reason and the words that came with it. */
  public record Problem(DisconnectReason reason, String detail) {
    /** One line: what, why, what to do. */
    public String sentence() {
      return reason.sentence() + (detail.isEmpty() ? "" : " (" + detail + ")") + "; " + reason.mend();
    }
  }
}
