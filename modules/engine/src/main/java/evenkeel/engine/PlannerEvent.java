package evenkeel.engine;

import evenkeel.domain.Decision;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.RunId;
import evenkeel.domain.Trigger;
import java.time.Instant;
import java.util.List;

/** What the planner journals. */
public sealed interface PlannerEvent {
  record DecisionMade(Decision decision) implements PlannerEvent {}

  /** The cut-off passed before it was decided: it is decided at this time instead. */
  record DecisionPutOff(Trigger trigger, String reason, Instant at) implements PlannerEvent {}

  /**
   * Its orders need no further word of the owner.
   *
   * @param isByOwner whether the owner said so; otherwise nobody answered, and the configuration did
   */
  record DecisionApproved(RunId run, boolean isByOwner, Instant at) implements PlannerEvent {}

  /** The executor is responsible for its orders. */
  record DecisionHandedOver(RunId run, Instant at) implements PlannerEvent {}

  /** The guards did not let its orders pass, for these reasons: it is a refusal from here on. */
  record DecisionStopped(RunId run, List<String> reasons, Instant at) implements PlannerEvent {
    public DecisionStopped {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The broker refused these purchases of a run as their cash has not settled: they wait for its second step.
   */
  record PurchasesDeferred(RunId run, List<PlannedOrder> orders, Instant at) implements PlannerEvent {
    public PurchasesDeferred {
      orders = List.copyOf(orders);
    }
  }

  /** The second step of a run moves to this session, as it could not be decided on the one before. */
  record StepPutOff(Trigger trigger, String reason, Instant at) implements PlannerEvent {}

  /** What becomes of the second step of a run. */
  record StepDecided(Decision decision, Instant at) implements PlannerEvent {}

  /** The run with its second step is over. */
  record StepOver(RunId run, Instant at) implements PlannerEvent {}

  /** A decision without orders is in the report. */
  record DecisionReported(RunId run, Instant at) implements PlannerEvent {}
}
