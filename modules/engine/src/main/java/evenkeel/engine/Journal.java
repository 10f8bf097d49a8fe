package evenkeel.engine;

import java.time.Duration;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;

/** What the event-sourced actors share. */
final class Journal {
  private Journal() {}

  /**
   * A write that failed may or may not be on disk, so the actor starts again from what is. Nothing left it for that
   * write: effects follow only a write that succeeded.
   */
  static BackoffSupervisorStrategy onFailure() {
    return SupervisorStrategy.restartWithBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2);
  }
}
