package evenkeel.operations;

import evenkeel.domain.LogInWeek;
import evenkeel.domain.Phrase;
import evenkeel.domain.Schedule;
import evenkeel.gateway.RestartWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a link that is down matters: the next run, and the weekly log-in that may be what is missing.
 *
 * @param schedule empty where nothing is scheduled
 */
public record LinkOutlook(Optional<Schedule> schedule, RestartWindow restart) {
  /** Nothing depends on the link. */
  public static final LinkOutlook NONE = new LinkOutlook(Optional.empty(), RestartWindow.NONE);

  /** How long until the next run is due; empty where there is none to come. */
  Optional<Duration> untilRun(Instant now) {
    return schedule.map(it -> Duration.between(now, it.next(now).dueAt()));
  }

  /** That the log-in has ended, where the link broke before it can have been renewed. */
  Optional<Phrase> logInEnded(Instant since, Instant now) {
    Instant end = LogInWeek.lastEnd(now);
    Instant firstRestart = restart.nextRestart(end).map(at -> at.plus(restart.lasts())).orElse(end);
    boolean isLikely = schedule.isPresent() && !since.isAfter(firstRestart);
    return isLikely
        ? schedule.map(it -> LogInWeek.forecast(now, it.next(now).dueAt(), false))
            .flatMap(forecast -> switch (forecast) {
              case LogInWeek.Ended ended -> Optional.<Phrase>of(
                  new GatewayText.LogInEnded(Readiness.text(ended.at()), Readiness.text(ended.by())));
              case LogInWeek.Holds holds -> Optional.<Phrase>empty();
              case LogInWeek.EndsBefore ends -> Optional.<Phrase>empty();
            })
        : Optional.empty();
  }
}
