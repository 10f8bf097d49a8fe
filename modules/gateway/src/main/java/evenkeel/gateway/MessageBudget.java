package evenkeel.gateway;

import java.time.Duration;
import java.time.Instant;

/**
 * How many messages may leave: a bucket that starts full with one second's worth and is refilled evenly. Not thread
 * safe; the time is passed in.
 *
 * <p>The Gateway takes half as many messages a second as the account has market data lines, 50 by default (TWS API,
 * pacing).
 */
final class MessageBudget {
  // A hair below one, so that rounding never makes a timer fire twice for one message.
  private static final double ENOUGH = 1 - 1e-6;

  private final double perSecond;
  private double tokens;
  private Instant counted;

  MessageBudget(int perSecond, Instant now) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("messages a second must be at least 1, was " + perSecond);
    }
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.counted = now;
  }

  /** Takes one message's worth, if it is there. */
  boolean take(Instant now) {
    refill(now);
    if (tokens < ENOUGH) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  /** When the next message may leave; not before now. */
  Instant next(Instant now) {
    refill(now);
    if (tokens >= ENOUGH) {
      return now;
    }
    return now.plusNanos((long) Math.ceil((1 - tokens) / perSecond * 1e9));
  }

  private void refill(Instant now) {
    long nanos = Duration.between(counted, now).toNanos();
    // A clock that was set back refills nothing and starts counting anew.
    if (nanos > 0) {
      tokens = Math.min(perSecond, tokens + nanos / 1e9 * perSecond);
    }
    counted = now;
  }
}
