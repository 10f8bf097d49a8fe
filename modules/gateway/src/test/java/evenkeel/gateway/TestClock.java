package evenkeel.gateway;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that the test moves. */
final class TestClock implements EvenkeelClock {
  private volatile Instant now = Samples.START;

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public double speed() {
    return 1.0;
  }

  void passes(Duration duration) {
    now = now.plus(duration);
  }
}
