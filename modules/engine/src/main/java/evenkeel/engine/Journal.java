package evenkeel.engine;

import java.time.Duration;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.slf4j.Logger;

/** What the event-sourced actors share. */
final class Journal {
  private Journal() {}

  /**
   * A write that failed may or may not be on disk, so the actor starts again from what is. Nothing left it for that
   * write: effects follow only a write that succeeded. Pekko's own words for it name the journal's key, which has the
   * account's number in it, so the actors say it themselves.
   */
  static BackoffSupervisorStrategy onFailure() {
    return SupervisorStrategy.restartWithBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2)
        .withLoggingEnabled(false);
  }

  static void sayWriteFailed(Logger log, Throwable why) {
    log.error("The journal could not be written, starting again from what is on disk why=\"{}\"", reason(why));
  }

  static void sayReadFailed(Logger log, Throwable why) {
    log.error("The journal could not be read, trying again why=\"{}\"", reason(why));
  }

  private static String reason(Throwable why) {
    return why.getClass().getSimpleName() + (why.getMessage() == null ? "" : ": " + why.getMessage());
  }
}
