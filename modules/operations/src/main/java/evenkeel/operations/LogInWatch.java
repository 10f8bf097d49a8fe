package evenkeel.operations;

import evenkeel.domain.LogInWeek;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.RestartWindow;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the user is known to have logged in since the last Sunday night, which nobody tells: a Gateway that came up
 * anew since then was logged in, and so was one that is up after the first restart that an ended log-in does not bear.
 */
final class LogInWatch {
  private final RestartWindow restart;
  private Optional<Instant> lastUp = Optional.empty();
  private Optional<Instant> startedAnew = Optional.empty();
  private boolean isUp;
  private boolean wasGone;

  LogInWatch(RestartWindow restart) {
    this.restart = restart;
  }

  void hear(LinkStatus status, Instant now) {
    boolean wasUp = isUp;
    isUp = switch (status.state()) {
      case SYNCHRONIZING, READY, HELD -> true;
      // A Gateway that has lost IBKR may be logged in or not.
      case OFFLINE, CONNECTING, HANDSHAKING, LINK_LOST -> false;
    };
    if (isUp && wasGone) {
      startedAnew = Optional.of(now);
    }
    if (isUp || wasUp) {
      lastUp = Optional.of(now);
    }
    boolean isGone = status.problem().map(LinkStatus.Problem::reason).filter(DisconnectReason.REFUSED::equals)
        .isPresent();
    wasGone = !isUp && (wasGone || isGone);
  }

  /** Empty as long as the Gateway was never seen up. */
  Optional<LogInWeek.Forecast> forecast(Instant now, Instant nextRun) {
    return lastUp.map(seen -> LogInWeek.forecast(now, nextRun, isRenewed(isUp ? now : seen, now)));
  }

  private boolean isRenewed(Instant up, Instant now) {
    Instant end = LogInWeek.lastEnd(now);
    Instant proof = restart.nextRestart(end).map(at -> at.plus(restart.lasts())).orElse(end);
    return !up.isBefore(proof) || startedAnew.filter(at -> !at.isBefore(end)).isPresent();
  }
}
