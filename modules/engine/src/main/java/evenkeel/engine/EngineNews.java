package evenkeel.engine;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.Trigger;
import evenkeel.gateway.LinkStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What the engine tells everybody who listens: reports, alerts, screens. */
public sealed interface EngineNews {
  record LinkChanged(LinkStatus status) implements EngineNews {}

  /** The account that is kept, once it is known. */
  record AccountChosen(AccountId account) implements EngineNews {}

  /** The log-in cannot be used in this configuration; nothing will be traded. */
  record Unusable(String why) implements EngineNews {}

  record Decided(Decision decision) implements EngineNews {}

  /** The newest decision that the journal knows, at each start of the planner. */
  record Recalled(Decision newest) implements EngineNews {}

  /** Delayed prices come where live ones were asked for. Told once for each reason. */
  record PricesReplaced(String why) implements EngineNews {}

  /** A scheduled trigger could not be decided yet and is looked at again. */
  record Deferred(Trigger trigger, List<String> reasons) implements EngineNews {}

  /**
   * The broker's books were compared with ours.
   *
   * @param askedAt when the question was put: what came later, the answer knows nothing of
   * @param open the account's orders that stand at the broker, whoever placed them
   */
  record Compared(Instant askedAt, List<BrokerOrder> open) implements EngineNews {
    public Compared {
      open = List.copyOf(open);
    }
  }

  /** An execution event was journalled. */
  record Booked(ExecutionEvent event) implements EngineNews {}

  record Raised(Alert alert) implements EngineNews {}

  /**
   * A report has to be written, or written anew: the run changed. Asked again until it is acknowledged, so writing it
   * twice must do no harm.
   *
   * @param run empty where the decision sent no orders
   */
  record ReportDue(Decision decision, Optional<Run> run, ActorRef<ReportWritten> replyTo) implements EngineNews {}

  /** The report of a run, or of a decision without one, is on disk. */
  record Reported(RunId run) implements EngineNews {}

  /** The reporter's answer: the report is on disk. */
  record ReportWritten(RunId run, int revision) {}
}
