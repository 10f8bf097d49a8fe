package evenkeel.engine;

import evenkeel.domain.OrderRef;
import evenkeel.domain.RunId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What the guards journal. */
public sealed interface GuardEvent {
  /** The net liquidation of a look that found nothing wrong with it: what the next one is compared with. */
  record AccountSeen(BigDecimal netLiquidation, Instant at) implements GuardEvent {}

  /** The run's orders may be sent. */
  record RunPassed(RunId run, Instant at) implements GuardEvent {}

  /** The run's orders may be sent but for these. */
  record RunPassedInPart(RunId run, List<Withheld> withheld, Instant at) implements GuardEvent {
    public RunPassedInPart {
      withheld = List.copyOf(withheld);
    }
  }

  /** An order that the broker would refuse for a reason of its own. */
  record Withheld(OrderRef ref, String reason) {}

  /** The run's orders may not be sent, for these reasons. */
  record RunStopped(RunId run, List<String> reasons, Instant at) implements GuardEvent {
    public RunStopped {
      reasons = List.copyOf(reasons);
    }
  }
}
