package evenkeel.engine;

import evenkeel.domain.AccountKind;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.FreezeScope;
import java.util.Optional;

/**
 * What stands between a plan and real money beside the guards.
 *
 * @param portKind what the Gateway's port stands for; empty where it says nothing
 * @param firstRuns how much the first live runs may trade
 * @param approval whether a scheduled run waits for the owner
 * @param freezeScope what stops over positions that nothing explains
 */
public record Caution(
    Optional<AccountKind> portKind, FirstRuns firstRuns, Approval approval, FreezeScope freezeScope) {
  /** None of it. */
  public static final Caution NONE = new Caution(Optional.empty(), FirstRuns.NONE, Approval.NONE);

  /** With the default scope of a freeze. */
  public Caution(Optional<AccountKind> portKind, FirstRuns firstRuns, Approval approval) {
    this(portKind, firstRuns, approval, FreezeScope.SYMBOL);
  }
}
