package evenkeel.alerts;

import evenkeel.gateway.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the engine is well enough to say so to the outside: it has a usable link to the broker, or lost it no longer
 * than {@link #GRACE} ago, which is what the Gateway's daily restart takes.
 *
 * @param since when the link was last not ready; empty while it is
 * @param isUnusable whether the log-in does not fit the configuration
 * @param beaten when it last knocked
 */
record Heart(Optional<Instant> since, boolean isUnusable, Instant beaten) {
  static final Duration GRACE = Duration.ofMinutes(30);

  /** Not well before the link was ready once: a process that is started over and over would seem to be. */
  static final Heart STARTED = new Heart(Optional.of(Instant.MIN), false, Instant.MIN);

  /** A log-in that answers is usable until it is said again that it is not. */
  Heart on(LinkState state, Instant now) {
    return new Heart(
        state == LinkState.READY ? Optional.empty() : Optional.of(since.orElse(now)),
        isUnusable && !state.answers(), beaten);
  }

  Heart unusable() {
    return new Heart(since, true, beaten);
  }

  boolean isWell(Instant now) {
    return !isUnusable && since.filter(it -> it.plus(GRACE).isBefore(now)).isEmpty();
  }

  boolean isDue(Instant now, Duration every) {
    return isWell(now) && (beaten.equals(Instant.MIN) || !now.isBefore(beaten.plus(every)));
  }

  Heart beatenAt(Instant now) {
    return new Heart(since, isUnusable, now);
  }
}
