package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.SignalHandlerBuilder;
import org.slf4j.Logger;

/** What the event-sourced actors share. */
final class Journal {
  private Journal() {}

  /**
   * A write that failed may or may not be on disk, so the actor starts again from what is. Nothing left it for that
   * write: effects follow only a write that succeeded. Pekko's own words for it name the journal's key, which has the
   * account's number in it: {@link #failures} has ours.
   */
  static BackoffSupervisorStrategy onFailure() {
    return SupervisorStrategy.restartWithBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2)
        .withLoggingEnabled(false);
  }

  /**
   * Where every event-sourced actor begins its handler of signals: what failed is logged, and a journal that cannot be
   * written is told to the owner, by channels that need no disk.
   */
  static <S> SignalHandlerBuilder<S> failures(
      SignalHandlerBuilder<S> signals, Logger log, ActorRef<EngineNews> news, EvenkeelClock clock) {
    return signals
        .onSignal(JournalPersistFailed.class, (state, failed) -> {
          log.error("The journal could not be written, starting again from what is on disk why=\"{}\"",
              reason(failed.failure()));
          news.tell(new EngineNews.Raised(new Alert(
              Alert.Severity.CRITICAL, "journal-unwritable",
              new EngineText.JournalUnwritable(), clock.instant())));
        })
        .onSignal(RecoveryFailed.class, (state, failed) -> log.error(
            "The journal could not be read, trying again why=\"{}\"", reason(failed.getFailure())));
  }

  private static String reason(Throwable why) {
    return why.getClass().getSimpleName() + (why.getMessage() == null ? "" : ": " + why.getMessage());
  }
}
