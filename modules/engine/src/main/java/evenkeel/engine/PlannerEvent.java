package evenkeel.engine;

import evenkeel.domain.Decision;
import evenkeel.domain.RunId;
import java.time.Instant;

/** What the planner journals. */
public sealed interface PlannerEvent {
  record DecisionMade(Decision decision) implements PlannerEvent {}

  /** The executor is responsible for its orders. */
  record DecisionHandedOver(RunId run, Instant at) implements PlannerEvent {}

  /** A decision without orders is in the report. */
  record DecisionReported(RunId run, Instant at) implements PlannerEvent {}
}
