package evenkeel.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * How far the listeners of a session are behind it. Every so many news a mark goes out; while more than a few marks are
 * unanswered, messages count as not handled, so that the transport reads nothing more and the Gateway has to wait.
 * Every time here is {@link evenkeel.clock.EvenkeelClock#steady}: a clock that is set prolongs nothing.
 */
final class NewsFlow {
  /** News between two marks. */
  static final int NEWS_PER_MARK = 128;
  /** Marks that may be unanswered while reading goes on. */
  static final int MARKS_AHEAD_MAX = 2;
  /** A listener that started anew may have lost the mark: after so long reading goes on without its answer. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private int news;
  private int marks;
  private int owed;
  private Duration heldSince = Duration.ZERO;
  private Duration heldUntil = Duration.ZERO;

  /** One more was told; true where a mark has to follow. */
  boolean told() {
    news++;
    if (news < NEWS_PER_MARK) {
      return false;
    }
    news = 0;
    marks++;
    return true;
  }

  /** A message is handled here. Returns how many the transport may be told of. */
  int handled(Duration now) {
    if (marks <= MARKS_AHEAD_MAX) {
      return 1;
    }
    if (owed == 0) {
      heldSince = now;
      heldUntil = now;
    }
    owed++;
    return 0;
  }

  /** A mark was answered. Returns how many messages the transport may be told of. */
  int caughtUp() {
    marks = Math.max(0, marks - 1);
    return marks <= MARKS_AHEAD_MAX ? release() : 0;
  }

  /** Nobody answers. Returns how many messages the transport may be told of; 0 where there is time left. */
  int overdue(Duration now) {
    if (left(now).filter(Duration::isPositive).isPresent() || owed == 0) {
      return 0;
    }
    marks = 0;
    return release();
  }

  /** How long an answer is waited for from now on; empty while reading goes on. */
  Optional<Duration> left(Duration now) {
    return owed == 0 ? Optional.empty() : Optional.of(heldSince.plus(PATIENCE).minus(now));
  }

  /** How long nothing was read since this was asked last: what waits for the Gateway waits so much longer. */
  Duration heldUp(Duration now) {
    if (owed == 0) {
      return Duration.ZERO;
    }
    Duration held = now.minus(heldUntil);
    heldUntil = now;
    return held;
  }

  private int release() {
    int released = owed;
    owed = 0;
    return released;
  }
}
