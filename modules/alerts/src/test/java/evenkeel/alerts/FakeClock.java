package evenkeel.alerts;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test sets. */
final class FakeClock implements EvenkeelClock {
  private volatile Instant now;

  FakeClock(Instant now) {
    this.now = now;
  }

  // One test thread advances it, actors only read.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public double speed() {
    return 1.0;
  }
}
