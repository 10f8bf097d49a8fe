package evenkeel.engine;

import evenkeel.domain.AccountKind;
import evenkeel.domain.FirstRuns;
import java.util.Optional;

/**
 * What stands between a plan and real money beside the guards.
 *
 * @param portKind what the Gateway's port stands for; empty where it says nothing
 * @param firstRuns how much the first live runs may trade
 * @param approval whether a scheduled run waits for the owner
 */
public record Caution(Optional<AccountKind> portKind, FirstRuns firstRuns, Approval approval) {
  /** None of it. */
  public static final Caution NONE = new Caution(Optional.empty(), FirstRuns.NONE, Approval.NONE);
}
