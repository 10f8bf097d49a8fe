package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A faster clock that stands still until it is let go, so that a slow start of the program costs none of its time. */
final class HeldClock implements EvenkeelClock {
  private final Instant start;
  private final double speed;
  private volatile @Nullable FasterClock running;

  HeldClock(Instant start, double speed) {
    this.start = start;
    this.speed = speed;
  }

  void letGo() {
    running = new FasterClock(start, EvenkeelClock.system().instant(), speed);
  }

  @Override
  public Instant instant() {
    FasterClock now = running;
    return now == null ? start : now.instant();
  }

  @Override
  public double speed() {
    return speed;
  }
}
