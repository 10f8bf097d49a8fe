package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import java.time.Instant;

/** A clock that stands still until a test sets it; the timers of actors know nothing of it. */
final class SetClock implements EvenkeelClock {
  volatile Instant now;

  SetClock(Instant now) {
    this.now = now;
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
