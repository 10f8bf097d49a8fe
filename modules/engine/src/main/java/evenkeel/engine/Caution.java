package evenkeel.engine;

import evenkeel.domain.AccountKind;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.ForeignOrders;
import evenkeel.domain.FreezeScope;
import java.util.Optional;

/**
 * What stands between a plan and real money beside the guards.
 *
 * @param portKind what the Gateway's port stands for; empty where it says nothing
 * @param firstRuns how much the first live runs may trade
 * @param approval whether a scheduled run waits for the owner
 * @param freezeScope what stops over positions that nothing explains
 * @param foreignOrders what the planner makes of open orders that are not ours
 */
public record Caution(
    Optional<AccountKind> portKind, FirstRuns firstRuns, Approval approval, FreezeScope freezeScope,
    ForeignOrders foreignOrders) {
  /** None of it. */
  public static final Caution NONE = new Caution(Optional.empty(), FirstRuns.NONE, Approval.NONE);

  /** With the default scope of a freeze. */
  public Caution(Optional<AccountKind> portKind, FirstRuns firstRuns, Approval approval) {
    this(portKind, firstRuns, approval, FreezeScope.SYMBOL);
  }

  /** With runs that wait for orders of others. */
  public Caution(Optional<AccountKind> portKind, FirstRuns firstRuns, Approval approval, FreezeScope freezeScope) {
    this(portKind, firstRuns, approval, freezeScope, ForeignOrders.WAIT);
  }
}
