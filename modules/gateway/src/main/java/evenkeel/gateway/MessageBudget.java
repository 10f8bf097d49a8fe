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
  private int perSecond;
  private Instant fullAt;

  MessageBudget(int perSecond, Instant now) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("messages a second must be at least 1, was " + perSecond);
    }
    this.perSecond = perSecond;
    this.fullAt = now;
  }

  /** Takes one message's worth, if it is there. */
  boolean take(Instant now) {
    // A clock that was set back leaves at most an empty bucket behind.
    Instant emptyNow = now.plus(interval().multipliedBy(perSecond));
    fullAt = fullAt.isBefore(now) ? now : fullAt.isAfter(emptyNow) ? emptyNow : fullAt;
    if (fullAt.isAfter(now.plus(slack()))) {
      return false;
    }
    fullAt = fullAt.plus(interval());
    return true;
  }

  /** The clock was set forward by so much: what has left counts as before, since the Gateway's clock was not set. */
  void setForward(Duration by) {
    fullAt = fullAt.plus(by);
  }

  /** When the next message may leave; in the past when it may at once. */
  Instant next() {
    return fullAt.minus(slack());
  }

  /** Halves the rate: the Gateway has complained (code 100). */
  void slowDown() {
    perSecond = Math.max(1, perSecond / 2);
  }

  /** Between two messages at the steady rate; rounded up, so that the rate is never above the one asked for. */
  private Duration interval() {
    return Duration.ofNanos(Math.ceilDiv(1_000_000_000L, perSecond));
  }

  /** How much of the bucket may be missing while there is still a message's worth in it. */
  private Duration slack() {
    return interval().multipliedBy(perSecond - 1L);
  }
}
